"""What is done in this room. Import from the noun's module."""
