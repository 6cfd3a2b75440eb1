"""The Celery application and its clock.

Every entry of the clock names a task by `<room>.<verb_noun>`; the Job rows are the truth and
Celery only carries them, so a lost message costs a minute, never a job.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")

app = Celery("gaoqiao")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
