"""The staff pages of this room."""

from workshops.admin import months, openings, workshops

__all__ = ["months", "openings", "workshops"]
