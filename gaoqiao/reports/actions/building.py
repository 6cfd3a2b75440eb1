"""Making a report, once: what was counted or written, and the end of its job, are one transaction.

A job may begin more than once, and be killed at any moment: what it wrote then is undone, or stands
whole with the job's end. A file that a killed transaction leaves belongs to no row, is seen by
nobody, and is swept away (`foundation.files.actions.sweep`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.files import actions as files
from foundation.files.models import AttachmentKind
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from gaoqiao.reports.access import may_ask
from gaoqiao.reports.models import ReportPart, ReportRun, RunState
from gaoqiao.reports.queries.progress import RUN_KEY


@dataclass(frozen=True)
class Made:
    """A finished report before it is kept: its figures, the Word paper and the Excel book."""

    values: dict[str, Any]
    paper: bytes
    book: bytes


@action("report.build_part")
def keep_part(
    *,
    by: Actor,
    part: ReportPart,
    values: dict[str, Any],
    rows: dict[str, list[int]],
    job: Job,
    now: datetime | None = None,
) -> None:
    """Keep what was counted for a part and end its job; the last part has the report finished.

    Raises `LeaseLost` where another worker has the job now: its count stands, and not this one.
    """
    run = ReportRun.objects.select_for_update().get(pk=part.run_id)  # the last part knows it is
    require(may_ask(by, run.place), _("You have no reports of this place to ask for."))
    if run.state != RunState.MAKING:
        raise Refused(_("This report is not being made any more."))
    open_parts = ReportPart.objects.filter(run=run, done_at__isnull=True)
    kept = {"values": values, "rows": rows, "done_at": now or timezone.now()}
    if not open_parts.filter(pk=part.pk).update(**kept):
        raise jobs.LeaseLost
    jobs.finish(job, now=now)
    if not open_parts.exists():
        jobs.enqueue("reports.finish_run", key=f"{RUN_KEY}{run.pk}", by=by, run=run.pk)


@action("report.finish")
def finish_run(
    *, by: Actor, run: ReportRun, made: Made, job: Job, now: datetime | None = None
) -> ReportRun:
    """Keep the figures and both files, and end the job. Raises `LeaseLost` as above."""
    require(may_ask(by, run.place), _("You have no reports of this place to ask for."))
    ended = {
        "state": RunState.DONE,
        "values": made.values,
        "paper": files.store_made(made.paper, AttachmentKind.DOCX),
        "book": files.store_made(made.book, AttachmentKind.XLSX),
        "finished_at": now or timezone.now(),
    }
    if not ReportRun.objects.filter(pk=run.pk, state=RunState.MAKING).update(**ended):
        raise jobs.LeaseLost
    record.note(by, "report.finished", run, values={"version": run.version})
    jobs.finish(job, now=now)
    return run
