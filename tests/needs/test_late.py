"""Late is one rule, accepted or not: the page, the queue with its count, the lists, the calls."""

from datetime import date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from foundation.calendar.models import Holiday
from residents.access.needs import public_needs, worked_needs
from residents.access.notices import callable_notices
from residents.actions import raising, sorting
from residents.models import Need
from residents.queries.lateness import with_late_needs
from residents.queries.need_list import rows_of
from residents.queries.need_page import need_page, opened_need
from residents.queries.queues import overdue, to_accept
from tests.factories import by, make_call, make_category, make_clerk, make_place, make_town
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db
ZONE = timezone.get_default_timezone()
# Raised on a Friday before the holidays; Saturday the 10th is worked instead (调休).
RAISED = datetime(2026, 9, 25, 16, 0, tzinfo=ZONE)
OFF = [date(2026, 10, day) for day in range(1, 8)]
DUE = date(2026, 10, 10)  # 28, 29, 30 September, 8, 9, and Saturday 10 October
MONDAY = date(2026, 10, 12)


@pytest.fixture
def village():
    """A village in a year whose holidays and make-up day are known."""
    for day in OFF:
        Holiday.objects.create(day=day, name="国庆节", is_workday=False)
    Holiday.objects.create(day=DUE, name="国庆节调休", is_workday=True)
    return make_place(parent=make_town())


@pytest.fixture
def kind():
    return make_category(workdays=6)


@pytest.fixture
def user(village):
    return make_clerk(place=village)[0]


def said(user, need, today):
    """Whether each place calls the need late on a day."""
    page = need_page(user, opened_need(user, need.number, [], today=today), today=today)
    call = with_late_needs(callable_notices(user), today).get(step__need=need)
    listed = worked_needs(user).with_late(today).get(pk=need.pk)
    return {
        page.past,
        need in overdue(user, today),
        overdue(user, today).count() == 1,
        call.late,
        listed.late,
        rows_of([listed])[0].past,
    }


def raised(village, **more):
    need = raising.raise_need(by=by(), words="路灯不亮", place=village, now=RAISED, **more)
    make_call(need)
    return need


def test_a_need_that_nobody_accepts_is_late_everywhere_on_the_same_day(village, kind, user):
    need = raised(village, category=kind)
    assert (need.promised_on, need.promise_provisional) == (DUE, False)
    assert to_accept(user).get() == need
    assert said(user, need, DUE) == {False}
    for day in (DUE + timedelta(days=1), MONDAY):
        assert said(user, need, day) == {True}


def test_of_a_sunday_nobody_says_working_days_and_of_monday_one(village, kind, user):
    need = raised(village, category=kind)
    for day, late in ((DUE, 0), (DUE + timedelta(days=1), 0), (MONDAY, 1)):
        seen = opened_need(user, need.number, [], today=day)
        assert need_page(user, seen, today=day).late == late


def test_without_the_make_up_day_the_promise_is_the_monday(village, kind):
    Holiday.objects.filter(day=DUE).delete()
    assert raised(village, category=kind).promised_on == MONDAY


def test_who_says_no_kind_is_promised_five_working_days(village):
    assert raised(village).promised_on == date(2026, 10, 9)


def test_accepting_late_changes_nothing_of_it(village, kind, user):
    need = raised(village, category=kind)
    sorting.accept_need(
        by=by(user),
        need=need,
        category=kind,
        title="路灯",
        sentence="不亮。",
        now=datetime(2026, 10, 12, 9, 0, tzinfo=ZONE),
    )
    assert need.promised_on == DUE
    assert said(user, need, MONDAY) == {True}
    assert public_needs().with_late(MONDAY).get().late


def test_what_has_an_answer_is_not_late(village, kind, user):
    need = raised(village, category=kind)
    sorting.refuse_need(by=by(user), need=need, reason="不属于本村。")
    assert said(user, need, MONDAY) == {False}


def test_the_staff_see_it_in_queue_count_list_and_calls(village):
    client, _user = staff("village_clerk", village)
    need = raised(village)
    Need.objects.update(promised_on=timezone.localdate() - timedelta(days=1))
    first = client.get("/admin/").content.decode()
    assert 'queue=overdue"><b>1</b>' in first
    tag = '<span class="tag late">'
    for address in ("need/?queue=overdue", "need/?queue=to_accept", "notice/?queue=to_call"):
        page = client.get(f"/admin/residents/{address}").content.decode()
        assert need.number in page
        assert page.count(tag) == 1
    Need.objects.update(promised_on=timezone.localdate())
    assert 'queue=overdue"><b>0</b>' in client.get("/admin/").content.decode()
    assert tag not in client.get("/admin/residents/notice/?queue=to_call").content.decode()


def test_needs_that_waited_before_are_promised_by_the_migration(village, kind):
    waits, sorted_one = raised(village), raised(village, category=kind)
    ended = raised(village)
    Need.objects.update(promised_on=None)
    Need.objects.filter(pk=ended.pk).update(state="refused")
    migration = import_module("residents.migrations.0002_promise_from_raising")
    migration.promise(apps, SimpleNamespace(connection=connection))
    promised = dict(Need.objects.values_list("pk", "promised_on"))
    assert promised == {waits.pk: date(2026, 10, 9), sorted_one.pk: DUE, ended.pk: None}
