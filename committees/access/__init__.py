"""Who may see and do what in this room. Import from the noun's module."""
