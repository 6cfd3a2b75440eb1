"""How far a report is: from its parts and its jobs."""

from __future__ import annotations

from django.db.models import QuerySet

from foundation.jobs.models import Job, JobState
from foundation.jobs.shown import DONE, FAILED, RUNNING, WAITING, Shown
from gaoqiao.reports.models import ReportRun, RunState

PART_KEY, RUN_KEY = "report-part:", "report-run:"


def jobs_of(run: ReportRun) -> QuerySet[Job]:
    """The jobs that make a report."""
    keys = [f"{PART_KEY}{pk}" for pk in run.parts.values_list("pk", flat=True)]
    return Job.objects.filter(key__in=[*keys, f"{RUN_KEY}{run.pk}"])


def has_failed(run: ReportRun) -> bool:
    """Whether nothing will come of it any more: one of its jobs was given up."""
    if run.state == RunState.FAILED:
        return True
    return run.state == RunState.MAKING and jobs_of(run).filter(state=JobState.FAILED).exists()


def progress_of(run: ReportRun) -> Shown:
    """What its page shows: so many of the parts are counted; the files are one part more."""
    if run.state == RunState.DONE:
        return Shown(DONE, 100)
    if has_failed(run):
        return Shown(FAILED)
    found = list(jobs_of(run).values_list("state", "attempts"))
    parts = run.parts.count()
    done = sum(state == JobState.DONE for state, _attempts in found)
    percent = 100 * done // (parts + 1)
    if done or any(state == JobState.RUNNING for state, _attempts in found):
        return Shown(RUNNING, percent)
    return Shown(WAITING, percent, tried=any(attempts for _state, attempts in found))
