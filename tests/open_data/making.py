"""A row of each list of the open data: each function makes one and answers with its address."""

from datetime import timedelta

from django.utils import timezone

from gaoqiao.reports.models import Publication
from residents.models import NeedStep
from services.models import Statement
from tests.factories import (
    make_category,
    make_need,
    make_organization,
    make_place,
    make_post,
    make_town,
    make_user,
    make_venue,
)
from tests.factories.agreements import BEGUN, make_agreement, make_grant, make_obligation
from tests.factories.committees import make_body, make_paper, make_seat
from tests.factories.reports import make_run
from tests.factories.services import make_listing
from tests.factories.workshops import make_opening, make_report, make_workshop


def village(number):
    """A village of its own for each row, so that nothing is read once for all."""
    return make_place(f"示范{number}村", parent=make_town())


def place(number):
    return f"places/{village(number).pk}/"


def need(number):
    """A need that a post has, merged into another, with a thread."""
    where = village(number)
    made = make_need(
        *("这些原话不公开",),
        place=where,
        public=True,
        category=make_category(),
        owner_post=make_post("village_clerk", place=where),
        state="merged",
        merged_into=make_need(place=where, public=True),
    )
    NeedStep.objects.create(need=made, kind="assigned", round=1, post=made.owner_post)
    return f"needs/{made.number}/"


def committee(number):
    """A committee that another body leads, with a seat."""
    where = village(number)
    made = make_body(place=where, led_by=make_body("party_branch", place=where))
    make_seat(made)
    return made


def body(number):
    return f"bodies/{committee(number).organization.slug}/"


def paper(number):
    """A published paper with an outcome."""
    made = committee(number)
    post = make_post("village_clerk", place=made.organization.place)
    return make_paper(made, "published", post=post)


def meeting(number):
    return f"meetings/{paper(number).meeting_id}/"


def minutes(number):
    return f"minutes/{paper(number).pk}/"


def outcome(number):
    resolution = paper(number).meeting.items.get().resolution
    resolution.progress.create(
        sentence="已下单。", by=make_user(), post=resolution.owner_post, at=timezone.now()
    )
    return f"outcomes/{resolution.pk}/"


def listing(number):
    where = village(number)
    made = make_listing(
        place=where,
        venue=make_venue(place=where),
        provider=make_organization(place=where),
        audiences=("old",),
        hours=((480, 1020),),
    )
    made.exceptions.create(day=timezone.localdate() + timedelta(days=2), spans=[[480, 600]])
    return made


def service(number):
    return f"services/{listing(number).slug}/"


def venue(number):
    return f"venues/{listing(number).venue.slug}/"


def agreed(number):
    """An agreement with terms, a need behind it, and a public quarter."""
    where = village(number)
    made = make_agreement(place=where, need=make_need(place=where, public=True))
    make_grant(made)
    make_obligation(made, listing=make_listing(place=where))
    now = timezone.now()
    Statement.objects.create(
        agreement=made,
        since=BEGUN,
        until=BEGUN + timedelta(days=90),
        number=f"{made.number}/25Q4",
        waived=3000,
        accepted=2999,
        verdict="no_floor",
        digest="0" * 64,
        frozen_at=now,
        shown_at=now,
        publish_on=timezone.localdate(),
        published_at=now,
    )
    return made.number


def agreement(number):
    return f"agreements/{agreed(number)}/"


def statement(number):
    return f"statements/{agreed(number)}/25Q4/"


def workshop(number):
    where = village(number)
    host = make_organization(place=where)
    made = make_workshop(host=host, namesake=host, place=where, venue=make_venue(place=where))
    make_report(made)
    return f"workshops/{made.slug}/"


def opening(number):
    return f"openings/{make_opening(make_workshop(place=village(number))).pk}/"


def report(number):
    run = make_run(village(number))
    Publication.objects.create(run=run, by=make_user())
    return f"reports/{run.uuid}/"
