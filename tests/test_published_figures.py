"""What the town has published of itself: computed from the demo's records, or quoted as such."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from committees.kinds import BodyKind
from committees.models import Body
from committees.queries.representation import representation
from foundation.site.models import QuotedFigure
from gaoqiao import environment
from residents.models import Place
from services.access.listings import visible_listings
from tests.town.small import small_profile

VILLAGE = "330203100224"
PLACES = {
    "一米小院": "330203100004",
    "小芒果": "330203100007",
    "银龄食堂": "330203100002",
}


@pytest.fixture
def demo(db, settings, tmp_path):
    """The demo, loaded."""
    settings.TOWN_PROFILE = small_profile("gaoqiao", tmp_path)
    settings.TOWN = environment.town(settings.TOWN_PROFILE)
    settings.DEMO_PASSWORD = "figures under the stone bridge"
    call_command("demo", verbosity=0)


@pytest.mark.usefixtures("demo")
def test_the_published_figures():
    village = Place.objects.get(code=VILLAGE)
    bodies = Body.objects.filter(organization__place=village)
    branches = bodies.filter(kind=BodyKind.FUNCTIONAL_BRANCH)
    assert branches.count() == len(set(branches.values_list("area", flat=True))) == 5
    seated = [*branches, bodies.get(kind=BodyKind.COMMITTEE)]
    share = representation(seated, timezone.localdate())
    assert share.social == 19
    assert 10 * share.social > 7 * share.all
    assert share.all <= 27
    listed = {listing.name: listing for listing in visible_listings(None)}
    for name, code in PLACES.items():
        found = [listing for title, listing in listed.items() if name in title]
        assert [listing.place.code for listing in found] == [code], name
    quoted = {(figure.value, figure.bound): figure for figure in QuotedFigure.objects.all()}
    for value, bound in (
        (6, "exactly"),
        (4, "exactly"),
        (157, "exactly"),
        (2000, "over"),
        (2400000, "over"),
    ):
        assert quoted[(Decimal(value), bound)].source
    assert quoted[(Decimal(2000), "over")].not_stated
