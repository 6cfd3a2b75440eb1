"""The staff pages of this room."""

from services.admin import agreements, deliveries, listings, statements

__all__ = ["agreements", "deliveries", "listings", "statements"]
