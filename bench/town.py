"""Three years of records for every village of the town, invented, as plain rows.

For measuring alone: it fills a database of its own, which nobody works in. Each row is one that
reports count; nothing of it is random, so that two runs measure the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from committees.kinds import BodyKind, MeetingState, MinutesState, OutcomeState
from committees.models import AgendaItem, Body, Meeting, Minutes, Resolution, Seat
from foundation.accounts.models import User
from foundation.calendar.months import month_from
from foundation.site.actions import shorten
from residents.lookup_codes import new_code
from residents.models import (
    Need,
    NeedCategory,
    Organization,
    Person,
    Place,
    Post,
    Rating,
    Venue,
)
from services.hours import EVERY_DAY, mask_of
from services.models import (
    Agreement,
    Delivery,
    Grant,
    HoursRule,
    Listing,
    ListingKind,
    Obligation,
)
from workshops.models import MonthReport, Opening, Workshop

VILLAGES, MONTHS = 29, 36
NEEDS, LISTINGS, SEATS = 25, 6, 15  # a month; in all; in all
AT_ONCE = 2_000


def fill(today: date) -> dict[str, int]:
    """Write the rows for the three years before the month of `today`; how many of each kind."""
    villages = villages_of_town()
    months = months_before(today.replace(day=1), MONTHS)
    writer = User.objects.order_by("pk").first()
    dice = random.Random(29)  # noqa: S311 - the same rows in every run
    for number, village in enumerate(villages):
        post = Post.objects.create(
            role="village_clerk", title=f"{village.name}（测）", place=village
        )
        needs(village, months, post, dice, number)
        meetings(village, months, post, writer, number)
        space(village, months, number)
        work(village, months, number)
    kinds = (Need, Rating, Meeting, Resolution, Seat, Listing, Delivery, MonthReport)
    return {"villages": len(villages), **{one.__name__: one.objects.count() for one in kinds}}


def the_town() -> Place:
    """The town that the portal is for."""
    return Place.objects.get(code=settings.TOWN["place"]["code"])


def villages_of_town() -> list[Place]:
    """The official villages and communities of the town."""
    town = the_town()
    found = Place.objects.within(town.path).counted().filter(level=Place.Level.VILLAGE)
    return list(found.order_by("path")[:VILLAGES])


def months_before(first: date, number: int) -> list[date]:
    """The first days of so many months before, the oldest first."""
    return [month_from(first, -ago) for ago in range(number, 0, -1)]


def moment(day: date, hour: int = 10) -> datetime:
    """An hour of a day in the town."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def needs(village: Place, months: list[date], post: Post, dice: random.Random, at: int) -> None:
    """Needs of every kind, most of them answered, and what people said of the answers."""
    categories = list(NeedCategory.objects.filter(hand_off=""))
    rows = [
        need(village, month, post, dice.choice(categories), dice.randrange(28), f"{at:02}{n:05}")
        for m, month in enumerate(months)
        for n in range(m * NEEDS, (m + 1) * NEEDS)
    ]
    made = Need.objects.bulk_create(rows, AT_ONCE)
    ratings = (
        Rating(
            need=one,
            round=1,
            verdict="satisfied" if n % 7 else "partly",
            created_at=one.answered_at + timedelta(days=2),
        )
        for n, one in enumerate(made)
        if one.answered_at and n % 2
    )
    Rating.objects.bulk_create(ratings, AT_ONCE)


def need(
    village: Place, month: date, post: Post, category: NeedCategory, day: int, number: str
) -> Need:
    """One of them."""
    raised = moment(month + timedelta(days=day), 8 + day % 9)
    open_yet = day % 11 == 0
    answered = None if open_yet else raised + timedelta(days=2 + day % 9)
    return Need(
        number=f"B{number}",
        code=new_code(),
        place=village,
        category=category,
        words="测量用的诉求",
        public_title=f"测量用的诉求 {number}",
        public_sentence="测量用，不是真实诉求。",
        public_at=raised + timedelta(hours=5),
        owner_post=post,
        state="assigned" if open_yet else "answered",
        promised_on=timezone.localdate(raised) + timedelta(days=7),
        created_at=raised,
        accepted_at=raised + timedelta(hours=4),
        answered_at=answered,
    )


def meetings(village: Place, months: list[date], post: Post, writer: User, at: int) -> None:
    """A committee with seats, a meeting a month with its paper and an outcome."""
    body = Body.objects.create(
        organization=organization(village, "body", at), kind=BodyKind.COMMITTEE
    )
    chair = Post.objects.create(role="chair", title="主任（测）", organization=body.organization)
    groups = ("villager", "party", "tenant")
    people = Person.objects.bulk_create(Person(name="测量") for _each in range(SEATS))
    Seat.objects.bulk_create(
        Seat(body=body, person=person, group=groups[n % 3], since=months[0])
        for n, person in enumerate(people)
    )
    for month in months:
        day = month + timedelta(days=9)
        meeting = Meeting.objects.create(
            lead=body,
            title=f"测量用的会议 {month:%Y-%m}",
            where="会议室",
            starts_at=moment(day),
            called_by=chair,
            state=MeetingState.HELD,
            present=SEATS,
        )
        item = AgendaItem.objects.create(meeting=meeting, order=1, title="测量用的事项")
        done = month.month % 4 != 0
        Resolution.objects.create(
            item=item,
            kind=Resolution.Kind.OUTCOME,
            text="测量用的议定事项。",
            owner_post=post,
            due_on=day + timedelta(days=30),
            public_at=moment(day + timedelta(days=2)),
            state=OutcomeState.DONE if done else OutcomeState.OPEN,
            ended_at=moment(day + timedelta(days=20)) if done else None,
        )
        Minutes.objects.create(
            meeting=meeting,
            state=MinutesState.PUBLISHED,
            revision=1,
            form="short",
            sentence="测量用。",
            created_by=writer,
            submitted_by=writer,
            submitted_at=moment(day, 17),
            published_at=moment(day + timedelta(days=2)),
        )


def organization(village: Place, kind: str, at: int) -> Organization:
    """An organisation of the village."""
    return Organization.objects.create(
        slug=f"bench-{kind}-{at}", name=f"{village.name}单位（测）", kind=kind, place=village
    )


def space(village: Place, months: list[date], at: int) -> None:
    """Services with hours; an agreement with a delivery every day."""
    for number in range(LISTINGS):
        slug = f"bench-{at}-{number}"
        listing = Listing.objects.create(
            slug=slug,
            name=f"测量用的服务 {number + 1}",
            place=village,
            telephone="0574-00000000",
            short_link=shorten(f"/services/{slug}/"),
            created_at=moment(months[0]),
        )
        ListingKind.objects.create(listing=listing, kind="meals")
        mask = mask_of(EVERY_DAY)
        HoursRule.objects.create(listing=listing, sorts=mask, start=480, end=1020)
    venue = Venue.objects.create(
        slug=f"bench-{at}", name="测量用的场地", place=village, owner_type="collective"
    )
    agreement = Agreement.objects.create(
        number=f"B{at:02}",
        title="测量用的协议",
        partner=organization(village, "social", at),
        place=village,
        state="running",
        since=months[0],
        until=months[-1] + timedelta(days=1000),
        floor_percent=80,
        created_at=moment(months[0]),
        started_at=moment(months[0]),
    )
    rent = Decimal(3000 + 100 * at)
    Grant.objects.create(
        agreement=agreement, line=1, venue=venue, market_monthly=rent, charged_monthly=0,
        since=months[0],
    )  # fmt: skip
    meals = Obligation.objects.create(
        agreement=agreement, line=1, name="测量用的助餐", unit="份", per="day",
        quantity=20, unit_value=5, since=months[0],
    )  # fmt: skip
    Delivery.objects.bulk_create(deliveries(meals, months), AT_ONCE)


def deliveries(meals: Obligation, months: list[date]) -> Iterator[Delivery]:
    """Twenty meals a day."""
    day, end = months[0], (months[-1] + timedelta(days=31)).replace(day=1)
    while day < end:
        yield Delivery(
            obligation=meals, day=day, counts_on=day, quantity=20, value=100, at=moment(day, 13)
        )
        day += timedelta(days=1)


def work(village: Place, months: list[date], at: int) -> None:
    """A workshop with its months, and work offered now and then."""
    slug = f"bench-{at}"
    workshop = Workshop.objects.create(
        slug=slug,
        name="测量用的工坊",
        kind="processing",
        host=organization(village, "enterprise", at),
        place=village,
        telephone="0574-00000000",
        since=months[0],
        short_link=shorten(f"/workshops/{slug}/"),
        created_at=moment(months[0]),
    )
    MonthReport.objects.bulk_create(month_report(workshop, month) for month in months)
    Opening.objects.bulk_create(opening(workshop, month) for month in months[::3])


def month_report(workshop: Workshop, month: date) -> MonthReport:
    """A month of a workshop, published."""
    signed: Any = moment(month + timedelta(days=33))
    return MonthReport(
        workshop=workshop,
        month=month,
        version=1,
        mode="aggregate",
        headcount=20,
        total_pay=Decimal(60_000),
        baseline_mean=Decimal(2_000),
        baseline_period="来工坊前一年",
        baseline_method="来时本人填写",
        state="signed",
        submitted_at=signed,
        published_at=signed,
    )


def opening(workshop: Workshop, month: date) -> Opening:
    """Work offered in a month."""
    return Opening(
        workshop=workshop,
        title="测量用的岗位",
        pay="计件",
        wanted=3,
        closes_on=month + timedelta(days=40),
        telephone="0574-00000000",
        state="closed",
        created_at=moment(month),
        ended_at=moment(month + timedelta(days=41)),
    )
