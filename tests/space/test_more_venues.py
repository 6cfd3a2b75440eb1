"""A running agreement gives one venue more: allowed as a new agreement over it would be."""

from datetime import date
from decimal import Decimal

import pytest

from foundation.refusals import Refused
from services.actions import grants
from tests.factories import make_venue
from tests.factories.agreements import make_approval, noon

pytestmark = pytest.mark.django_db
SINCE = date(2026, 12, 1)
PAPERS = {
    "state": [
        ("letting", {"words": "公开招租无人应租"}),
        ("approval", {"number": "海机管〔2026〕9号"}),
        ("publicity", {"notice_since": date(2026, 11, 1), "notice_until": date(2026, 11, 20)}),
        ("contract", {"number": "补1"}),
    ],
    "private": [("contract", {"number": "补1"})],
}


def given(scene, venue, what="rent"):
    return grants.add_grant(
        by=scene.clerk,
        agreement=scene.agreement,
        what=what,
        words="" if what == "rent" else "厨具",
        venue=venue,
        market_monthly=Decimal(500),
        since=SINCE,
    )


@pytest.mark.parametrize("owner", PAPERS)
def test_each_paper_is_needed_and_all_of_them_do(scene, owner):
    venue = make_venue(place=scene.place, owner_type=owner)
    for kind, fields in PAPERS[owner]:
        with pytest.raises(Refused) as refused:
            given(scene, venue)
        assert refused.value.field == "venue"
        make_approval(scene.agreement, kind, at=noon(date(2026, 11, 21)), **fields)
    assert given(scene, venue).since == SINCE
    assert given(scene, venue, "other").venue == venue  # what it gives already needs no papers


def test_papers_of_the_beginning_do_not_allow_it(scene):
    venue = make_venue(place=scene.place, owner_type="private")
    make_approval(scene.agreement, "contract", at=noon(date(2025, 12, 1)), number="1")
    with pytest.raises(Refused):
        given(scene, venue)


def test_what_has_no_venue_needs_none(scene):
    assert given(scene, None, "other").venue is None
