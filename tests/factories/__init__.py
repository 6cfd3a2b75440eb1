"""Plain functions that make rows for tests; every name is invented."""

from tests.factories.needs import make_call, make_category, make_need, make_photo, make_referral
from tests.factories.people import (
    by,
    make_clerk,
    make_holding,
    make_person,
    make_post,
    make_user,
)
from tests.factories.places import (
    make_cluster,
    make_organization,
    make_place,
    make_town,
    make_venue,
)

__all__ = [
    "by",
    "make_call",
    "make_category",
    "make_cluster",
    "make_clerk",
    "make_holding",
    "make_need",
    "make_organization",
    "make_person",
    "make_photo",
    "make_place",
    "make_post",
    "make_referral",
    "make_town",
    "make_user",
    "make_venue",
]
