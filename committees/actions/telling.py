"""Word to those who sit on a body, write its papers or carry out what it agreed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from committees.addresses import meeting_address, meeting_subject, outcome_address
from committees.models import Body, Meeting, Minutes, Resolution, Seat
from committees.queries.numbers import day_of
from foundation.actor import Actor
from residents.actions.notices import tell_holders, tell_people, tell_users
from residents.models import Holding, Person
from residents.notice_kinds import NoticeKind
from residents.roles import Right, roles_with
from residents.word import Word


def word_on(meeting: Meeting, kind: NoticeKind, address: str, *, once: object) -> Word:
    """What is told of a meeting; `once` tells one happening of this kind from the next."""
    subject = meeting_subject(meeting)
    return Word(
        key=f"{subject}:{kind}:{once}",
        kind=kind,
        organization=meeting.lead.organization,
        about=subject,
        place=meeting.lead.organization.place,
        address=address,
        moment=meeting.starts_at,
    )


def members(meeting: Meeting, now: datetime) -> QuerySet[Person]:
    """Everybody with a seat, substitutes, and who holds a post of the bodies in which one sits.
    Members of Party bodies stand in no list of ours, whoever leads; those of the others do."""
    named = Body.objects.named() & meeting.bodies.all()
    seats = Seat.objects.open_on(day_of(meeting)).filter(body__in=named)
    seated = {key for seat in seats for key in (seat.person_id, seat.substitute_id)}
    held = Holding.objects.open_at(now).filter(
        post__role__in=roles_with(Right.SIT), post__organization__in=named.values("organization")
    )
    people = Q(pk__in=seated - {None}) | Q(pk__in=held.values("person"))
    return Person.objects.filter(people).order_by("pk")


def tell_members(meeting: Meeting, kind: NoticeKind, *, by: Actor, now: datetime) -> None:
    """Tell everybody with a seat of the meeting, told or not of what was said before."""
    word = word_on(meeting, kind, meeting_address(meeting), once=meeting.revision)
    tell_people(word, members(meeting, now), by=by, now=now)


def tell_returned(minutes: Minutes, *, by: Actor, now: datetime) -> None:
    """Tell who handed a paper in that it came back."""
    address = f"/desk{meeting_address(minutes.meeting)}"
    kind, once = NoticeKind.MINUTES_RETURNED, minutes.revision
    word = word_on(minutes.meeting, kind, address, once=once)
    tell_users(word, [minutes.submitted_by_id], by=by, now=now)


def tell_approved(minutes: Minutes, *, by: Actor, now: datetime) -> None:
    """Tell the members, and who handed it in, that a paper was approved; once a paper."""
    address = meeting_address(minutes.meeting)
    word = word_on(minutes.meeting, NoticeKind.MINUTES_APPROVED, address, once=minutes.version)
    people = list(members(minutes.meeting, now))
    tell_people(word, people, by=by, now=now)
    if minutes.submitted_by_id not in {person.user_id for person in people}:
        tell_users(word, [minutes.submitted_by_id], by=by, now=now)


def tell_owner(resolution: Resolution, *, by: Actor, now: datetime) -> None:
    """Tell those who hold the owner post that an outcome is theirs, due by its date."""
    meeting = resolution.item.meeting
    due = timezone.make_aware(datetime.combine(resolution.due_on, datetime.min.time()))
    word = Word(
        key=f"{outcome_key(resolution)}:{resolution.revision}",
        kind=NoticeKind.OUTCOME_ASSIGNED,
        organization=meeting.lead.organization,
        about=meeting_subject(meeting),
        place=meeting.lead.organization.place,
        address=outcome_address(resolution),
        moment=due,
    )
    tell_holders(word, resolution.carrier, by=by, now=now)


def outcome_key(resolution: Resolution) -> str:
    """How the keys of the words to those who carry an outcome out begin."""
    return f"outcome:{resolution.pk}"
