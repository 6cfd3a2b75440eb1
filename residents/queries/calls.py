"""A call to make: what a clerk says on the telephone, and which call comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from residents.access.needs import worked_needs
from residents.access.notices import callable_notices, holding_to_see_number
from residents.bilingual import local
from residents.models import Need, NeedStep, Notice, Referral
from residents.queries.queues import to_call
from residents.stages import OPEN_STATES, StepKind

CALL_ORDER = ("attempts", "created_at", "pk")  # who was not reached comes last


def with_department(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """The notices with `still_asked`: whether the department that their step names still is to
    answer."""
    asked = Referral.objects.filter(
        need=OuterRef("step__need"), post=OuterRef("step__post"), state__in=Referral.OPEN_STATES
    )
    return notices.annotate(still_asked=Exists(asked))


@dataclass(frozen=True)
class Call:
    """Everything that is needed to make a call; `number` is the one in full, once it was asked
    for, `following` the call that comes next, and `before` the one that the user ended last."""

    notice: Notice
    words: str
    number: str
    waits: bool
    shows_number: bool
    need: Need | None
    following: Notice | None
    before: Notice | None


def call_of(user: Any, notice: Notice, number: str = "") -> Call:
    """A call as the user makes it; the notice is one of `with_department`."""
    need = notice.step.need if notice.step else None
    waits = notice.state in Notice.TO_CALL
    may_look = waits and not number and holding_to_see_number(user, notice) is not None
    return Call(
        notice=notice,
        words=words_to_say(notice),
        number=number,
        waits=waits,
        shows_number=may_look and bool(notice.telephone),
        need=need if need and worked_needs(user).filter(pk=need.pk).exists() else None,
        following=call_after(user, notice),
        before=call_before(user) if waits else None,
    )


def call_after(user: Any, notice: Notice) -> Notice | None:
    """The call that comes after this one, in the order of the list; after the last the first."""
    same = Q(attempts=notice.attempts)
    later = Q(created_at__gt=notice.created_at) | Q(created_at=notice.created_at, pk__gt=notice.pk)
    ahead = When(Q(attempts__gt=notice.attempts) | same & later, then=0)
    others = to_call(user).exclude(pk=notice.pk)
    return others.order_by(Case(ahead, default=1), *CALL_ORDER).first()


def call_before(user: Any, now: datetime | None = None) -> Notice | None:
    """The call whose end the user wrote down last, within the last ten minutes."""
    since = (now or timezone.now()) - timedelta(minutes=10)
    ended = callable_notices(user).filter(ended_by=user, state__in=Notice.CALL_ENDED)
    return (
        ended.filter(ended_at__gte=since)
        .select_related("step__need")
        .order_by("-ended_at", "-pk")
        .first()
    )


def words_to_say(notice: Notice, today: date | None = None) -> str:
    """The sentence for the telephone: number and step, the sentence that was written for residents
    and what is promised as of today. Never the reporter's words, nor what a department was told to
    do. The notice is one of `with_department`."""
    step = notice.step
    if step is None:
        return in_a_row(notice.line, notice.sentence)
    number = {"number": step.need.number}
    if step.kind == StepKind.ACCEPTED:
        accepted = _("Your need %(number)s has been accepted.") % number
        return in_a_row(accepted, promise_of(step, today))
    if step.kind == StepKind.REFERRED:
        return in_a_row(sent_where(notice, step), promise_of(step, today))
    label = {"step": StepKind(step.kind).label}
    said = _("About your need %(number)s: %(step)s.") % (number | label)
    promised = promise_of(step, today) if step.kind == StepKind.LATE else ""
    return in_a_row(said, step.sentence, promised)


def in_a_row(*sentences: str) -> str:
    """The sentences that there are, one after the other."""
    said = ""
    for sentence in filter(None, sentences):
        said = _("%(first)s %(next)s") % {"first": said, "next": sentence} if said else sentence
    return said


def sent_where(notice: Notice, step: NeedStep) -> str:
    """Which department has the need; where it is asked no longer, that the need was accepted."""
    number = {"number": step.need.number}
    if step.post is None or not notice.still_asked:  # type: ignore[attr-defined]
        return _("Your need %(number)s has been accepted.") % number
    department = {"department": local(step.post.organization)}
    return _("Your need %(number)s has been sent to %(department)s.") % (number | department)


def promise_of(step: NeedStep, today: date | None) -> str:
    """What is promised of the need as it stands today: a day to come, or that the day is past.
    Nothing of a need that has ended, or that was opened again since."""
    need = step.need
    if need.state not in OPEN_STATES or need.round != step.round or not need.promised_on:
        return ""
    if need.promised_on < (today or timezone.localdate()):
        return _("The day promised for the answer is past. We are sorry; it is being worked on.")
    day = date_format(need.promised_on, "MONTH_DAY_FORMAT")
    return _("We promise an answer by %(day)s.") % {"day": day}
