"""What a filled form says of the period before: numbers that differ, rows of a list that do."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gaoqiao.reports.actions.templates import add_list
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.changes import was_compared
from residents.models import Need
from tests.factories.accounts import add_app
from tests.factories.forms import make_bound, make_fill, make_form
from tests.factories.needs import make_need
from tests.factories.people import by
from tests.factories.reports import NOW, OCTOBER, make_clerk_of, make_reported_town
from tests.personas import log_in

pytestmark = pytest.mark.django_db
SEPTEMBER, NOVEMBER = OCTOBER.before, Period(date(2026, 11, 1), "month")
DECEMBER = {"period": NOVEMBER, "now": NOW + timedelta(days=30)}


@pytest.fixture
def town(db):
    return make_reported_town()


@pytest.fixture
def clerk(town):
    user = make_clerk_of(town)
    add_app(user)
    return user


@pytest.fixture
def form(town, clerk):
    form = make_form(town, clerk)
    make_bound(form, clerk, "Sheet1!B3", "needs_raised")
    make_bound(form, clerk, "Sheet1!C3", "needs_raised", which="before")
    make_bound(form, clerk, "Sheet1!B4", "needs_answered")
    make_bound(form, clerk, "Sheet1!C4", "needs_answered", which="difference")
    make_bound(form, clerk, "Sheet1!C5", "ratings", which="before")  # none in either
    return form


def said(clerk, fill):
    """What its page says."""
    return log_in(Client(), clerk).get(f"/reports/filled/{fill.uuid}/").content.decode()


def test_numbers_that_differ(form, clerk):
    make_fill(form, clerk, period=SEPTEMBER)
    fill = make_fill(form, clerk)
    assert fill.changes == {
        "Sheet1!B3": {"before": "0", "now": "9"},
        "Sheet1!C3": {"before": "2", "now": "0"},
        "Sheet1!B4": {"before": "0", "now": "7"},
        "Sheet1!C4": {"before": "0", "now": "7"},
    }
    assert "0 → 9" in said(clerk, fill)


def a_day_later(fill):
    """One of the needs that are open at the end of October is answered, and one is raised."""
    Need.objects.filter(pk=fill.rows["list"]["now"][0]).update(state="answered", answered_at=NOW)
    make_need(place=fill.form.place, created_at=NOW)


def test_a_list_of_as_many_other_rows(town, clerk):
    form = add_list(by=by(clerk), place=town, preset="needs", period="month")
    before = make_fill(form, clerk)
    a_day_later(before)
    fill = make_fill(form, clerk, **DECEMBER)
    number = before.values["list"]["number"]
    assert fill.changes == {"list": {"before": number, "now": number, "new": 1, "gone": 1}}
    page = said(clerk, fill)
    assert "新增 1 条，少了 1 条" in page
    assert "<code" not in page, "a list that ships has no cells"


def test_a_column_of_as_many_other_rows(form, clerk):
    listed = {"column": "public_title"}
    make_bound(form, clerk, "Sheet1!A9", "needs_open", **listed)
    before = make_fill(form, clerk)
    Need.objects.filter(pk=before.rows["Sheet1!A9"]["now"][0]).update(
        state="answered", answered_at=NOW
    )
    fill = make_fill(form, clerk, **DECEMBER)
    assert (fill.changes["Sheet1!A9"]["new"], fill.changes["Sheet1!A9"]["gone"]) == (0, 1)


def test_that_nothing_changed_is_not_that_nothing_was_compared(town, clerk):
    form = add_list(by=by(clerk), place=town, preset="projects", period="month")
    alone = make_fill(form, clerk, period=SEPTEMBER.before)
    same = make_fill(form, clerk, period=SEPTEMBER)
    assert (alone.changes, same.changes) == ({}, {})
    assert (was_compared(alone), was_compared(same)) == (False, True)
    words = "没有填过上一期"
    assert [words in said(clerk, fill) for fill in (alone, same)] == [True, False]
    make_fill(form, clerk, period=SEPTEMBER.before.before)  # asked for later: nothing of it there
    assert not was_compared(alone)
