"""What the real worker of `test_worker.py` includes: quick leases and two jobs that hang."""

import os
import time
from datetime import timedelta
from pathlib import Path

from celery import shared_task
from django.db import transaction

from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from foundation.numbering.models import Counter
from gaoqiao.celery import app

LEASE = timedelta(seconds=2)
FOREVER = 60
jobs.RESEND_AFTER = timedelta(0)
app.conf.beat_schedule = {
    "reap": {"task": "foundation.reap_jobs", "schedule": 0.5, "options": {"expires": 1}}
}


def told(name: str) -> Path:
    """The file in which a process says that it began."""
    return Path(os.environ["TOLD"], name)


@job("tests.slow", lease=LEASE)
def slow(job: Job) -> None:
    """Hangs at the first attempt; then does its effect in one transaction with its end."""
    with told("slow").open("a") as file:
        file.write(f"{os.getpid()}\n")
    if job.attempts == 1:
        time.sleep(FOREVER)
    with transaction.atomic():
        Counter.objects.create(name=f"slow {job.attempts}")
        jobs.finish(job)


@shared_task(name="tests.bare")
def bare() -> None:
    """The control: the same without a Job row."""
    with told("bare").open("a") as file:
        file.write(f"{os.getpid()}\n")
    if len(told("bare").read_text().split()) == 1:
        time.sleep(FOREVER)
    told("bare-ended").touch()
