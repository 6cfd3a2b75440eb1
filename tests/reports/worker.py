"""What the real workers of `test_kills.py` include: short leases, and steps slow enough to be hit.

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


def reap_once():
    """Without the guards each job is sent once, at the first round that sees it."""
    return 0 if Path(os.environ["TOLD"], "killed").exists() else reap()


def slowly(name, function):
    """Says in a file which process begins, then takes its time before and after."""

    def run(*args, **kwargs):
        with Path(os.environ["TOLD"], name).open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(SLOW_SECONDS)
        result = function(*args, **kwargs)
        time.sleep(SLOW_SECONDS)
        return result

    return run


jobs.take = with_short_lease
tasks.count_part = slowly("part", tasks.count_part)
tasks.filled_form = slowly("fill", tasks.filled_form)
files.store_made = slowly("file", files.store_made)
if os.environ.get("REPORT_GUARDS") == "off":
    jobs.reap = reap_once
