"""What `bench.brief` has done inside the portal that it has started; each answers in JSON.

python -m bench.inside fill | brief | paper
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")
django.setup()

from django.utils import timezone, translation  # noqa: E402

from bench import town  # noqa: E402
from foundation import actor  # noqa: E402
from foundation.docx.filling import filled  # noqa: E402
from gaoqiao.celery import app  # noqa: E402
from gaoqiao.reports.actions.asking import ask_report  # noqa: E402
from gaoqiao.reports.models import Layout, ReportDefinition, ReportRun, RunState  # noqa: E402
from gaoqiao.reports.periods import PeriodKind, period_of  # noqa: E402
from gaoqiao.reports.queries.papers import fields_of_paper, template_of  # noqa: E402
from gaoqiao.reports.queries.runs import parts_of  # noqa: E402

PAGES, LINES = 20, 22  # of an official paper: so many lines a page
PATIENCE_SECONDS, LOOK_SECONDS = 600, 0.2


def fill() -> dict[str, Any]:
    """Three years of records."""
    began = time.perf_counter()
    with translation.override("zh-hans"):
        made = town.fill(timezone.localdate())
    return {**made, "seconds": round(time.perf_counter() - began, 1)}


def brief() -> dict[str, Any]:
    """Ask for last month's brief as the clock does, and wait until it is there."""
    app.set_current()  # the queue of the portal's own
    began = time.perf_counter()
    run = ask_report(
        by=actor.clock("bench"),
        definition=ReportDefinition.objects.get(key="monthly-brief"),
        place=town.the_town(),
        period=period_of(PeriodKind.MONTH, timezone.localdate()).before,
        layout=Layout.OFFICIAL,
    )
    while not ReportRun.objects.filter(pk=run.pk, state=RunState.DONE).exists():
        if time.perf_counter() - began > PATIENCE_SECONDS:
            sys.exit("The brief was not made.")
        time.sleep(LOOK_SECONDS)
    return {"seconds": time.perf_counter() - began}


def paper() -> dict[str, Any]:
    """Write the brief with its sections over and over, until it has twenty pages of lines."""
    run = ReportRun.objects.filter(state=RunState.DONE).latest("pk")
    with translation.override("zh-hans"):
        fields = fields_of_paper(run, run.values, parts_of(run), timezone.localdate())
    sections = list(fields["sections"])
    while sum(len(one["figures"]) + 1 for one in fields["sections"]) < PAGES * LINES:
        fields["sections"] = fields["sections"] + sections
    template = template_of(run.definition, Layout.OFFICIAL)
    began, processor = time.perf_counter(), time.process_time()
    filled(template, fields)
    took, worked = time.perf_counter() - began, time.process_time() - processor
    return {"pages": PAGES, "seconds": took, "processor": worked}


if __name__ == "__main__":
    print(json.dumps({"fill": fill, "brief": brief, "paper": paper}[sys.argv[1]]()))
