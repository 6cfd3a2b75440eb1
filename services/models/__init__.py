"""The nouns of this room."""

from services.models.agreement import Agreement, Grant, Obligation
from services.models.amendment import Amendment, AmendmentPaper
from services.models.approval import Approval
from services.models.counted import Counted, CountStep
from services.models.delivery import Delivery, Reduction, ReductionAnswer, ReductionLift
from services.models.listing import Listing, ListingAudience, ListingKind
from services.models.opening import HoursException, HoursRule, OpenSpan
from services.models.statement import Investment, Statement

__all__ = [
    "Agreement",
    "Amendment",
    "AmendmentPaper",
    "Approval",
    "CountStep",
    "Counted",
    "Delivery",
    "Grant",
    "HoursException",
    "HoursRule",
    "Investment",
    "Listing",
    "ListingAudience",
    "ListingKind",
    "Obligation",
    "OpenSpan",
    "Reduction",
    "ReductionAnswer",
    "ReductionLift",
    "Statement",
]
