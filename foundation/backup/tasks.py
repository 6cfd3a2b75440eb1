"""The day's backup, by the clock."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task

from foundation.actor import clock
from foundation.backup.actions import making
from foundation.jobs.models import Job
from foundation.jobs.tasks import job

logger = logging.getLogger(__name__)
LONGEST = timedelta(hours=6)  # a whole town's, with its files


@shared_task(name="foundation.ask_for_backup")
def ask_for_backup() -> None:
    """Have the day's backup made."""
    making.ask_for_backup(by=clock("foundation.ask_for_backup"))


@job("foundation.make_backup", lease=LONGEST)
def make_backup(job: Job) -> dict[str, int] | None:
    """Make it; how much it holds, and how many files it could not find whole, is kept."""
    made = making.make_daily()
    if made is None:
        return None
    if made.amiss:
        logger.error("the backup lacks %d files or has them damaged", len(made.amiss))
    return {"rows": made.rows, "files": made.files, "amiss": len(made.amiss)}
