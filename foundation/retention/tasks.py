"""Forgetting by the clock."""

from __future__ import annotations

from celery import shared_task

from foundation.actor import clock
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from foundation.retention import actions as retention


@shared_task(name="foundation.ask_to_forget")
def ask_to_forget() -> None:
    """Have what is due forgotten, once a day."""
    retention.ask_to_forget(by=clock("foundation.ask_to_forget"))


@job("foundation.forget_due")
def forget_due(job: Job) -> dict[str, int]:
    """Forget what is due; how many rows of each kind it was is kept with the job."""
    return retention.forget_due(by=job.by, after_part=lambda: jobs.progress(job, job.progress))
