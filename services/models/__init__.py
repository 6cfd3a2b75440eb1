"""The nouns of this room."""

from services.models.listing import Listing, ListingAudience, ListingKind
from services.models.opening import HoursException, HoursRule, OpenSpan

__all__ = [
    "HoursException",
    "HoursRule",
    "Listing",
    "ListingAudience",
    "ListingKind",
    "OpenSpan",
]
