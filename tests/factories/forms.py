"""A district's form made for tests, and what a clerk does with it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.files.actions import store_made
from foundation.files.models import AttachmentKind
from foundation.jobs.models import Job, JobState
from gaoqiao.reports.actions.fills import ask_fill
from gaoqiao.reports.actions.templates import bind_cell, upload_form
from gaoqiao.reports.models import FormBinding, FormFill, FormTemplate, RunState
from gaoqiao.reports.tasks import fill_form
from tests.factories.office import make_docx, make_xlsx
from tests.factories.people import by
from tests.factories.reports import NOW, OCTOBER
from tests.factories.uploads import upload


def district_sheet(book: Any) -> None:
    """Three rows to fill for two months, a sum, and a day that stays empty."""
    sheet = book.active
    sheet["A1"] = "区社会工作月报"
    sheet.merge_cells("A1:C1")
    for at, value in {
        **{"A2": "指标", "B2": "本月", "C2": "上月"},
        **{"A3": "收到诉求", "A4": "办结诉求", "A5": "召开会议", "A6": "合计", "A7": "其他"},
        **{"B6": "=SUM(B3:B5)", "C6": "=SUM(C3:C5)"},
    }.items():
        sheet[at] = value
    sheet.column_dimensions["A"].width = 28


DISTRICT = make_xlsx(district_sheet)
LETTER = make_docx("本月收到诉求 {{ raised }} 件，会议 {{ held }} 次。")


def make_form(place: Any, clerk: Any, data: bytes = DISTRICT, **more: Any) -> FormTemplate:
    """A form that the clerk has uploaded."""
    values = {"name": "社会工作月报", "period": "month", **more}
    return upload_form(by=by(clerk), place=place, uploaded=upload(data, "form.xlsx"), **values)


def make_bound(form: FormTemplate, clerk: Any, target: str, measure: str, **more: Any) -> Any:
    """A cell with its figure."""
    values = {"place": form.place, "which": "now", **more}
    return bind_cell(by=by(clerk), form=form, target=target, measure=measure, **values)


def fill_jobs() -> None:
    """What a worker does with the forms that wait."""
    for job in Job.objects.filter(state=JobState.WAITING, kind="reports.fill_form"):
        fill_form(job.pk)


def make_fill(form: FormTemplate, clerk: Any, **more: Any) -> FormFill:
    """The form filled for October."""
    values = {"period": OCTOBER, "now": NOW, **more}
    fill = ask_fill(by=by(clerk), form=form, **values)
    fill_jobs()
    fill.refresh_from_db()
    return fill


def make_kept_form(place: Any, user: Any) -> FormTemplate:
    """A form with one cell bound, whoever may: the rows alone."""
    with transaction.atomic():
        form = FormTemplate.objects.create(
            name="社会工作月报",
            place=place,
            created_by=user,
            file=store_made(DISTRICT, AttachmentKind.XLSX),
        )
    FormBinding.objects.create(form=form, target="Sheet1!B3", measure="needs_raised", place=place)
    return form


def make_done_fill(form: FormTemplate) -> FormFill:
    """The form filled with a number that opens no rows: the rows alone."""
    value = {"measure": "needs_raised", "place": form.place_id, "which": "now", "why": ""}
    with transaction.atomic():
        return FormFill.objects.create(
            form=form,
            since=OCTOBER.since,
            state=RunState.DONE,
            values={"Sheet1!B3": {**value, "number": "3"}},
            rows={"Sheet1!B3": {"now": []}},
            changes={"Sheet1!B3": {"before": "2", "now": "3"}},
            blanks=[{"at": "Sheet1!C3", "why": "by_hand", "label": "收到诉求 · 上月"}],
            file=store_made(DISTRICT, AttachmentKind.XLSX),
            finished_at=timezone.now(),
        )
