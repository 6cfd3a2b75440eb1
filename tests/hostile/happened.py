"""Rows to which something has happened, so that a button stands on their page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from foundation.accounts.actions.links import create_link
from foundation.accounts.models import Invitation
from foundation.actor import clock
from residents.models import Notice, Offer
from tests.doors.objects import agreement_of
from tests.factories import (
    make_holding,
    make_need,
    make_organization,
    make_person,
    make_place,
    make_post,
)
from tests.factories.accounts import add_app
from tests.factories.agreements import BEGUN, make_approval, make_obligation
from tests.factories.committees import make_minutes_photo, make_paper, make_word
from tests.factories.reports import make_definition
from tests.personas import World

APP_SECRET = "A" * 32  # of who has given the right password and not yet the code
NEW_BODY, NEW_POST, NEW_VILLAGE = "新示范议事会", "新示范岗位", "新示范村"


def updated(row: Any, **fields: Any) -> Any:
    """The row with these fields."""
    type(row).objects.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row


def public(world: World) -> Any:
    """A need that everybody sees."""
    return world["own"].public_need


def answered(world: World, **fields: Any) -> Any:
    """A need that waits for the reporter's word."""
    return updated(world["own"].need, state="answered", **fields)


def draft(world: World) -> Any:
    """An agreement that is being written, with a line of each sort and a paper."""
    agreement = agreement_of(world["own"], "draft")
    make_obligation(agreement)
    make_approval(agreement, "contract")
    return agreement


def called_late(world: World) -> None:
    """The members were told on the day itself, and no reason is given."""
    meeting = world["own"].draft.meeting
    later = timezone.now() + timedelta(days=2)
    updated(meeting, starts_at=later, notice_at=timezone.now(), short_notice_because="")


def member_to_call(world: World) -> Any:
    """A member who is to be told by telephone of a meeting that has not begun."""
    member, meeting = world["own"].seat.person, world["own"].draft.meeting
    member.phone = "13800000000"
    member.save()
    updated(meeting, starts_at=timezone.now() + timedelta(days=30))
    return make_word(meeting, member)


def newcomer(world: World) -> Any:
    """Somebody who holds a post and has no account."""
    return make_holding(make_person("新示范"), role="grid_worker", place=world["own"].place).person


def invited(world: World) -> Any:
    """Somebody who has a link to make an account with."""
    found = newcomer(world)
    create_link(by=clock("tests"), kind=Invitation.Kind.JOIN, subject=found)
    return found


def called_by_mistake(world: World) -> Any:
    """A call that the clerk has just written down."""
    ended = {"ended_at": timezone.now(), "ended_by": world.users["village_clerk"]}
    return updated(world["own"].notice, state=Notice.CALL_ENDED[0], attempts=1, **ended)


def offering(world: World) -> Any:
    """An organisation that offers something."""
    partner = world["own"].partner
    kind = Offer.Kind.values[0]
    Offer.objects.create(organization=partner, kind=kind, name="桌椅", since=BEGUN)
    return partner


def with_money_put_in(world: World) -> Any:
    """An agreement with a sum that the partner put in."""
    agreement = agreement_of(world["own"])
    clerk = world.users["village_clerk"]
    given = {"what": "修屋顶", "evidence": "发票", "at": timezone.now(), "by": clerk}
    agreement.investments.create(amount="1000", day=BEGUN, **given)
    return agreement


def with_a_special_day(world: World) -> Any:
    """A service with other hours on one day."""
    world["own"].listing.exceptions.create(day=timezone.localdate() + timedelta(days=3), spans=[])
    return world["own"].listing


def carried_out(world: World) -> Any:
    """An outcome that the village's clerk carries out."""
    post = world.users["village_clerk"].person.holdings.get().post
    paper = make_paper(world["own"].committee, "published", post=post)
    return paper.meeting.items.get().resolution


def own_layout(world: World) -> Any:
    """A report with a template of the town's own."""
    return updated(make_definition(), plain=make_minutes_photo(world["own"].draft).attachment)


def person(**fields: Any) -> Callable[[World], Any]:
    """The grid worker of the village; fields of the account."""

    def made(world: World) -> Any:
        found = world["own"].holding.person
        if found.user_id:
            updated(found.user, **fields)
        return found

    return made


def with_app(world: World) -> Any:
    """The grid worker, who logs in with a second factor."""
    found = world["own"].holding.person
    add_app(found.user)
    return found


def body_to_enter(world: World) -> Any:
    """An organisation that no row says to be a body yet."""
    return make_organization(NEW_BODY, place=world["own"].place, kind="body")


def new_village(world: World) -> Any:
    """A village with nothing in it, in no cluster."""
    return make_place(NEW_VILLAGE, parent=world["own"].place.parent)


def new_post(world: World) -> Any:
    """A post in the village that nobody holds."""
    return make_post("grid_worker", NEW_POST, place=world["own"].place)


def outcome_to_hand_over(world: World) -> Any:
    """An outcome, and the post that could carry it out."""
    new_post(world)
    return world["own"].minutes.meeting.items.get().resolution


def need_to_assign(world: World) -> Any:
    """An accepted need, and the post that could have it."""
    new_post(world)
    return updated(world["own"].need, state="accepted")


def worded(world: World) -> Any:
    """A need that a post of the town has, worded for everybody."""
    corner = world["own"]
    return make_need(place=corner.place, public=True, state="assigned", owner_post=corner.office)


def nobodys_account(world: World) -> Any:
    """The account of somebody who lives in the village and holds no post."""
    return world.users["resident"]


def with_papers(agreement: Any, at: Any) -> Any:
    """The agreement with what a collective's venue asks for, on file since this moment."""
    make_approval(agreement, "decision", at=at, by_words="示范合作社")
    make_approval(agreement, "contract", at=at, number="示范〔2026〕1号")
    notice = {"notice_since": BEGUN - timedelta(days=40), "notice_until": BEGUN - timedelta(days=9)}
    make_approval(agreement, "publicity", at=at, **notice)
    return agreement


def ready(world: World) -> Any:
    """An agreement that lacks nothing to begin."""
    agreement = draft(world)
    return with_papers(agreement, agreement.created_at)


def to_amend(world: World) -> Any:
    """An agreement that runs, with the papers that another last day asks for."""
    agreement = agreement_of(world["own"])
    make_obligation(agreement)
    return with_papers(agreement, agreement.started_at + timedelta(days=1))
