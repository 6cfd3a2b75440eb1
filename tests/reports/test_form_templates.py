"""Forms of a district: taken in or refused, and what goes into their cells."""

import resource
import time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from foundation.files.actions import files_in
from foundation.files.models import Attachment, private_storage
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from foundation.sheets.reading import cells_of
from gaoqiao.reports.access import visible_forms
from gaoqiao.reports.actions.templates import add_list, bind_cell, end_form, unbind_cell
from gaoqiao.reports.models import FormBinding, FormTemplate
from gaoqiao.reports.queries.filling import bindings_of
from gaoqiao.reports.queries.gaps import empty_cells
from gaoqiao.reports.queries.grids import asked_elsewhere, drawn_form
from tests.factories import bombs, make_place
from tests.factories.accounts import add_app
from tests.factories.forms import DISTRICT, LETTER, make_bound, make_form
from tests.factories.office import make_docx, make_xlsx, with_parts
from tests.factories.people import by
from tests.factories.reports import make_clerk_of
from tests.factories.uploads import make_image
from tests.personas import log_in

pytestmark = pytest.mark.django_db


def protected(book):
    book.active.protection.sheet = True


BAD = {
    "macros": with_parts(DISTRICT, {"xl/vbaProject.bin": b"x"}),
    "a bomb": bombs.ten_gigabytes(),
    "a protected sheet": make_xlsx(protected),
    "no office file": make_image(),
    "only its first bytes": DISTRICT[:200],
    "nothing": b"",
    "a paper without fields": make_docx("本月无事。"),
    "a template that says too much": make_docx("{{ a.__class__ }}"),
}


def kept_files():
    return set(files_in(private_storage()))


@pytest.fixture
def village(db):
    return make_place("示范村")


@pytest.fixture
def clerk(village):
    return make_clerk_of(village, "village_clerk")


@pytest.fixture
def form(village, clerk):
    return make_form(village, clerk)


class TestUpload:
    @pytest.mark.parametrize("data", BAD.values(), ids=BAD)
    def test_a_bad_form_is_refused_soon_and_nothing_is_kept(self, village, clerk, data):
        files = kept_files()
        began, most = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(Refused) as refused:
            make_form(village, clerk, data)
        assert refused.value.field == "file"
        assert str(refused.value.message)
        assert time.process_time() - began < 2
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 200 * 1024
        assert not FormTemplate.objects.exists()
        assert not Attachment.objects.exists()
        assert kept_files() == files

    def test_a_good_one_is_kept_for_who_keeps_the_place(self, form, village, clerk):
        assert list(visible_forms(clerk)) == [form]
        other = make_clerk_of(make_place("另一村"), "village_clerk")
        assert not visible_forms(other).exists()
        with pytest.raises(NotAllowed):
            make_form(village, other)
        with pytest.raises(NotAllowed):
            make_form(village, make_clerk_of(village, "supervisor"))
        assert Entry.objects.filter(verb="form.uploaded").count() == 1

    def test_the_sheet_is_drawn_with_words_for_each_empty_cell(self, form):
        (sheet,) = drawn_form(form).sheets
        cells = {one.name: one for _number, row in sheet.rows for one in row}
        assert (sheet.letters, cells["A1"].across) == (["A", "B", "C"], 3)
        assert (cells["B6"].closed, cells["C4"].label) == (True, "办结诉求 · 上月")
        gaps = [one.at for one in empty_cells(cells_of(DISTRICT))]
        assert gaps == [f"Sheet1!{at}" for at in ("B3", "C3", "B4", "C4", "B5", "C5", "B7", "C7")]

    def test_the_fields_of_a_letter_are_listed(self, village, clerk):
        fields = drawn_form(make_form(village, clerk, LETTER)).fields
        assert [one.at for one in fields] == ["raised", "held"]


class TestBinding:
    def test_a_cell_gets_one_figure(self, form, clerk):
        first = make_bound(form, clerk, "Sheet1!B3", "needs_raised")
        with pytest.raises(Refused) as refused:
            make_bound(form, clerk, "Sheet1!B3", "needs_answered")
        assert refused.value.field == "measure"
        second = make_bound(form, clerk, "Sheet1!B3", "needs_answered", instead_of=first.pk)
        assert bindings_of(form) == [second]
        with pytest.raises(Refused):  # somebody who still sees the first one
            make_bound(form, clerk, "Sheet1!B3", "needs_late", instead_of=first.pk)
        assert bindings_of(form) == [second]

    def test_the_database_holds_it_too(self, form, clerk):
        one = make_bound(form, clerk, "Sheet1!B3", "needs_raised")
        with pytest.raises(IntegrityError), transaction.atomic():
            FormBinding.objects.create(
                form=form, target=one.target, measure="needs_late", place=form.place
            )
        with pytest.raises(Exception, match="read-only"), transaction.atomic():
            FormBinding.objects.filter(pk=one.pk).update(measure="needs_late")

    @pytest.mark.parametrize(
        ("target", "measure"),
        [
            ("Sheet1!B3", "no_such_figure"),
            ("Sheet1!B6", "needs_raised"),  # a formula
            ("Sheet1!B1", "needs_raised"),  # under a merged cell
            ("Sheet9!B3", "needs_raised"),
            ("Sheet1!", "needs_raised"),
            ("here", "needs_raised"),
        ],
    )
    def test_what_cannot_be_filled_is_refused(self, form, clerk, target, measure):
        with pytest.raises(Refused) as refused:
            make_bound(form, clerk, target, measure)
        assert refused.value.field == "measure"
        assert not bindings_of(form)

    def test_a_list_of_a_letter_takes_no_number(self, village, clerk):
        data = make_docx("{% for row in needs %}{{ row.number }}{% endfor %}{{ raised }}")
        form = make_form(village, clerk, data)
        with pytest.raises(Refused):
            make_bound(form, clerk, "needs", "needs_raised")
        with pytest.raises(Refused):
            make_bound(form, clerk, "unknown", "needs_raised")
        assert make_bound(form, clerk, "raised", "needs_raised")

    def test_only_figures_of_the_forms_own_places(self, form, clerk):
        with pytest.raises(Refused) as refused:
            make_bound(form, clerk, "Sheet1!B3", "needs_raised", place=make_place("另一村"))
        assert refused.value.field == "place"

    def test_a_figure_that_is_asked_for_already_is_named(self, village, form, clerk):
        for at in ("Sheet1!B3", "Sheet1!C4"):
            make_bound(form, clerk, at, "needs_raised")
        second = make_form(village, clerk, name="另一张表")
        make_bound(second, clerk, "Sheet1!B3", "needs_raised")
        others = visible_forms(clerk).exclude(pk=second.pk)
        asked = asked_elsewhere(others, ["needs_raised", "needs_late"])
        assert asked == {"needs_raised": {form: ["Sheet1!B3", "Sheet1!C4"]}}

    def test_a_list_that_ships_is_named_too_until_it_ends(self, village, form, clerk):
        kept = add_list(by=by(clerk), place=village, preset="needs", period="month")
        make_bound(form, clerk, "Sheet1!B3", "needs_open")
        asked = asked_elsewhere(visible_forms(clerk), ["needs_open", "resources"])
        assert asked == {"needs_open": {form: ["Sheet1!B3"], kept: []}}
        add_app(clerk)
        client = log_in(Client(), clerk)
        for one, other in ((form, kept), (kept, form)):
            page = client.get(f"/reports/forms/{one.uuid}/").content.decode()
            assert page.count("asked-already") == page.count(f"/reports/forms/{other.uuid}/") == 1
        figures = client.get(f"/reports/forms/{form.uuid}/cell/?at=Sheet1!B4").content.decode()
        assert (
            '<span class="asked-already">这个数已经要过： <span data-words>需求清单</span>'
            in figures
        )
        end_form(by=by(clerk), form=kept)
        assert asked_elsewhere(visible_forms(clerk), ["needs_open"]) == {
            "needs_open": {form: ["Sheet1!B3"]}
        }

    def test_emptied_and_ended(self, form, clerk):
        one = make_bound(form, clerk, "Sheet1!B3", "needs_raised")
        unbind_cell(by=by(clerk), binding=one)
        assert not bindings_of(form)
        with pytest.raises(Refused):
            unbind_cell(by=by(clerk), binding=one)
        end_form(by=by(clerk), form=form)
        form.refresh_from_db()
        with pytest.raises(Refused):
            bind_cell(
                by=by(clerk),
                form=form,
                target="Sheet1!B3",
                measure="needs_raised",
                place=form.place,
            )
        with pytest.raises(Refused):
            end_form(by=by(clerk), form=form)


def test_a_list_that_ships_is_kept_once(village, clerk):
    form = add_list(by=by(clerk), place=village, preset="needs", period="month")
    with pytest.raises(Refused):
        add_list(by=by(clerk), place=village, preset="needs", period="month")
    with pytest.raises(Refused):
        add_list(by=by(clerk), place=village, preset="unknown", period="month")
    FormTemplate.objects.filter(pk=form.pk).update(ended_at=timezone.now())
    assert add_list(by=by(clerk), place=village, preset="needs", period="month")
