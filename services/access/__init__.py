"""Who may see and do what with the services."""
