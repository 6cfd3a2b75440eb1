"""Forms of this room, by noun. Import from the noun's module."""
