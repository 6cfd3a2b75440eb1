"""The kept counts behind the filters are those of the lists that the links open, after each act."""

import random
from datetime import date, datetime, timedelta
from itertools import cycle

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from foundation.actor import clock
from residents.queries.need_counts import tally
from services.actions import hours, listings
from services.actions.spans import renew_spans
from services.hours import EVERY_DAY, Rule, Span
from services.kinds import Audience, Cost, Kind, When
from services.models import Counted, CountStep, Listing
from services.queries.listing_counts import counts_of, kept_counts, sets_of
from services.queries.listing_filters import Asked
from services.queries.listing_hits import hits_of
from services.queries.listing_list import Known, base_of, found_listings, places_with_listings
from services.queries.standings import rank_of, ranked, with_spans
from tests.factories import make_place, make_town
from tests.factories.services import make_listing

pytestmark = pytest.mark.django_db
NOBODY, BY = AnonymousUser(), clock("test")
MONDAY = date(2026, 11, 23)
EDGES = (0, 1, 389, 390, 450, 660, 720, 1079, 1080, 1110, 1111, 1439)
HOURS = ([], [(0, 1440)], [(390, 450), (660, 720)], [(480, 1080)], [(1080, 1110)], [(1100, 1200)])
SORTS = (EVERY_DAY, {0}, {1, 2}, {5, 6}, {6})


@pytest.fixture
def dice():
    return random.Random(8)


@pytest.fixture
def town(at, dice):
    """Services of all sorts in a town, its villages, and nowhere else."""
    at("2026-11-23 11:00")
    there = make_town()
    places = [there, *(make_place(name, parent=there) for name in ("甲村", "乙村"))]
    for number in range(40):
        make_listing(
            f"第{number}处",
            place=dice.choice(places),
            kinds=dice.sample(Kind.values[:4], dice.choice([1, 1, 2])),
            audiences=dice.sample(Audience.values[:3], dice.choice([0, 1, 2])),
            is_free=dice.random() < 0.5,
            reductions=dice.choice(["", "老人半价"]),
            state=dice.choice(["active", "active", "active", "paused"]),
            hours=[(*span, dice.choice(SORTS)) for span in dice.choice(HOURS)],
        )
    make_listing("没了", place=there, state="ended", ended_on=MONDAY, hours=[(0, 1440)])
    count_all()
    return there


def count_all():
    """What the clock does."""
    after = 0
    while after := renew_spans(by=BY, after=after):
        pass


def asked_at(day, minute, **chosen):
    """What somebody asks for at a minute of a day."""
    midnight = datetime.combine(day, datetime.min.time(), timezone.get_current_timezone())
    every = {"kind": "", "for": "", "cost": "", "when": "", "place": ""} | chosen
    return Asked("", every, "", midnight + timedelta(minutes=minute))


def paths_of():
    """The places with services."""
    return {str(place.pk): place.path for place in places_with_listings(NOBODY)}


def differing(asked):
    """The counts that are not those of their lists, with both; None where none are kept."""
    paths, base = paths_of(), base_of(NOBODY, asked)
    kept = kept_counts(asked, paths)
    lists = tally(sets_of(base, asked, paths), Listing)
    return kept and {
        name: (kept[name].value, rows.value) for name, rows in lists.items() if kept[name] != rows
    }


def chosen_by(dice):
    """Something or nothing at each of the filters."""
    return {
        "kind": dice.choice(["", *Kind.values[:5]]),
        "for": dice.choice(["", *Audience.values[:3]]),
        "cost": dice.choice(["", "", *Cost.values]),
        "place": dice.choice(["", *paths_of()]),
        "when": dice.choice(["", *When.values]),
    }


def test_counts_are_those_of_the_lists_at_every_edge(town, dice):
    for minute, when in zip(EDGES, cycle(["", *When.values]), strict=False):
        asked = asked_at(MONDAY, minute, **chosen_by(dice) | {"when": when})
        assert differing(asked) == {}, asked
    for when in ["", *When.values]:  # between the two spans of a day, and on the next one
        assert differing(asked_at(MONDAY, 420, when=when)) == {}, when
    assert differing(asked_at(MONDAY + timedelta(days=1), 480)) == {}
    assert counts_of(Listing.objects.none(), asked_at(MONDAY, 660), paths_of())["all"] == 40


def acts_of(listing, dice):
    """Every act that changes a service, one after another."""
    day, rule = MONDAY, Rule(EVERY_DAY, 600, 720)
    told = {"by": BY, "listing": listing}
    kinds = dice.sample(Kind.values, 2)
    yield listings.change_listing, {**told, "kinds": kinds, "audiences": [], "is_free": True}
    yield listings.change_listing, {**told, "audiences": ["old", "children"], "reductions": "半价"}
    yield listings.change_telephone, {**told, "telephone": "0574-00000009"}
    yield hours.set_hours, {**told, "rules": [rule, Rule(frozenset({6}), 1100, 1300)]}
    yield hours.set_hours, {**told, "rules": [rule], "since": day + timedelta(days=1)}
    yield hours.set_exception, {**told, "day": day, "spans": [Span(0, 60), Span(700, 1200)]}
    yield hours.close_today, told
    yield hours.drop_exception, {**told, "day": day}
    yield listings.pause_listing, {**told, "why": "停电"}
    yield listings.resume_listing, told
    yield listings.confirm_listing, told
    yield listings.end_listing, told


REVISED = (listings.change_listing, listings.change_telephone, hours.set_hours)


def test_counts_stay_right_after_every_act(town, dice):
    made = listings.create_listing(
        by=BY, name="新的", place=town, telephone="0574-00000001", kinds=["meals"], is_free=True
    )
    assert differing(asked_at(MONDAY, 660)) == {}
    moments = cycle(((0, 660, "now"), (1, 1150, ""), (0, 0, "later"), (1, 660, "weekend")))
    for (act, given), (day, minute, when) in zip(acts_of(made, dice), moments, strict=False):
        act(**given, **({"revision": made.revision} if act in REVISED else {}))
        asked = asked_at(MONDAY + timedelta(days=day), minute, when=when)
        assert differing(asked) == {}, (act, asked)
        made.refresh_from_db()
    assert not Counted.objects.filter(pk=made.pk).exists()


def test_a_step_is_not_written_where_nothing_is_counted_otherwise(town):
    before = set(CountStep.objects.values_list("pk", "change"))
    listing = Listing.objects.filter(state="active").first()
    listings.change_listing(by=BY, listing=listing, revision=listing.revision, name="改名")
    count_all()
    assert set(CountStep.objects.values_list("pk", "change")) == before


def test_a_day_that_is_not_whole_is_counted_anew(town, at):
    make_listing("没有人数过", place=town)
    assert differing(asked_at(MONDAY, 660))["all"] == (40, 41)
    count_all()
    assert differing(asked_at(MONDAY, 660)) == {}
    at("2026-11-25 00:05")
    wednesday = asked_at(date(2026, 11, 25), 5)
    assert kept_counts(wednesday, paths_of()) is None, "the clock has not been here"
    assert counts_of(base_of(NOBODY, wednesday), wednesday, paths_of())["all"] == 41
    count_all()
    assert differing(wednesday) == {}
    assert not CountStep.objects.filter(day__lt=date(2026, 11, 25)).exists()


def test_the_pages_of_any_filter_are_the_whole_list_in_its_order(town, dice, monkeypatch):
    monkeypatch.setattr("services.queries.listing_list.PAGE", 7)
    for few in (0, 12, 1000):  # walked, partly sorted, sorted
        monkeypatch.setattr("services.queries.listing_list.FEW", few)
        for minute in EDGES[::3]:
            asked = asked_at(MONDAY, minute, **chosen_by(dice))
            paths, base = paths_of(), base_of(NOBODY, asked)
            rows = sets_of(base, asked, paths)["all"]
            whole = list(ranked(rows, asked.now).values_list("slug", flat=True))
            assert pages_of(asked, base, paths) == whole, (few, asked)
            known = Known(len(whole), sum(row.rank == 0 for row in ranked(rows, asked.now)))
            assert pages_of(asked, base, paths, known) == whole, (few, asked)
            read = with_spans(ranked(rows, asked.now).select_related("place"), asked.now)
            assert [row.rank for row in read] == [rank_of(row, asked.now) for row in read]


def test_what_is_kept_as_too_few_still_shows_all_in_order(town, monkeypatch):
    monkeypatch.setattr("services.queries.listing_list.PAGE", 7)
    asked = asked_at(MONDAY, 660)
    base, paths = base_of(NOBODY, asked), paths_of()
    whole = list(
        ranked(sets_of(base, asked, paths)["all"], asked.now).values_list("slug", flat=True)
    )
    assert pages_of(asked, base, paths, Known(1, 0)) == whole
    assert len(whole) == 40


def test_what_words_have_found_is_counted_and_shown_as_all_services_are(town, dice, monkeypatch):
    monkeypatch.setattr("services.queries.listing_list.PAGE", 7)
    keys, paths = list(Listing.objects.values_list("pk", flat=True)), paths_of()
    some = cycle([{}, chosen_by(dice)])
    for minute, when in zip([420, *EDGES[::2]], cycle(["", *When.values]), strict=False):
        asked = asked_at(MONDAY, minute, **next(some) | {"when": when})
        hits = hits_of(keys, asked.now)
        sets = sets_of(base_of(NOBODY, asked), asked, paths)
        assert counts_of(hits, asked, paths) == tally(sets, Listing), asked
        whole = list(ranked(sets["all"], asked.now).values_list("slug", flat=True))
        assert pages_of(asked, hits, paths) == whole, asked
    assert hits_of([], asked.now) == []


def pages_of(asked, base, paths, known=None):
    """The services on all pages."""
    shown, after = [], ""
    while True:
        there = Asked(asked.words, asked.chosen, after, asked.now)
        found = found_listings(NOBODY, base, there, paths, known=known)
        shown += [row.listing.slug for row in found.rows]
        if not found.next or len(shown) > 100:
            return shown
        after = found.next
