"""A form filled for a month: its numbers, what changed, what stays empty; once, by whom it may."""

import io
from datetime import date, datetime, timedelta
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from foundation import actor
from foundation.files.models import Attachment
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job, JobState
from foundation.refusals import NotAllowed, Refused
from gaoqiao.reports.access import visible_fills
from gaoqiao.reports.actions.fills import ask_due_fills, ask_fill, finish_fill
from gaoqiao.reports.actions.templates import add_list, end_form, unbind_cell
from gaoqiao.reports.models import FormBinding, FormFill
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.filling import Counter, bindings_of, filled_form, values_of
from gaoqiao.reports.queries.fills import blanks_of, fill_of, rows_of_fill, shown_fill
from gaoqiao.reports.queries.measures import MEASURES
from gaoqiao.reports.tasks import fill_form
from tests import libreoffice
from tests.factories import make_place
from tests.factories.accounts import add_app
from tests.factories.forms import (
    LETTER,
    fill_jobs,
    make_bound,
    make_done_fill,
    make_fill,
    make_form,
    make_kept_form,
)
from tests.factories.needs import make_need
from tests.factories.people import by
from tests.factories.reports import (
    NOW,
    OCTOBER,
    TOWN,
    make_clerk_of,
    make_run,
    moment,
)
from tests.personas import log_in

pytestmark = pytest.mark.django_db
CLOCK = actor.clock("tests")


@pytest.fixture
def clerk(town):
    return make_clerk_of(town)


@pytest.fixture
def form(town, clerk):
    form = make_form(town, clerk)
    make_bound(form, clerk, "Sheet1!B3", "needs_raised")
    make_bound(form, clerk, "Sheet1!C3", "needs_raised", which="before")
    make_bound(form, clerk, "Sheet1!B4", "needs_answered")
    make_bound(form, clerk, "Sheet1!C4", "needs_answered", which="difference")
    return form


def last_asked(form):
    return form.fills.order_by("-since").first().since


def content(attachment):
    with attachment.file.open("rb") as opened:
        return opened.read()


class TestFilled:
    def test_the_numbers_stand_in_the_file_and_open_their_rows(self, form, clerk):
        fill = make_fill(form, clerk)
        assert fill.state == "done"
        sheet = openpyxl.load_workbook(io.BytesIO(content(fill.file)))["Sheet1"]
        asked = {"B3": 9, "C3": 0, "B4": 7, "C4": 7}
        assert {at: sheet[at].value for at in asked} == asked
        assert (sheet["A1"].value, sheet["B6"].value) == ("区社会工作月报", "=SUM(B3:B5)")
        for at, number in (("B3", 9), ("B4", 7)):
            (part,) = rows_of_fill(fill, f"Sheet1!{at}")
            assert len(part.page.rows) == part.page.count == number
        now, before = rows_of_fill(fill, "Sheet1!C4")
        assert (now.page.count, before.page.count) == (7, 0)
        assert rows_of_fill(fill, "Sheet1!Z9") == []

    @pytest.mark.libreoffice
    @pytest.mark.sqlite  # the file is the same whatever the database
    def test_libreoffice_opens_it_and_reckons_its_sums(self, form, clerk):
        fill = make_fill(form, clerk)
        made = libreoffice.converted(content(fill.file), "xlsx", libreoffice.CSV)
        (lines,) = [data.decode().splitlines() for data in made.values()]
        assert lines[5].split(",")[:3] == ["合计", "16", "7"]

    def test_a_letter_is_filled_in_words(self, town, clerk):
        form = make_form(town, clerk, LETTER)
        make_bound(form, clerk, "raised", "needs_raised")
        fill = make_fill(form, clerk)
        text = docx.Document(io.BytesIO(content(fill.file))).paragraphs[0].text
        assert text == "本月收到诉求 9 件，会议  次。"
        assert [(one.at, bool(one.why)) for one in blanks_of(fill)] == [("held", True)]

    def test_blanks_are_said_in_words(self, town, clerk):
        village = town.parts.get(code="330299001200")
        form = make_form(village, clerk)
        make_bound(form, clerk, "Sheet1!B3", "satisfied")  # three ratings
        make_bound(form, clerk, "Sheet1!C3", "satisfied", which="before")  # none
        FormBinding.objects.create(
            form=form, target="Sheet1!B4", measure="needs_abolished", place=village
        )
        fill = make_fill(form, clerk)
        why = {one["at"]: one["why"] for one in fill.blanks}
        assert why == {
            "Sheet1!B3": "withheld",
            "Sheet1!C3": "nothing",
            "Sheet1!B4": "gone",
            **{f"Sheet1!{at}": "by_hand" for at in ("C4", "B5", "C5", "B7", "C7")},
        }
        assert all(one.why and one.label for one in blanks_of(fill))
        assert rows_of_fill(fill, "Sheet1!B3") == []

    def test_a_list_that_ships_has_the_rows_themselves(self, town, clerk):
        form = add_list(by=by(clerk), place=town, preset="needs", period="month")
        fill = make_fill(form, clerk)
        rows = list(openpyxl.load_workbook(io.BytesIO(content(fill.file))).active.values)
        (part,) = rows_of_fill(fill, "list")
        assert len(rows) - 1 == part.page.count == int(fill.values["list"]["number"]) > 0
        assert [row[0] for row in rows[1:]] == [strip_tags(row[0]) for row in part.page.rows]


class TestSameAsReports:
    """A form asks for what a report says: never another number."""

    def test_every_figure_of_the_town_is_that_of_its_brief(self, town, clerk):
        hidden = make_place("演示村", parent=town)  # without a code: left out of the town's counts
        make_need(place=hidden, created_at=moment(3))
        run = make_run(town)
        counter = Counter()
        assert hidden.path in counter.left_out(town)
        for measure in MEASURES.values():
            if measure.group is None and measure.key in run.values:
                found = counter.of(measure.key, town, OCTOBER)
                stored = run.values[measure.key]
                assert (found.figure.n, found.figure.total) == (
                    stored["n"],
                    Decimal(stored["total"]),
                ), measure.key

    def test_a_figure_is_counted_once_for_several_cells(self, form, django_assert_num_queries):
        cells = bindings_of(form)[:1]
        for rows in (cells, cells * 10):
            counter = Counter()
            counter.left_out(form.place)
            with django_assert_num_queries(1):
                values_of(rows, OCTOBER, counter)


class TestAsking:
    def test_asked_twice_it_is_filled_once_and_then_anew(self, form, clerk):
        first = ask_fill(by=by(clerk), form=form, period=OCTOBER, now=NOW)
        assert ask_fill(by=by(clerk), form=form, period=OCTOBER, now=NOW) == first
        assert shown_fill(first).state == "waiting"
        fill_jobs()
        second = make_fill(form, clerk)
        assert (first.version, second.version) == (1, 2)

    def test_one_that_did_not_work_makes_room(self, form, clerk):
        first = ask_fill(by=by(clerk), form=form, period=OCTOBER, now=NOW)
        Job.objects.update(state=JobState.FAILED)
        assert shown_fill(first).state == "failed"
        second = make_fill(form, clerk)
        first.refresh_from_db()
        assert (first.state, second.state, second.version) == ("failed", "done", 2)

    def test_not_before_the_end_and_not_without_cells(self, town, form, clerk):
        for period in (Period(date(2026, 11, 1), "month"), Period(date(2026, 7, 1), "quarter")):
            with pytest.raises(Refused):
                ask_fill(by=by(clerk), form=form, period=period, now=NOW)
        empty = make_form(town, clerk, name="空表")
        with pytest.raises(Refused):
            ask_fill(by=by(clerk), form=empty, period=OCTOBER, now=NOW)
        end_form(by=by(clerk), form=form)
        with pytest.raises(Refused):
            ask_fill(by=by(clerk), form=form, period=OCTOBER, now=NOW)
        assert not FormFill.objects.exists()

    def test_others_neither_ask_nor_see(self, town, form, clerk):
        fill = make_fill(form, clerk)
        village = make_clerk_of(town.parts.first(), "village_clerk")
        assert not visible_fills(village).exists()
        assert list(visible_fills(make_clerk_of(town, "supervisor"))) == [fill]
        with pytest.raises(NotAllowed):
            ask_fill(by=by(village), form=form, period=OCTOBER, now=NOW)

    def test_who_lost_the_post_gets_nothing(self, form, clerk):
        fill = ask_fill(by=by(clerk), form=form, period=OCTOBER, now=NOW)
        clerk.person.holdings.update(until=timezone.now())
        fill_jobs()
        fill.refresh_from_db()
        assert (fill.state, shown_fill(fill).state, fill.file) == ("making", "failed", None)

    def test_the_clock_waits_until_statements_are_public(self, town, clerk):
        form = make_form(town, clerk, period="quarter")
        make_bound(form, clerk, "Sheet1!B3", "needs_raised")
        moments = [datetime(2026, 10, day, 9, tzinfo=TOWN) for day in (1, 11, 12)]
        cell = make_bound(form, clerk, "Sheet1!B4", "stated_waived", which="before")
        asked = [(ask_due_fills(by=CLOCK, now=one), last_asked(form)) for one in moments]
        second, third = date(2026, 4, 1), date(2026, 7, 1)
        assert asked == [(1, second), (0, second), (1, third)]
        unbind_cell(by=by(clerk), binding=cell)
        assert ask_due_fills(by=CLOCK, now=datetime(2027, 1, 1, 9, tzinfo=TOWN)) == 1

    def test_what_a_clerk_had_filled_before_that_is_filled_again(self, town, clerk):
        form = make_form(town, clerk, period="quarter")
        make_bound(form, clerk, "Sheet1!B4", "stated_waived")
        summer = Period(date(2026, 7, 1), "quarter")
        early, told = (datetime(2026, 10, day, 9, tzinfo=TOWN) for day in (2, 12))
        ask_fill(by=by(clerk), form=form, period=summer, now=early)
        FormFill.objects.update(state="failed")  # what is being made is not asked for twice
        assert [ask_due_fills(by=CLOCK, now=told) for _each in range(2)] == [1, 0]
        assert form.fills.filter(since=summer.since).count() == 2

    def test_the_clock_fills_each_once(self, town, form, clerk):
        make_form(town, clerk, name="空表")
        add_list(by=by(clerk), place=town, preset="needs", period="month")
        assert ask_due_fills(by=CLOCK, now=NOW) == 2
        assert ask_due_fills(by=CLOCK, now=NOW) == 0
        fill_jobs()
        assert {fill.since for fill in FormFill.objects.filter(state="done")} == {OCTOBER.since}
        with pytest.raises(NotAllowed):
            ask_due_fills(by=by(clerk), now=NOW)


class TestOnce:
    def test_the_second_worker_keeps_nothing(self, form, clerk):
        fill = ask_fill(by=by(clerk), form=form, period=OCTOBER, now=NOW)
        job = Job.objects.get(kind="reports.fill_form")
        slow = jobs.take(job.pk, kind=job.kind, now=timezone.now() - timedelta(minutes=6))
        made = filled_form(fill_of(fill.pk).form, OCTOBER)
        fill_form(job.pk)  # the lease of the slow one is over
        before = Attachment.objects.count()
        with pytest.raises(jobs.LeaseLost), transaction.atomic():
            finish_fill(by=job.by, fill=fill, made=made, job=slow)
        fill.refresh_from_db()
        assert (fill.state, Attachment.objects.count()) == ("done", before)

    def test_filled_it_is_read_only(self, form, clerk):
        fill = make_fill(form, clerk)
        for change in ({"values": {}}, {"state": "making"}, {"file": None}):
            with pytest.raises(Exception, match="read-only"), transaction.atomic():
                FormFill.objects.filter(pk=fill.pk).update(**change)


def test_pages_ask_as_many_questions_for_thirty_cells_as_for_one(
    town, clerk, django_assert_num_queries
):
    add_app(clerk)
    client = log_in(Client(), clerk)
    form = make_kept_form(town, clerk)
    fill = make_done_fill(form)
    addresses = {
        "/reports/forms/": 8,
        f"/reports/forms/{form.uuid}/": 9,
        f"/reports/forms/{form.uuid}/cell/?at=Sheet1!B4": 13,
        f"/reports/filled/{fill.uuid}/": 9,
    }
    for at in range(2):
        for address, number in addresses.items():
            with django_assert_num_queries(number):
                assert client.get(address).status_code == 200
        if at == 0:
            for number in range(8, 38):
                FormBinding.objects.create(
                    form=form, target=f"Sheet1!D{number}", measure="ratings", place=town
                )
                make_kept_form(town, clerk)
