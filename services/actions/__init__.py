"""Writing listings and their hours."""
