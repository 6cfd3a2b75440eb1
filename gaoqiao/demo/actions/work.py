"""Workshops of the invented village: months that were signed, work that is offered, applications.

The numbers of people are such that the portal's own queries give what was published of the town's
workshops (tests/demo/test_published_figures.py); who and what they are is invented.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from foundation import actor
from foundation.calendar.months import month_from
from gaoqiao.demo.actions.listings import content, dialled
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.invention import phone
from gaoqiao.rooms import is_on
from residents.actions.answering import answer_need
from residents.actions.organizations import create_organization
from residents.models import Need
from workshops.actions.applying import apply_for
from workshops.actions.hiring import invite_applicant
from workshops.actions.openings import offer_work
from workshops.actions.reporting import report_month, sign_month
from workshops.actions.workshops import open_workshop
from workshops.models import Workshop

FIRST_PHONE, APPLICANTS = 300, 340
SIGNED_ON = 6  # the day of the month on which the months before are signed
Row = dict[str, Any]


def make_workshops(cast: Cast) -> None:
    """Hosts, workshops with their months, and what they offer."""
    if not is_on("workshops"):
        return
    known = content("workshops.toml")
    for host in known["hosts"]:
        cast.organizations[host["key"]] = create_organization(
            by=cast.by,
            name=host["name"],
            name_en=host["name_en"],
            kind=host["kind"],
            place=cast.village,
            slug=f"demo-{host['key']}",
        )
    made = {
        row["name"]: _make(cast, row, known["definition"], number)
        for number, row in enumerate(known["workshops"], start=FIRST_PHONE)
    }
    for row in known["openings"]:
        _offer(cast, row, made[row["workshop"]])


def _make(cast: Cast, row: Row, definition: Row, number: int) -> Workshop:
    months = [*row["months"], *([row["waiting"]] if "waiting" in row else [])]
    # Who has reported five months is up to date; who has four still owes the last one.
    last = len(months) if len(months) > 4 else len(months) + 1
    began = month_ago(cast.now, last)
    opened = timezone.make_aware(datetime.combine(began, time(9)))
    need = cast.needs[row["need"]] if "need" in row else None
    workshop = open_workshop(
        by=cast.by,
        name=row["name"],
        name_en=row["name_en"],
        kind=row["kind"],
        host=cast.organizations[row["host"]],
        namesake=cast.organizations.get(row.get("namesake", "")),
        place=cast.village,
        telephone=dialled(phone(number)),
        since=began,
        summary=row["summary"],
        summary_en=row["summary_en"],
        need=need,
        now=opened,
    )
    if need:
        _answer(cast, need, opened + timedelta(hours=2))
    stated = definition | {"baseline_mean": Decimal(row["baseline"])}
    for ago, (people, pay) in zip(range(last, 0, -1), months, strict=False):
        month = month_ago(cast.now, ago)
        figures = stated | {"headcount": people, "total_pay": Decimal(pay)}
        _report(cast, workshop, month, figures, signed=[people, pay] != row.get("waiting"))
    return workshop


def _report(cast: Cast, workshop: Workshop, month: date, figures: Row, *, signed: bool) -> None:
    """A month as the host reports it and, most of them, the village signs it."""
    report = report_month(
        by=cast.by,
        workshop=workshop,
        month=month,
        now=after(month, cast.now),
        **figures,
    )
    if signed:
        sign_month(by=cast.acting("village"), report=report, now=after(month, cast.now))


def _answer(cast: Cast, need: Need, now: datetime) -> None:
    """Tell whoever raised the need that led to a workshop."""
    need.refresh_from_db()
    answer = "工坊开了，想来的拨工坊电话就行。"
    answer_need(by=cast.acting("village"), need=need, sentence=answer, now=now)


def month_ago(now: datetime, ago: int) -> date:
    """The first day of a month so many months before this one."""
    return month_from(timezone.localdate(now), -ago)


def after(month: date, now: datetime) -> datetime:
    """When a month was reported and signed: early in the next one, never after now."""
    day = (month + timedelta(days=31)).replace(day=SIGNED_ON)
    return min(timezone.make_aware(datetime.combine(day, time(10))), now)


def _offer(cast: Cast, row: Row, workshop: Workshop) -> None:
    today = timezone.localtime(cast.now).date()
    opening = offer_work(
        by=cast.by,
        workshop=workshop,
        title=row["title"],
        title_en=row["title_en"],
        words=row["words"],
        pay=row["pay"],
        wanted=row["wanted"],
        closes_on=today + timedelta(days=row["days"]),
        now=cast.day(9),
    )
    for number, name in enumerate(row.get("apply", ()), start=APPLICANTS):
        application = apply_for(
            by=actor.visitor(),
            opening=opening,
            name=name,
            phone=phone(number),
            words="做过食堂，早上有空。",
            consent=True,
            now=cast.day(6),
        )
        if number == APPLICANTS:
            invite_applicant(
                by=cast.acting("partner"),
                application=application,
                sentence="请周六上午九点到工坊来看看，找负责人。",
                now=cast.day(3),
            )
