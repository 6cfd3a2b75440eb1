"""Acts on services at one moment are all counted."""

import pytest
from django.utils import timezone

from foundation.actor import clock
from services.actions.listings import change_listing
from services.actions.spans import renew_spans
from services.kinds import Audience, Kind
from services.models import Listing
from services.queries.listing_counts import kept_counts
from services.queries.listing_list import asked_for
from tests.factories import make_place, make_town
from tests.factories.services import make_listing
from tests.races import race

AT_ONCE = 6
BY = clock("test")


@pytest.mark.django_db(transaction=True)
def test_services_changed_at_one_moment_are_all_counted(at):
    at("2026-11-23 11:00")
    village = make_place(parent=make_town())
    keys = [make_listing(f"第{n}处", place=village, hours=[(600, 720)]).pk for n in range(AT_ONCE)]
    assert [renew_spans(by=BY), renew_spans(by=BY, after=keys[-1])] == [keys[-1], 0]

    def change(number):
        listing = Listing.objects.get(pk=keys[number])
        facets = {"kinds": Kind.values[number:], "audiences": Audience.values[:number]}
        return change_listing(by=BY, listing=listing, revision=listing.revision, **facets)

    found = race(AT_ONCE, change)
    assert [one for one in found if isinstance(one, Exception)] == []
    counts = kept_counts(asked_for({}, [], timezone.localtime()), {})
    assert counts["all"] == counts["when:now"] == AT_ONCE
    assert counts["kind:repairs"] == AT_ONCE
    assert [counts[f"kind:{kind}"].value for kind in Kind.values[:3]] == [1, 2, 3]
    assert counts["for:old"] == AT_ONCE - 1
