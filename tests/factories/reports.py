"""Reports of a small town in which every measure has something to count."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from committees.kinds import MeetingState, OutcomeState
from committees.models import Meeting, Resolution
from foundation import actor
from foundation.jobs.models import Job, JobState
from gaoqiao.reports.actions.asking import ask_report
from gaoqiao.reports.actions.definitions import seed_reports
from gaoqiao.reports.models import ReportDefinition, ReportRun
from gaoqiao.reports.periods import Period
from gaoqiao.reports.tasks import build_part, finish
from residents.models import Offer, Rating
from tests.factories.agreements import (
    BEGUN,
    make_agreement,
    make_delivery,
    make_grant,
    make_obligation,
    make_reduction,
    make_statement,
)
from tests.factories.committees import make_body, make_paper, make_seat
from tests.factories.needs import make_category, make_need
from tests.factories.people import make_holding, make_person, make_post, make_user
from tests.factories.places import make_organization, make_place, make_town
from tests.factories.services import make_listing
from tests.factories.workshops import make_application, make_opening, make_report, make_workshop

TOWN = ZoneInfo("Asia/Shanghai")
OCTOBER = Period(date(2026, 10, 1), "month")
SUMMER = Period(date(2026, 7, 1), "quarter")
NOW = datetime(2026, 11, 3, 9, tzinfo=TOWN)
RUNS = {"reports.build_part": build_part, "reports.finish_run": finish}


def moment(day: int, hour: int = 10) -> datetime:
    """A moment of October 2026."""
    return datetime(2026, 10, day, hour, tzinfo=TOWN)


def make_definition(key: str = "monthly-brief") -> ReportDefinition:
    """One of the reports that ship."""
    seed_reports(by=actor.clock("tests"))
    return ReportDefinition.objects.get(key=key)


def make_reported_town(villages: int = 2) -> Any:
    """A town with official villages, each with something for every measure in October."""
    town = make_town()
    town.code = "330299001"
    town.save()
    category = make_category("道路照明", key="lights")
    for number in range(villages):
        village = make_place(f"示范{number}村", parent=town, code=f"33029900120{number}")
        fill_village(village, category, number)
    return town


def fill_village(village: Any, category: Any, number: int) -> None:
    """Needs in several states, ratings, a meeting with its paper and outcomes, seats, services."""
    post = make_post("village_clerk", place=village)
    for at in range(4 + number):
        answered = moment(5 + at) if at != 1 else None
        need = make_need(
            place=village,
            public=at % 2 == 0,
            category=category if at else None,
            created_at=moment(1 + at),
            accepted_at=moment(2 + at),
            promised_on=date(2026, 10, 4 + 2 * at),
            answered_at=answered,
            state="answered" if answered else "accepted",
        )
        if answered:
            Rating.objects.create(
                need=need,
                round=1,
                verdict="satisfied" if at else "partly",
                created_at=moment(9 + at),
            )
    make_need(place=village, created_at=moment(1) - timedelta(days=60))  # before, still open
    body = make_body(organization=make_organization(place=village, kind="body"))
    for group in ("party", "villager", "tenant"):
        make_seat(body, group)
    for at, state in enumerate((OutcomeState.OPEN, OutcomeState.DONE)):
        paper = make_paper(body, "draft", post=post)
        Meeting.objects.filter(pk=paper.meeting_id).update(
            state=MeetingState.HELD, starts_at=moment(10 + at)
        )
        Resolution.objects.filter(item__meeting=paper.meeting_id).update(
            state=state,
            due_on=date(2026, 10, 20),
            public_at=moment(12),
            ended_at=moment(25) if state == OutcomeState.DONE else None,
        )
        type(paper).objects.filter(pk=paper.pk).update(
            state="published", published_at=moment(12), submitted_at=moment(11)
        )
    make_listing(place=village, hours=[(480, 1080)], now=moment(1))
    fill_ledger(village)
    fill_workshop(village, number)
    Offer.objects.create(
        organization=make_organization(place=village), kind="rooms", name="会议室", since=BEGUN
    )


def fill_ledger(village: Any) -> Any:
    """An agreement with its statement of the third quarter; in October two deliveries, one of which
    is reduced, and one taken back."""
    agreement = make_agreement(place=village, floor_percent=80, since=SUMMER.since)
    make_grant(agreement, market="3100")
    meals = make_obligation(agreement)
    make_delivery(meals, date(2026, 8, 10))
    make_statement(agreement, since=SUMMER.since)
    first = make_delivery(meals, date(2026, 10, 5))
    make_delivery(meals, date(2026, 10, 6))
    taken_back = make_delivery(meals, date(2026, 10, 7))
    counter = {"quantity": "-20", "kind": "undo", "corrects": taken_back}
    make_delivery(meals, date(2026, 10, 7), **counter)
    make_reduction(first, "2")
    return agreement


def fill_workshop(village: Any, number: int) -> Any:
    """A workshop with a published September, an October that is withheld, and work offered, for
    which somebody was hired."""
    workshop = make_workshop(place=village)
    make_report(workshop, date(2026, 9, 1), headcount=20 + number)
    make_report(workshop, date(2026, 10, 1), headcount=21 + number, withheld="difference")
    opening = make_opening(workshop, wanted=9, hired=number + 3, created_at=moment(2))
    for _person in range(number + 3):
        make_application(opening, state="hired", decided_at=moment(20))
    return workshop


def make_clerk_of(place: Any, role: str = "town_clerk") -> Any:
    """Somebody with a login who keeps the reports of a place."""
    user = make_user()
    make_holding(make_person("李示范", user=user), role=role, place=place)
    return user


def run_jobs() -> None:
    """What a worker does with everything that waits, until nothing does."""
    while waiting := Job.objects.filter(state=JobState.WAITING, kind__in=RUNS).first():
        RUNS[waiting.kind](waiting.pk)
        waiting.refresh_from_db()
        assert waiting.state == JobState.DONE, waiting.result


def make_run(place: Any, *, by: Any = None, definition: Any = None, **more: Any) -> ReportRun:
    """A report of October that is finished."""
    run = ask_report(
        by=by or actor.clock("tests"),
        definition=definition or make_definition(),
        place=place,
        period=more.pop("period", OCTOBER),
        now=more.pop("now", NOW),
        **more,
    )
    run_jobs()
    run.refresh_from_db()
    return run


def staff_page(run: ReportRun) -> str:
    """The address of a report among the pages of staff."""
    return reverse("admin:reports_reportrun_change", args=[run.pk])
