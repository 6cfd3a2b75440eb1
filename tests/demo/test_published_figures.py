"""What the town has published of itself: computed from the demo's records, or quoted as such."""

import re
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.utils import timezone

from committees.kinds import BodyKind
from committees.models import Body
from committees.queries.representation import representation
from foundation.site.models import QuotedFigure
from residents.models import Place
from services.access.listings import visible_listings
from workshops.gain_words import gain_headline
from workshops.queries.figures import figures_of, latest_reports, workshops_at

VILLAGE = "330203100224"
PLACES = {
    "一米小院": "330203100004",
    "小芒果": "330203100007",
    "银龄食堂": "330203100002",
}


@pytest.mark.usefixtures("demo")
def test_the_front_page_shows_our_own_beside_the_quoted(client):
    page = client.get("/").content.decode()
    shown = re.findall(r'<div class="stat">.*?</div>', page, re.S)
    texts = [re.sub(r"<[^>]+>|\s+", " ", one) for one in shown]
    for quoted, ours in ((" 6 ", "6 家，其中 4 家冠名"), (" 157 ", "157 人")):
        assert any(quoted in text and "公开报道" in text and ours in text for text in texts), ours
    gain = figures_of(None).gain
    assert any("2,000" in text and gain_headline(gain) in text for text in texts)


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
    found = figures_of(None)
    assert (found.workshops, found.named, found.employed) == (6, 4, 157)
    # The very rows: what was signed and published, workshop by workshop, all marked as invented.
    assert latest_reports(None).aggregate(people=Sum("headcount"))["people"] == 157
    assert {one.place.name for one in workshops_at(None).select_related("place")} == {"示范村"}
    assert all(one.name.startswith("演示") for one in workshops_at(None))
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
