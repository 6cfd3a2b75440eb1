"""Reports in the queue: a part of one, its end; and the clock's round."""

from celery import shared_task
from django.utils import timezone

from foundation.actor import clock
from foundation.files.unfit import Unfit
from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from foundation.refusals import Refused
from foundation.sheets.filling import Unfillable
from gaoqiao.reports.actions.asking import ask_due_reports
from gaoqiao.reports.actions.building import Made, finish_run, keep_part
from gaoqiao.reports.actions.fills import ask_due_fills, finish_fill
from gaoqiao.reports.queries.filling import filled_form
from gaoqiao.reports.queries.fills import fill_of
from gaoqiao.reports.queries.making import made_of
from gaoqiao.reports.queries.runs import count_part, part_of, run_of


@job("reports.build_part")
def build_part(job: Job) -> None:
    """Count one village; the last one has the report finished."""
    part = part_of(job.arguments["part"])
    values, rows = count_part(part)
    keep_part(by=job.by, part=part, values=values, rows=rows, job=job)


@job("reports.finish_run")
def finish(job: Job) -> None:
    """Add up, write both files, keep them."""
    run = run_of(job.arguments["run"])
    try:
        made = Made(*made_of(run, timezone.localdate()))
    except Unfit as unfit:
        raise Refused(unfit.message) from None
    finish_run(by=job.by, run=run, made=made, job=job)


@shared_task(name="reports.ask_due_reports")
def ask_due() -> None:
    """Have the reports made that are due and that nobody has asked for."""
    ask_due_reports(by=clock("reports.ask_due_reports"))


@job("reports.fill_form")
def fill_form(job: Job) -> None:
    """Fill a form and keep it."""
    fill = fill_of(job.arguments["fill"])
    try:
        made = filled_form(fill.form, fill.period)
    except (Unfit, Unfillable) as unfit:
        raise Refused(unfit.message) from None
    finish_fill(by=job.by, fill=fill, made=made, job=job)


@shared_task(name="reports.fill_due_forms")
def fill_due() -> None:
    """Have the forms filled that are due and that nobody has asked for."""
    ask_due_fills(by=clock("reports.fill_due_forms"))
