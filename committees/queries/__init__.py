"""Reads shaped for pages. Import from the noun's module."""
