"""A report is asked for once, made in parts, finished once, and read-only from then on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from foundation import actor
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job, JobState
from foundation.refusals import NotAllowed, Refused
from gaoqiao.reports.actions.asking import ask_due_reports, ask_report
from gaoqiao.reports.models import ReportPart, ReportRun
from gaoqiao.reports.periods import Period, past_periods, period_coded, period_of
from gaoqiao.reports.queries.progress import progress_of
from gaoqiao.reports.tasks import build_part, finish
from tests.factories import make_place
from tests.factories.people import by, make_post
from tests.factories.reports import (
    NOW,
    OCTOBER,
    make_clerk_of,
    make_definition,
    make_run,
    run_jobs,
)

CLOCK = actor.clock("tests")


def ask(town, by=CLOCK, **more):
    values = {"period": OCTOBER, "now": NOW, **more}
    return ask_report(by=by, definition=make_definition(), place=town, **values)


@pytest.mark.django_db
class TestAsking:
    def test_asked_twice_it_is_made_once(self, town):
        first = ask(town)
        assert ask(town) == first
        assert Job.objects.count() == first.parts.count() == 3

    def test_one_that_did_not_work_makes_room(self, town):
        first = ask(town)
        Job.objects.filter(pk=Job.objects.first().pk).update(state=JobState.FAILED)
        assert progress_of(first).state == "failed"
        second = ask(town)
        first.refresh_from_db()
        assert (first.state, second.version) == ("failed", 2)
        for job in Job.objects.filter(state=JobState.WAITING):
            build_part(job.pk)  # what is left of the first ends too, and changes nothing
        assert ReportPart.objects.filter(run=first, done_at__isnull=False).count() == 0
        run_jobs()
        second.refresh_from_db()
        assert second.state == "done"

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"period": Period(date(2026, 11, 1), "month")}, "period"),
            ({"period": Period(date(2026, 7, 1), "quarter")}, "period"),
        ],
    )
    def test_periods_that_cannot_be(self, town, more, field):
        with pytest.raises(Refused) as refused:
            ask(town, **more)
        assert refused.value.field == field
        assert not ReportRun.objects.exists()

    def test_the_official_layout_is_for_organs_only(self, town):
        village = town.parts.get(code="330299001200")
        with pytest.raises(Refused) as refused:
            ask(village, layout="official")
        assert refused.value.field == "layout"
        assert ask(town, layout="official").layout == "official"

    def test_only_who_keeps_the_reports_of_the_place(self, town):
        village, other = town.parts.order_by("path")
        clerk = by(make_clerk_of(village, "village_clerk"))
        assert ask(village, by=clerk).asked_by == clerk.user
        for place in (other, town):
            with pytest.raises(NotAllowed):
                ask(place, by=clerk)
        for role in ("supervisor", "grid_worker"):
            with pytest.raises(NotAllowed):
                ask(town, by=by(make_clerk_of(town, role)))

    def test_who_lost_the_post_gets_nothing(self, town):
        user = make_clerk_of(town)
        ask(town, by=by(user))
        user.person.holdings.update(until=timezone.now())
        job = Job.objects.first()
        build_part(job.pk)
        job.refresh_from_db()
        assert (job.state, job.result) == ("failed", {"error": "NotAllowed"})

    def test_the_clock_asks_once_for_every_town_that_keeps_reports(self, town):
        make_definition()
        assert ask_due_reports(by=CLOCK, now=NOW) == 0  # a town of the list of divisions, no more
        office = make_post("town_clerk", place=town)
        assert ask_due_reports(by=CLOCK, now=NOW) == 2
        assert ask_due_reports(by=CLOCK, now=NOW) == 0
        assert sorted(str(run.since) for run in ReportRun.objects.all()) == [
            "2026-07-01",
            "2026-10-01",
        ]
        assert ask_due_reports(by=CLOCK, now=NOW + timedelta(days=30)) == 1
        office.abolished_on = date(2026, 11, 30)
        office.save()
        assert ask_due_reports(by=CLOCK, now=NOW + timedelta(days=60)) == 0
        with pytest.raises(NotAllowed):
            ask_due_reports(by=by(make_clerk_of(town)), now=NOW)


@pytest.mark.django_db
class TestMaking:
    def test_how_far_it_is(self, town):
        run = ask(town)
        assert (progress_of(run).state, progress_of(run).percent) == ("waiting", 0)
        seen = []
        while job := Job.objects.filter(state=JobState.WAITING).first():
            (build_part if job.kind == "reports.build_part" else finish)(job.pk)
            run.refresh_from_db()
            seen.append((progress_of(run).state, progress_of(run).percent))
        assert seen == [("running", 25), ("running", 50), ("running", 75), ("done", 100)]

    def test_a_worker_that_lost_its_lease_keeps_nothing(self, town, monkeypatch):
        """Another worker took the job over while the first was still counting."""
        ask(town)
        job = Job.objects.first()
        take = jobs.take

        def late(job_id, **more):
            taken = take(job_id, **more)
            Job.objects.filter(pk=job_id).update(lease_token="another")
            return taken

        monkeypatch.setattr(jobs, "take", late)
        build_part(job.pk)
        assert not ReportPart.objects.filter(done_at__isnull=False).exists()
        job.refresh_from_db()
        assert job.state == "running"


@pytest.mark.parametrize(
    ("kind", "day", "code", "last"),
    [
        ("month", date(2026, 1, 31), "2026-01", date(2026, 1, 31)),
        ("month", date(2024, 2, 1), "2024-02", date(2024, 2, 29)),
        ("quarter", date(2026, 12, 31), "2026-q4", date(2026, 12, 31)),
        ("quarter", date(2026, 4, 1), "2026-q2", date(2026, 6, 30)),
    ],
)
def test_periods(kind, day, code, last):
    period = period_of(kind, day)
    assert (period.code, period.last, period_coded(code)) == (code, last, period)
    assert period.before.until == period.since


def test_periods_of_codes_that_are_none():
    wrong = "2026 2026-13 2026-0 2026-1 0000-01 9999-12 2026-q5 ２026-01 x"
    for code in ("", *wrong.split()):
        assert period_coded(code) is None
    assert [one.code for one in past_periods("month", date(2026, 1, 5), 2)] == [
        "2025-12",
        "2025-11",
    ]


def test_a_place_above_the_towns_counts_its_villages(town):
    make_place("另一示范镇", parent=town.parent)
    assert make_run(town.parent).parts.count() == 3
