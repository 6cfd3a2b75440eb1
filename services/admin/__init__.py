"""The staff pages of this room."""

from services.admin import listings

__all__ = ["listings"]
