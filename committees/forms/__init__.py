"""What the pages of this room ask for. Import from the noun's module."""
