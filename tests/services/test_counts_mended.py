"""Counts that somebody changed by hand are found by the clock and made anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.actions.counting import close_counts
from services.actions.listings import change_listing, create_listing, end_listing, pause_listing
from services.kinds import Audience, Kind
from services.models import Counted, CountStep, Listing
from services.queries.counted import WHOLE, whole_days
from services.queries.listing_counts import kept_counts
from services.steps import FORMAT, steps_of
from tests.factories import make_place, make_town
from tests.factories.services import make_listing
from tests.services.test_counts import BY, MONDAY, asked_at, count_all, differing

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def village(at):
    """Two services, one of them open at ten and at three, both counted."""
    at("2026-11-23 10:00")
    village = make_place(parent=make_town())
    make_listing("甲食堂", place=village, kinds=["meals"], hours=[(480, 1080)])
    make_listing("乙诊室", place=village, kinds=["health"], hours=[(1100, 1200)])
    count_all()
    assert differing(asked_at(MONDAY, 600)) == {}
    return village


def written_by_hand():
    """What somebody, or another release, might do to the database."""
    steps = CountStep.objects.filter(day=MONDAY).exclude(**WHOLE)
    opened = Listing.objects.filter(name="甲食堂")
    return {
        "all lost": lambda: steps.delete(),
        "the open ones lost": lambda: steps.filter(name="now///").delete(),
        "one changed": lambda: steps.filter(name="///", place=0).update(change=7),
        "one of a place changed": lambda: (
            steps.exclude(place=0).filter(name="///").update(change=7)
        ),
        "deleted": lambda: opened.delete(),
        "ended": lambda: opened.update(state="ended", ended_on=MONDAY),
        "other steps": lambda: (
            steps.filter(name="/meals//").update(change=7),
            CountStep.objects.filter(**WHOLE).update(change=FORMAT + 1),
        ),
    }


@pytest.mark.parametrize("what", written_by_hand())
def test_what_was_written_by_hand_is_mended_in_one_round_of_the_clock(village, what):
    written_by_hand()[what]()
    assert differing(asked_at(MONDAY, 600)) != {}
    count_all()
    assert whole_days(MONDAY) == {MONDAY, TUESDAY}
    for day, minute in ((MONDAY, 600), (MONDAY, 1130), (TUESDAY, 600)):
        assert differing(asked_at(day, minute)) == {}, (day, minute)


def test_counts_that_are_not_true_at_the_end_of_a_round_are_not_believed(village):
    CountStep.objects.filter(name="now///").delete()
    close_counts(MONDAY)
    assert not CountStep.objects.exists()
    assert not Counted.objects.exists()
    count_all()
    assert differing(asked_at(MONDAY, 600)) == {}


def test_counts_of_another_release_are_not_believed(village):
    paths = {str(village.pk): village.path}
    assert kept_counts(asked_at(MONDAY, 600), paths)
    CountStep.objects.filter(**WHOLE).update(change=FORMAT + 1)
    assert kept_counts(asked_at(MONDAY, 600), paths) is None


def test_true_counts_are_left_alone(village):
    before = set(CountStep.objects.values_list("pk", "change"))
    count_all()
    assert set(CountStep.objects.values_list("pk", "change")) == before


def test_a_service_that_is_open_is_shown_whatever_is_counted(village, client):
    CountStep.objects.filter(name="now///").delete()
    shown = client.get("/services/").content.decode()
    assert shown.index("甲食堂") < shown.index("乙诊室")


def test_an_act_after_midnight_writes_nothing_of_the_day_before(village, at):
    at("2026-11-24 00:01")
    assert whole_days(MONDAY) == {MONDAY, TUESDAY}, "the clock has not been here"
    with CaptureQueriesContext(connection) as sent:
        made = create_listing(
            by=BY, name="新的", place=village, telephone="0574-00000001", kinds=["meals"]
        )
    written = [one["sql"] for one in sent.captured_queries if "services_countstep" in one["sql"]]
    assert written
    assert not any(f"'{MONDAY}'" in one for one in written), written
    assert set(Counted.objects.get(pk=made.pk).said["days"]) == {"2026-11-24", "2026-11-25"}
    assert differing(asked_at(TUESDAY, 600)) == {}


@pytest.mark.parametrize("act", [pause_listing, end_listing])
def test_an_act_counts_the_days_of_its_own_moment(village, at, act):
    listing = Listing.objects.get(name="甲食堂")
    tuesday = at("2026-11-24 00:01")
    at("2026-11-23 10:00")
    act(by=BY, listing=listing, why="停电", now=tuesday)
    assert differing(asked_at(TUESDAY, 600)) == {}
    days = {str(day) for day in CountStep.objects.values_list("day", flat=True)}
    assert days == {"2026-11-23", "2026-11-24", "2026-11-25"}


def act_sends(listing, **fields):
    """What an act sends for the counts, all of it at its end."""
    with CaptureQueriesContext(connection) as sent:
        change_listing(by=BY, listing=listing, revision=listing.revision, **fields)
    asked = [one["sql"] for one in sent.captured_queries]
    first = next(n for n, one in enumerate(asked) if "services_countstep" in one)
    return [one for one in asked[first:] if not one.startswith(("SAVEPOINT", "RELEASE"))]


FULL = {"kinds": Kind.values, "audiences": Audience.values, "reductions": "老人半价"}


def test_an_act_sends_so_many_statements_for_the_counts(village):
    made = make_listing("什么都有", place=village, is_free=True, hours=[(480, 720), (780, 1200)])
    count_all()
    assert len(act_sends(made, name="改名")) == 6, "nothing is counted otherwise"
    assert len(act_sends(made, kinds=["health"])) == 10
    assert len(act_sends(made, **FULL)) == 39, "docs/adr/counts.md"
    assert len(steps_of(Counted.objects.get(pk=made.pk).said)) == 15_048
    assert differing(asked_at(MONDAY, 600)) == {}
