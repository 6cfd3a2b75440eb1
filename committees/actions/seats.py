"""Seats: who sits on a body, and the post that comes with it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from committees.access.bodies import may_keep_seats
from committees.actions.words import line
from committees.kinds import SeatGroup, SeatRole
from committees.models import Body, Seat
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.actions.holdings import end_holding, give_post
from residents.actions.people import create_person
from residents.models import Holding, Person, Post
from residents.models.place import has_ended, in_force
from residents.queries.reporters import person_named
from residents.roles import ROLES


@action("seat.fill")
def fill_seat(
    *,
    by: Actor,
    body: Body,
    person: Person,
    group: str,
    role: str = SeatRole.MEMBER,
    substitute: Person | None = None,
    since: date | None = None,
    now: datetime | None = None,
) -> Seat:
    """Let a person sit on a body from a day on, today if none is said, speaking for a group.

    In the same act the person gets the body's post of that role, which is made if it is missing:
    so a chair convenes, a secretary writes, a member reads the papers. A plain member of a Party
    body gets no post: who is in the Party is nobody's right in this portal.
    """
    now = now or timezone.now()
    since = since or timezone.localdate(now)
    require(may_keep_seats(by, body), _("Only its chair, or who gives posts, fills its seats."))
    refuse_unsaid(role, group)
    if substitute and substitute.pk == person.pk:
        raise Refused(_("Nobody stands in for herself."), "substitute")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    refuse_double(body, person, role, since)
    holding = None
    if role != SeatRole.MEMBER or not body.is_party:
        holding = opened(by, body, person, role, moment_of(since, now))
    seat = _created(
        body=body,
        person=person,
        role=role,
        group=group,
        substitute=substitute,
        since=since,
        holding=holding,
    )
    record.note(by, "seat.filled", seat, values={"role": role, "group": group, "since": since})
    return seat


@action("seat.appoint")
def seat_somebody(
    *,
    by: Actor,
    body: Body,
    group: str,
    role: str = SeatRole.MEMBER,
    person: Person | None = None,
    name: str = "",
    phone: str = "",
    since: date | None = None,
) -> Seat:
    """Fill a seat with somebody known, or with somebody entered by it. Who is here with this very
    name and number is not entered twice."""
    person = person or person_named(name, phone)
    person = person or create_person(by=by, name=line(name, "name", 60), phone=phone)
    return fill_seat(by=by, body=body, person=person, group=group, role=role, since=since)


def refuse_unsaid(role: str, group: str) -> None:
    """What a seat is and whom it speaks for must be chosen from the lists."""
    if role not in SeatRole.values:
        raise Refused(_("Choose what the person does there."), "role")
    if group not in SeatGroup.values:
        raise Refused(_("Choose whom the person speaks for."), "group")


def refuse_double(body: Body, person: Person, role: str, since: date) -> None:
    """A person sits once on a body, and one chair leads it, on every day from `since` on."""
    later = Seat.objects.filter(Q(ended__isnull=True) | Q(ended__gt=since), body=body)
    if later.filter(person=person).exists():
        raise Refused(_("This person sits on the body already."), "person")
    if role == SeatRole.CHAIR and later.filter(role=SeatRole.CHAIR).exists():
        raise Refused(_("The body has a chair already: end that seat first."), "role")


def _created(**values: Any) -> Seat:
    """The database has the last word where two fill a seat at once."""
    try:
        with transaction.atomic():
            return Seat.objects.create(**values)
    except IntegrityError:
        raise Refused(_("Somebody else has just filled this seat.")) from None


def moment_of(day: date, now: datetime) -> datetime:
    """When a seat of that day begins or ends as a holding: at its midnight, or now for today."""
    if day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(day, time()))


def opened(by: Actor, body: Body, person: Person, role: str, since: datetime) -> Holding:
    """A holding of the body's post of the role; one that is open already is taken over."""
    post = post_of(by, body, role)
    held = Holding.objects.filter(person=person, post=post, until__isnull=True, seat__isnull=True)
    return held.first() or give_post(by=by, person=person, post=post, since=since)


def leads_as(body: Body, role: str) -> str:
    """What a role is called in a body: a Party body is led by its secretary."""
    if body.is_party and role == SeatRole.CHAIR:
        return _("Party secretary")
    return str(ROLES[role].name)


def post_of(by: Actor, body: Body, role: str) -> Post:
    """The body's post of the role, made where it has none yet."""
    organization = body.organization
    posts = Post.objects.filter(in_force("abolished_on"), organization=organization, role=role)
    if post := posts.order_by("pk").first():
        return post
    with override("zh-hans"):
        title = f"{organization.name}{leads_as(body, role)}"[:80]
    with override("en"):
        title_en = f"{leads_as(body, role)}, {organization.name_en or organization.name}"[:120]
    post = Post.objects.create(role=role, organization=organization, title=title, title_en=title_en)
    record.note(by, "post.created", post, place_path=body.record_path, values={"role": role})
    return post


@action("seat.end")
def end_seat(
    *,
    by: Actor,
    seat: Seat,
    ended: date | None = None,
    why: str = "",
    now: datetime | None = None,
) -> Seat:
    """Let a seat end: `ended` is the first day without it, today if none is said; of one that is
    to end anyway, an earlier day. The post that came with it ends in the same act."""
    now = now or timezone.now()
    ended = ended or timezone.localdate(now)
    require(may_keep_seats(by, seat.body), _("Only its chair, or who gives posts, ends its seats."))
    if ended <= seat.since:
        raise Refused(_("It would end before it begins."), "ended")
    why = line(why, "why", 120, required=False)
    runs_on = Q(ended__isnull=True) | Q(ended__gt=timezone.localdate(now)) & Q(ended__gt=ended)
    if not Seat.objects.filter(runs_on, pk=seat.pk).update(ended=ended, why_ended=why):
        seat.refresh_from_db()
        raise Refused(already(seat, timezone.localdate(now)))
    seat.refresh_from_db()
    until, holding = moment_of(ended, now), seat.holding
    if holding and (holding.until is None or holding.until > until):
        end_holding(by=by, holding=holding, until=until)
    record.note(by, "seat.ended", seat, values={"ended": ended}, fields=["why_ended"])
    return seat


def already(seat: Seat, today: date) -> str:
    """Why a seat cannot end once more: it has ended, or is to end on an earlier day anyway."""
    if seat.ended is None or has_ended(seat.ended, today):
        return _("This seat has ended already.")
    return _("This seat ends on %(day)s already.") % {"day": date_format(seat.ended)}
