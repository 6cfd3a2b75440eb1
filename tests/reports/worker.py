"""What the real workers of `prove.py` include: short leases, and steps slow enough to be hit.

With `REPORT_GUARDS=off` nobody looks for lost jobs, as if Celery alone carried them.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

from foundation.files import actions as files
from foundation.jobs import actions as jobs
from gaoqiao.celery import app
from gaoqiao.reports import tasks

GUARDS = os.environ.get("REPORT_GUARDS", "on")
LEASE = timedelta(seconds=2)
SLOW_SECONDS = float(os.environ["SLOW"])  # never imported by a test: it changes what it names
jobs.RESEND_AFTER = jobs.FIRST_PAUSE = timedelta(0)
jobs.ATTEMPTS = 1000
app.conf.beat_schedule = {
    "reap": {"task": "foundation.reap_jobs", "schedule": 0.5, "options": {"expires": 1}}
}
take, reap = jobs.take, jobs.reap


def with_short_lease(job_id, *, kind, lease):
    """As `take`, for two seconds."""
    return take(job_id, kind=kind, lease=LEASE)


def say(what):
    """Write into a file which process has come to a point."""
    with Path(os.environ["TOLD"], what).open("a") as file:
        file.write(f"{os.getpid()}\n")


def reap_round():
    """Says that it looks for lost jobs. Without the guards each job is sent once, at the first
    round that sees it."""
    say("round")
    lost = GUARDS == "off" and Path(os.environ["TOLD"], "killed").exists()
    return 0 if lost else reap()


def slowly(name, function):
    """Says which process begins, then takes its time before and after."""

    def run(*args, **kwargs):
        say(name)
        time.sleep(SLOW_SECONDS)
        result = function(*args, **kwargs)
        time.sleep(SLOW_SECONDS)
        return result

    return run


jobs.take, jobs.reap = with_short_lease, reap_round
tasks.count_part = slowly("part", tasks.count_part)
tasks.filled_form = slowly("fill", tasks.filled_form)
files.store_made = slowly("file", files.store_made)
