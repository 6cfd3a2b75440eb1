"""What the pages of services ask for."""
