"""The staff pages of this room."""

from residents.admin import needs, notices, people, record, referrals, site, town, users

__all__ = ["needs", "notices", "people", "record", "referrals", "site", "town", "users"]
