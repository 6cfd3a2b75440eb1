"""Listings and their hours through the real acts: who may, what is refused, what follows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from foundation.actor import clock, visitor
from foundation.record.models import Entry, Result
from foundation.refusals import NotAllowed, Refused, Stale
from foundation.search.queries import matching
from services.actions import hours, listings, spans
from services.hours import EVERY_DAY, WEEKDAYS, Rule, Span
from services.kinds import State
from services.models import Listing, OpenSpan
from tests.factories import by, make_clerk, make_place, make_town, make_venue

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # Monday noon in the town
TODAY = date(2026, 11, 23)


@pytest.fixture
def village():
    return make_place(parent=make_town())


@pytest.fixture
def clerk(village):
    return by(make_clerk(place=village)[0])


@pytest.fixture
def listing(village, clerk):
    return made(village, clerk)


def made(village, clerk, **more):
    fields = {"name": "示范食堂", "telephone": "0574-00000001", "kinds": ["meals"], **more}
    return listings.create_listing(by=clerk, place=village, now=NOON, **fields)


def lunch(listing, clerk, **more):
    rules = [Rule(EVERY_DAY, 630, 750), Rule(WEEKDAYS, 700, 800)]
    return hours.set_hours(
        by=clerk, listing=listing, revision=listing.revision, rules=rules, now=NOON, **more
    )


def test_a_listing_is_found_at_once_and_has_a_short_link(listing):
    assert listing.slug == "shi-fan-shi-tang"
    assert listing.short_link.address == "/services/shi-fan-shi-tang/"
    for typed in ("食", "食堂", "shitang", "sfst", "吃饭"):
        assert [doc.key for doc in matching(typed, kind="listing")] == [str(listing.pk)], typed
    assert Entry.objects.filter(verb="listing.created", place_path=listing.place.path).exists()


def test_two_of_one_name_have_two_addresses(listing, village, clerk):
    assert made(village, clerk).slug == "shi-fan-shi-tang-2"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "  "), ("telephone", "call me"), ("telephone", ""), ("kinds", []), ("kinds", ["x"])],
)
def test_what_cannot_stand_is_refused_at_its_field(village, clerk, field, value):
    with pytest.raises(Refused) as refusal:
        made(village, clerk, **{field: value})
    assert refusal.value.field == field
    assert not Listing.objects.exists()


def test_a_venue_elsewhere_is_refused(village, clerk):
    with pytest.raises(Refused):
        made(village, clerk, venue=make_venue(place=make_place("外村", parent=village.parent)))


def test_only_who_keeps_the_services_of_the_place_may(listing, village):
    stranger = by(make_clerk(place=make_place("外村", parent=village.parent))[0])
    worker = by(make_clerk("grid_worker", place=village)[0])
    for who in (stranger, worker, visitor()):
        for act in (
            lambda by: made(village, by),
            lambda by: listings.change_listing(by=by, listing=listing, revision=0, name="别的"),
            lambda by: listings.end_listing(by=by, listing=listing),
            lambda by: hours.close_today(by=by, listing=listing),
            lambda by: lunch(listing, by),
        ):
            with pytest.raises(NotAllowed):
                act(who)
    assert Entry.objects.filter(result=Result.REFUSED).count() == 15
    listing.refresh_from_db()
    assert (listing.name, listing.revision) == ("示范食堂", 0)


def test_who_read_an_older_version_is_told(listing, clerk):
    old = listing.revision
    listings.change_listing(by=clerk, listing=listing, revision=old, name="新名字", now=NOON)
    with pytest.raises(Stale):
        listings.change_listing(by=clerk, listing=listing, revision=old, name="旧名字", now=NOON)
    assert [doc.title for doc in matching("新名字", kind="listing")] == ["新名字"]
    assert not matching("旧名字", kind="listing")


def test_ended_is_gone_from_search_and_stays_ended(listing, clerk):
    lunch(listing, clerk)
    listings.end_listing(by=clerk, listing=listing, now=NOON)
    assert not matching("食堂", kind="listing")
    assert not OpenSpan.objects.exists()
    for act in (listings.end_listing, listings.confirm_listing, listings.resume_listing):
        with pytest.raises(Refused):
            act(by=clerk, listing=listing)


def test_paused_and_resumed(listing, clerk):
    listings.pause_listing(by=clerk, listing=listing, why="装修")
    assert (listing.state, listing.state_why) == (State.PAUSED, "装修")
    with pytest.raises(Refused):
        listings.pause_listing(by=clerk, listing=listing, why="再装修")
    assert listings.resume_listing(by=clerk, listing=listing).state == State.ACTIVE


def test_hours_are_written_for_sixty_days_without_overlap(listing, clerk):
    lunch(listing, clerk)
    rows = list(OpenSpan.objects.filter(listing=listing).order_by("day", "start"))
    assert [row.day for row in rows] == [TODAY + timedelta(days=n) for n in range(60)]
    assert (rows[0].start, rows[0].end) == (630, 800)
    assert (rows[5].start, rows[5].end) == (630, 750)  # Saturday
    listing.refresh_from_db()
    assert listing.revision == 1


def test_new_hours_from_a_day_on_leave_the_days_before(listing, clerk):
    lunch(listing, clerk)
    later = TODAY + timedelta(days=10)
    hours.set_hours(
        by=clerk,
        listing=listing,
        revision=listing.revision,
        rules=[Rule(EVERY_DAY, 480, 540)],
        since=later,
        now=NOON,
    )
    starts = dict(OpenSpan.objects.values_list("day", "start"))
    assert starts[later - timedelta(days=1)] == 630
    assert starts[later] == 480


def test_closing_today_keeps_the_morning_and_says_why(listing, clerk):
    rules = [Rule(EVERY_DAY, 480, 1080)]
    hours.set_hours(by=clerk, listing=listing, revision=0, rules=rules, now=NOON)
    hours.close_today(by=clerk, listing=listing, reason="停电", now=NOON)
    assert list(OpenSpan.objects.filter(day=TODAY).values_list("start", "end")) == [(480, 720)]
    assert listing.exceptions.get().reason == "停电"
    hours.drop_exception(by=clerk, listing=listing, day=TODAY, now=NOON)
    assert OpenSpan.objects.get(day=TODAY).end == 1080


@pytest.mark.parametrize("ahead", [-1, 400])
def test_an_exception_is_for_a_coming_day(listing, clerk, ahead):
    day = TODAY + timedelta(days=ahead)
    with pytest.raises(Refused):
        hours.set_exception(by=clerk, listing=listing, day=day, now=NOON)


def test_overlapping_times_are_refused(listing, clerk):
    with pytest.raises(Refused):
        hours.set_exception(
            by=clerk, listing=listing, day=TODAY, spans=[Span(1, 9), Span(5, 12)], now=NOON
        )


def test_the_clock_goes_on_writing_days_and_forgets_past_ones(listing, clerk):
    lunch(listing, clerk)
    before = set(OpenSpan.objects.values_list("pk", flat=True))
    assert spans.renew_spans(by=clock("services.renew_spans"), now=NOON) == listing.pk
    assert set(OpenSpan.objects.values_list("pk", flat=True)) == before, "nothing to write"
    later = NOON + timedelta(days=3)
    spans.renew_spans(by=clock("services.renew_spans"), now=later)
    days = sorted(OpenSpan.objects.values_list("day", flat=True))
    assert (days[0], days[-1]) == (TODAY + timedelta(days=3), TODAY + timedelta(days=62))
    assert spans.renew_spans(by=clock("services.renew_spans"), after=listing.pk) == 0
    with pytest.raises(NotAllowed):
        spans.renew_spans(by=clerk)
