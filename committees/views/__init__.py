"""The pages of this room. Import from the noun's module."""
