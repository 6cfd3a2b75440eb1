"""The staff pages of this room."""

from residents.admin import needs, notices, town

__all__ = ["needs", "notices", "town"]
