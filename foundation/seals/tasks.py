"""Sealing by the clock, and the check of the night."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from foundation.actor import clock
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from foundation.seals import actions as seals
from foundation.seals.queries.checking import MOST_KEPT, coded, findings_of_all, number_sealed


@shared_task(name="foundation.seal_rows")
def seal_rows() -> None:
    """Seal what was written since the last time."""
    seals.seal_all()


@shared_task(name="foundation.ask_for_check")
def ask_for_check() -> None:
    """Have everything checked against its seals, once a day."""
    seals.ask_for_check(by=clock("foundation.ask_for_check"))


@job("foundation.verify_record")
def verify_record(job: Job) -> dict[str, Any]:
    """Check every chain; what is not as it was sealed is noted in the record, and the first of it
    kept with the job."""
    whole, found, first = number_sealed() or 1, 0, list[str]()
    for finding in findings_of_all(lambda done: jobs.progress(job, min(99, 100 * done // whole))):
        found += 1
        if found <= MOST_KEPT:
            first.append(coded(finding))
    if found:
        seals.report_findings(by=job.by, job=job, found=found)
    return {"found": found, "first": first}
