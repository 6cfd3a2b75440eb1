"""The calendar's rows: seeded, corrected, asked by promises."""

from datetime import date

import pytest
from django.utils import translation

from foundation.actor import clock, visitor
from foundation.calendar import actions, queries
from foundation.calendar.models import Holiday
from foundation.calendar.workdays import Deadline
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused

pytestmark = pytest.mark.django_db
BY = clock("tests.calendar")


def test_a_year_is_seeded_with_its_make_up_days_once():
    seeded = actions.seed_holidays(by=BY, years=[2026])
    assert seeded == actions.Seeded(Holiday.objects.count(), ())
    days = queries.day_table([2026])
    assert days[date(2026, 10, 1)] is False
    assert days[date(2026, 10, 10)] is True
    assert days[date(2026, 2, 14)] is True
    assert actions.seed_holidays(by=BY, years=[2026]).added == 0
    assert Entry.objects.filter(verb="holidays.seeded").count() == 1


def test_a_year_that_is_not_published_stays_provisional():
    assert actions.seed_holidays(by=BY, years=[2026, 2027]).unpublished == (2027,)
    assert not queries.announced(2027)
    assert queries.promised_date(date(2026, 12, 29), 2) == Deadline(date(2026, 12, 31), False)
    assert queries.promised_date(date(2026, 12, 29), 3) == Deadline(date(2027, 1, 1), True)
    actions.set_day(by=BY, day=date(2027, 1, 1), is_workday=False, name="元旦", source="国办发明电")
    assert queries.promised_date(date(2026, 12, 29), 3) == Deadline(date(2027, 1, 4), False)


def test_what_staff_corrected_stands():
    actions.set_day(by=BY, day=date(2026, 10, 10), is_workday=False, name="台风停工")
    actions.seed_holidays(by=BY, years=[2026])
    row = Holiday.objects.get(day=date(2026, 10, 10))
    assert (row.is_workday, row.name) == (False, "台风停工")


def test_a_correction_is_in_the_record_with_both_values():
    actions.seed_holidays(by=BY, years=[2026])
    actions.set_day(by=BY, day=date(2026, 10, 10), is_workday=False, name="台风停工")
    entry = Entry.objects.get(verb="holiday.set")
    assert entry.values == {"is_workday": [True, False]}


def test_a_day_has_a_name_and_visitors_set_none():
    with pytest.raises(Refused) as refusal:
        actions.set_day(by=BY, day=date(2026, 10, 10), is_workday=False, name=" \x00")
    assert refusal.value.field == "name"
    with pytest.raises(NotAllowed):
        actions.set_day(by=visitor(), day=date(2026, 10, 10), is_workday=False, name="x")
    with pytest.raises(NotAllowed):
        actions.seed_holidays(by=visitor(), years=[2026])
    assert not Holiday.objects.exists()


def test_names_of_national_holidays_are_in_both_languages():
    actions.seed_holidays(by=BY, years=[2024, 2025, 2026, 2015])
    assert set(Holiday.objects.values_list("name", flat=True)) <= set(actions.NAMES)
    row = Holiday.objects.get(day=date(2026, 10, 1))
    with translation.override("zh-hans"):
        assert row.shown_name == "国庆节"
    with translation.override("en"):
        assert row.shown_name == "National Day"


@pytest.mark.parametrize("workdays", [1, 30, 600])
def test_a_promise_is_one_query(django_assert_num_queries, workdays):
    actions.seed_holidays(by=BY, years=[2024, 2025, 2026])
    with django_assert_num_queries(1):
        queries.promised_date(date(2024, 3, 1), workdays)


def test_a_promise_knows_a_correction_at_once():
    actions.seed_holidays(by=BY, years=[2026])
    before = queries.promised_date(date(2026, 11, 19), 1).day
    actions.set_day(by=BY, day=date(2026, 11, 20), is_workday=False, name="停工")
    assert (before, queries.promised_date(date(2026, 11, 19), 1).day) == (
        date(2026, 11, 20),
        date(2026, 11, 23),
    )
