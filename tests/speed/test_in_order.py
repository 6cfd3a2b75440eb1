"""A page of the services is read in its order: of many services, no more than are shown."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import sized
from services.queries.listing_counts import counts_of
from services.queries.listing_list import (
    PAGE,
    asked_for,
    base_of,
    found_listings,
    last_seen,
    places_with_listings,
    walks,
)
from services.queries.standings import ANOTHER_DAY, ranked, spans_now
from tests.factories import make_place, make_town
from tests.fixtures.clock import set_clock

SERVICES, READ, FEW = 600, 250, 50
MONDAY = "2026-11-23 11:00"
NOBODY = AnonymousUser()
WALKED = "SEARCH services_listing USING INDEX listing_in_order (place_id=?"
OTHERS = ("seqscan", "bitmapscan", "sort")  # ways of reading all


def make_services():
    """Two villages with three hundred services each."""
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, MONDAY)
        villages = [make_place(name, parent=make_town()) for name in ("甲村", "乙村")]
        sized.services(SERVICES, villages)


@pytest.fixture(scope="module")
def _kept_services(keep):
    keep(make_services)


@pytest.fixture
def town(_kept_services, at, db, monkeypatch):
    """The villages, on a Monday morning."""
    at(MONDAY)
    monkeypatch.setattr("services.queries.listing_list.FEW", FEW)
    return places_with_listings(NOBODY)


def page_at(query, places):
    """What an address asks for, and the page of the list that it shows."""
    asked = asked_for(QueryDict(query), places, timezone.localtime())
    paths = {str(place.pk): place.path for place in places}
    return asked, paths, found_listings(NOBODY, base_of(NOBODY, asked), asked, paths)


def plan_of(query, places, explain):
    """How the database finds the keys of a page."""
    asked, paths, _page = page_at(query, places)
    after = last_seen(NOBODY, asked.after)
    walk = next(walks(base_of(NOBODY, asked), asked, paths, after))
    sql, values = walk.statement(PAGE + 1)
    return rows_of(f"{explain} {sql}", values)


def rows_of(sql, params=()):
    """What the database says."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def read_by_postgresql(node):
    """How many services the nodes of a plan have looked at."""
    own = 0
    if node.get("Relation Name") == "services_listing":
        passed_over = node.get("Rows Removed by Filter", 0)
        own = node["Actual Loops"] * (node["Actual Rows"] + passed_over)
    return own + sum(map(read_by_postgresql, node.get("Plans", [])))


def test_the_pages_are_the_whole_list_in_its_order(town):
    now = timezone.localtime()
    whole = [row.slug for row in ranked(base_of(NOBODY, asked_for({}, town, now)), now)]
    shown, page = [], page_at("", town)[-1]
    while page.next and len(shown) < SERVICES:
        shown += [row.listing.slug for row in page.rows]
        page = page_at(f"after={page.next}", town)[-1]
    assert shown + [row.listing.slug for row in page.rows] == whole
    assert len(whole) == SERVICES


def plan_small(*tables):
    """PostgreSQL would read all of so few: it may not, until the end of the test."""
    turned_off = "; ".join(f"SET LOCAL enable_{one} = off" for one in OTHERS)
    # How large a table is outlives the test: of the others that would make plans for no rows.
    rows_of(f"ANALYZE {', '.join(tables)}; {turned_off}")


def test_no_more_is_read_than_a_page_needs(town):
    now = timezone.localtime()
    last = ranked(base_of(NOBODY, asked_for({}, town, now)), now).filter(rank=ANOTHER_DAY)[30]
    if connection.vendor == "postgresql":
        plan_small("services_listing", "services_openspan", "residents_place")
    for address in ["", "cost=free", f"after=2.{last.slug}"]:
        if connection.vendor == "sqlite":
            plan = [step for *_at, step in plan_of(address, town, "EXPLAIN QUERY PLAN")]
            assert any(step.startswith(WALKED) for step in plan), plan
            assert not [step for step in plan if "ORDER BY" in step], plan
        else:
            [[[plan]]] = plan_of(address, town, "EXPLAIN (ANALYZE, FORMAT JSON)")
            assert 0 < read_by_postgresql(plan["Plan"]) < READ, plan


@pytest.mark.parametrize("hour", ["03:00", "22:30"])
def test_at_night_only_what_is_open_is_read(town, at, hour):
    at(f"2026-11-23 {hour}")
    address = "" if hour == "03:00" else "when=now"
    _asked, _paths, page = page_at(address, town)
    assert len(page.rows) == PAGE
    assert all(row.standing.open for row in page.rows)
    if connection.vendor == "postgresql":
        plan_small("services_listing", "services_openspan", "residents_place")
        [[[plan]]] = plan_of(address, town, "EXPLAIN (ANALYZE, FORMAT JSON)")
        assert 0 < read_by_postgresql(plan["Plan"]) < READ, plan
        return
    first, *_others = [
        step
        for *_at, step in plan_of(address, town, "EXPLAIN QUERY PLAN")
        if "services_listing" in step
    ]
    assert first.startswith("SEARCH services_listing USING INTEGER PRIMARY KEY"), first


def test_the_spans_of_the_night_are_found_by_the_end_that_is_near(town, at):
    if connection.vendor == "postgresql":  # which knows how many there are of each
        pytest.skip("it is SQLite that goes by the words of the condition")
    for hour, index in (("03:00", "open_span_day"), ("22:30", "open_span_day_end")):
        now = at(f"2026-11-23 {hour}")
        plan = spans_now(timezone.localtime(now)).order_by().values("listing").explain()
        assert f"USING INDEX {index} (day=?" in plan


def test_counting_reads_nothing_but_the_steps_of_what_is_shown(town):
    for address in ["", "kind=meals&when=now", "when=later&cost=free"]:
        asked, paths, _page = page_at(address, town)
        with CaptureQueriesContext(connection) as queries:
            counts_of(base_of(NOBODY, asked), asked, paths)
        [query] = queries.captured_queries
        assert set(re.findall(r'FROM "(\w+)"', query["sql"])) == {"services_countstep"}
        if connection.vendor == "sqlite":
            plan = [step for *_at, step in rows_of(f"EXPLAIN QUERY PLAN {query['sql']}")]
            reads = [step for step in plan if "services_countstep" in step]
            assert reads, plan
            assert all("(day=? AND name=? AND place=?" in step for step in reads), plan
