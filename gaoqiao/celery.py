"""The Celery application and its clock.

Every entry of the clock names a task by `<room>.<verb_noun>`; the Job rows are the truth and
Celery only carries them, so a lost message costs a minute, never a job. A message of the clock
that was not taken before the next one is due expires.
"""

import os

from celery import Celery
from django.apps import apps

from gaoqiao import rooms

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")

app = Celery("gaoqiao")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(lambda: rooms.open_ones(config.name for config in apps.get_app_configs()))
# Without this, `current_app` in threads other than the first is another application.
app.set_default()


MINUTE, HOUR = 60, 3600
CLOCK = {
    "reap jobs": {"task": "foundation.reap_jobs", "schedule": MINUTE},
    "check text messages": {"task": "residents.check_texts", "schedule": HOUR},
    "forget what is due": {"task": "foundation.ask_to_forget", "schedule": 24 * HOUR},
    "purge sessions": {"task": "foundation.purge_sessions", "schedule": HOUR},
    "purge drafts": {"task": "foundation.purge_drafts", "schedule": HOUR},
    "purge throttles": {"task": "foundation.purge_throttles", "schedule": HOUR},
    # Each run writes only days that are missing, so one that was lost is no matter.
    "renew opening hours": {"task": "services.renew_spans", "schedule": 6 * HOUR},
    "end agreements": {"task": "services.expire_agreements", "schedule": 24 * HOUR},
    "close quarters": {"task": "services.freeze_statements", "schedule": 24 * HOUR},
    "publish statements": {"task": "services.publish_statements", "schedule": 24 * HOUR},
    # The last month's brief and the last quarter's statement, once for every town.
    "ask for reports": {"task": "reports.ask_due_reports", "schedule": 6 * HOUR},
    # The forms of others, of the last month or quarter, each once.
    "fill forms": {"task": "reports.fill_due_forms", "schedule": 6 * HOUR},
    "close openings": {"task": "workshops.close_openings", "schedule": 6 * HOUR},
    "make a backup": {"task": "foundation.ask_for_backup", "schedule": 24 * HOUR},
    # What is younger than the last seal has none: the more often, the less of it.
    "seal the record": {"task": "foundation.seal_rows", "schedule": 5},
    "check the record": {"task": "foundation.ask_for_check", "schedule": 24 * HOUR},
    "sweep files": {"task": "foundation.sweep_files", "schedule": 24 * HOUR},
}
app.conf.beat_schedule = {
    name: {**entry, "options": {"expires": entry["schedule"]}} for name, entry in CLOCK.items()
}


@app.on_after_configure.connect
def wind_the_clock(sender: Celery, **_: object) -> None:
    """Leave out the entries of rooms that are switched off; only now are the settings read."""
    sender.conf.beat_schedule = {
        name: entry
        for name, entry in sender.conf.beat_schedule.items()
        if rooms.is_on(rooms.room_of(str(entry["task"])))
    }
