"""A finished report: its files, read-only rows, and who publishes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation import actor
from foundation.files.models import Attachment
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from gaoqiao.reports.actions.asking import ask_report
from gaoqiao.reports.actions.publishing import publish_report
from gaoqiao.reports.models import Publication, ReportPart, ReportRun
from gaoqiao.reports.queries.runs import published_runs
from tests.factories.people import by
from tests.factories.reports import NOW, OCTOBER, make_clerk_of, make_run

CLOCK = actor.clock("tests")


@pytest.mark.django_db
class TestFinished:
    def test_a_finished_one_has_two_files_and_one_entry(self, run):
        assert {run.paper.kind, run.book.kind} == {"docx", "xlsx"}
        assert Attachment.objects.count() == 2
        assert Entry.objects.filter(verb="report.finished").count() == 1
        assert all(part.done_at for part in run.parts.all())

    def test_what_is_finished_is_read_only_in_the_database(self, town, run):
        publish_report(by=by(make_clerk_of(town)), run=run, now=NOW)
        part = run.parts.first()
        for change in (
            lambda: ReportRun.objects.filter(pk=run.pk).update(values={}),
            lambda: ReportRun.objects.filter(pk=run.pk).update(state="failed"),
            lambda: ReportRun.objects.filter(pk=run.pk).delete(),
            lambda: ReportPart.objects.filter(pk=part.pk).update(rows={}),
            lambda: part.delete(),
            lambda: Publication.objects.filter(run=run).delete(),
            lambda: Publication.objects.filter(run=run).update(at=NOW + timedelta(days=1)),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()


@pytest.mark.django_db
class TestPublishing:
    def test_by_who_keeps_the_reports_and_once(self, town, run):
        clerk = by(make_clerk_of(town))
        for other in (by(make_clerk_of(town, "supervisor")), by(), CLOCK):
            with pytest.raises(NotAllowed):
                publish_report(by=other, run=run, now=NOW)
        publish_report(by=clerk, run=run, now=NOW)
        with pytest.raises(Refused):
            publish_report(by=clerk, run=run, now=NOW)
        assert list(published_runs()) == [run]

    def test_only_a_finished_one(self, town, run):
        asked = ask_report(by=CLOCK, definition=run.definition, place=town, period=OCTOBER, now=NOW)
        assert asked.version == 2  # the first one was made
        with pytest.raises(Refused):
            publish_report(by=by(make_clerk_of(town)), run=asked, now=NOW)

    def test_a_newer_version_stands_in_its_place(self, town, run):
        clerk = by(make_clerk_of(town))
        second = make_run(town, definition=run.definition)
        assert (run.version, second.version) == (1, 2)
        village = make_run(town.parts.first(), definition=run.definition)
        for one in (run, second, village):
            publish_report(by=clerk, run=one, now=NOW)
        assert set(published_runs()) == {second, village}
