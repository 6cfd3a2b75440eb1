"""The staff pages of this room."""

from committees.admin import bodies, papers

__all__ = ["bodies", "papers"]
