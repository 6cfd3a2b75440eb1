"""Several at once: a report is made once, and finished once."""

import pytest

from foundation import actor
from foundation.files.models import Attachment
from foundation.jobs.models import Job
from gaoqiao.reports.actions.asking import ask_report
from gaoqiao.reports.models import ReportRun
from gaoqiao.reports.tasks import build_part, finish
from tests.factories.reports import NOW, OCTOBER, make_definition, make_reported_town
from tests.races import race

CLOCK = actor.clock("tests")


def ask(town):
    return ask_report(by=CLOCK, definition=make_definition(), place=town, period=OCTOBER, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_asked_by_five_at_once_it_is_one(figure):
    town, definition = make_reported_town(villages=1), make_definition()
    found = race(
        5,
        lambda _: (
            ask_report(by=CLOCK, definition=definition, place=town, period=OCTOBER, now=NOW).pk
        ),
    )
    assert len(set(found)) == 1, found
    assert ReportRun.objects.count() == 1
    figure(f"a report asked for by {len(found)}: {ReportRun.objects.count()}", bound="once")


@pytest.mark.django_db(transaction=True)
def test_the_last_parts_at_once_finish_it_once(figure):
    town = make_reported_town(villages=3)
    run = ask(town)
    keys = list(Job.objects.values_list("pk", flat=True))
    assert race(len(keys), lambda at: build_part(keys[at])) == [None] * len(keys)
    job = Job.objects.get(kind="reports.finish_run")
    assert race(3, lambda _: finish(job.pk)) == [None] * 3
    run.refresh_from_db()
    assert (run.state, Attachment.objects.count()) == ("done", 2)
    figure(f"a report finished by 3: its {Attachment.objects.count()} files", bound="once")
