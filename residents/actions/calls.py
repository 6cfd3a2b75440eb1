"""The call list: what to tell by telephone, and how the call ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.notices import holding_to_tell, may_take_call_back
from residents.models import Need, NeedStep, Notice
from residents.stages import NeedState
from residents.word import Recipient, Word

OUTCOMES = (Notice.State.TOLD, Notice.State.NOT_REACHED, Notice.State.WRONG_NUMBER)
Whom = tuple[int | None, int | None]  # the keys of a person and of an account
MESSAGES = (Notice.Channel.SMS, Notice.Channel.EMAIL)


def put_on_call_list(
    word: Word,
    name: str,
    *,
    user: int | None = None,
    person: int | None = None,
    phone: str = "",
    now: datetime,
    since: datetime | None = None,
) -> Notice:
    """A call to make to one, as in `put_calls`; `name` is the end of its key."""
    to = Recipient(user, person, phone)
    return put_calls(word, {f"{word.key}:{name}": to}, now=now, since=since)[0]


def put_calls(
    word: Word, to: Mapping[str, Recipient], *, now: datetime, since: datetime | None = None
) -> list[Notice]:
    """Calls to make, by their keys, about a matter that became known at `since` (now, unless a
    message failed). Calls that still wait for the same need, or to the same person about the same
    thing, are dropped for the newest word, so that somebody rings once."""
    if not to:
        return []
    if word.step:
        overtaken = set(to.values()) if overtake_step(word.step, now) else set()
    else:
        newer = overtake_about(
            word.about, [whom(one) for one in to.values()], since or now, now, to
        )
        overtaken = {one for one in to.values() if whom(one) in newer}
    return keep_once(
        Notice(
            key=key,
            user_id=one.user,
            person_id=one.person,
            phone=one.phone,
            channel=Notice.Channel.CALL,
            state=Notice.State.OVERTAKEN if one in overtaken else Notice.State.WAITING,
            created_at=now,
            **word.fields(),
        )
        for key, one in to.items()
    )


def keep_once(rows: Iterable[Notice]) -> list[Notice]:
    """Store notices, each once by its key: one that stands is left as it is."""
    by_key = {row.key: row for row in rows}
    return Notice.objects.bulk_create(
        by_key.values(), update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )


def overtake_step(step: NeedStep, now: datetime) -> bool:
    """Drop the calls about older steps; whether this one is overtaken too. Of a need that was
    rated there is nothing to tell. Who puts a call on the list, or back on it, holds the need until
    it stands there: of two at once the second sees the first."""
    Need.objects.select_for_update(no_key=True).get(pk=step.need_id)
    calls = waiting_calls(step.need)
    calls.filter(step__pk__lt=step.pk).update(state=Notice.State.OVERTAKEN, ended_at=now)
    closed = Need.objects.filter(pk=step.need_id, state=NeedState.CLOSED)
    return calls.filter(step__pk__gt=step.pk).exists() or closed.exists()


def whom(to: Recipient) -> Whom:
    """Whom a recipient is for word about a thing."""
    return to.person, to.user


def overtake_about(
    about: str,
    to: Collection[Whom],
    since: datetime,
    now: datetime,
    same: Collection[str] = (),
) -> set[Whom]:
    """Drop the older calls about a thing to these, person and account each; to whom there is newer
    word already. What was told of it is held, as the need is in `overtake_step`. The calls that are
    put on the list, by their keys, are the `same` and overtake nothing."""
    theirs = Q(person__in=[person for person, _user in to if person])
    if any(person is None for person, _user in to):
        theirs |= Q(person=None)
    told = Notice.objects.filter(theirs, about=about).exclude(key__in=list(same)).order_by("pk")
    # Read only after the wait for a rival, whose rows it may have brought.
    list(told.select_for_update(no_key=True).values_list("pk", flat=True))
    rows = [row for row in told if (row.person_id, row.user_id) in to]
    older = [row.pk for row in rows if row.created_at < since]
    waiting = Notice.objects.filter(channel=Notice.Channel.CALL, state__in=Notice.TO_CALL)
    waiting.filter(pk__in=older).update(state=Notice.State.OVERTAKEN, ended_at=now)
    return {(row.person_id, row.user_id) for row in rows if row.created_at > since}


def drop_calls(need: Need, *, now: datetime) -> None:
    """Leave out the calls and messages that wait about the need: they have nothing to tell any
    more, or tell what whoever raised it has just said herself."""
    messages = Q(step__need=need, channel__in=MESSAGES, state=Notice.State.WAITING)
    calls = Q(pk__in=waiting_calls(need).values("pk"))
    Notice.objects.filter(messages | calls, kind="need").update(
        state=Notice.State.OVERTAKEN, ended_at=now
    )


def drop_about(about: str, *, now: datetime) -> None:
    """Leave out the calls and messages that wait about a thing of a room above."""
    leave_out(Q(about=about), now)


def drop_word(key: str, *, now: datetime) -> None:
    """Leave out the calls and messages that wait with a word of this key: it is true no more."""
    leave_out(Q(key__startswith=f"{key}:"), now)


def leave_out(which: Q, now: datetime) -> None:
    """Let the calls and messages of these notices that still wait be overtaken."""
    calls = Q(channel=Notice.Channel.CALL, state__in=Notice.TO_CALL)
    messages = Q(channel__in=MESSAGES, state=Notice.State.WAITING)
    Notice.objects.filter(which, calls | messages).update(
        state=Notice.State.OVERTAKEN, ended_at=now
    )


def is_known_wrong(need: Need, phone: str) -> bool:
    """Whether a clerk has found before that this number reaches somebody else."""
    wrong = Notice.objects.filter(step__need=need, state=Notice.State.WRONG_NUMBER)
    return any(notice.phone == phone for notice in wrong)


def waiting_calls(need: Need) -> QuerySet[Notice]:
    """Calls about the need that nobody has made yet, or that reached nobody."""
    return Notice.objects.filter(
        step__need=need, channel=Notice.Channel.CALL, state__in=Notice.TO_CALL
    )


@action("notice.call_recorded")
def record_call(*, by: Actor, notice: Notice, outcome: str, now: datetime | None = None) -> Notice:
    """Write down how a call ended: told, not reached (it stays on the list), wrong number."""
    holding, now = holding_to_tell(by.user, notice), now or timezone.now()
    clerks = _("Only the clerks of this place make its calls.")
    chairs = _("Only the chair and the secretary of this body do this.")
    require(holding is not None, chairs if notice.organization_id else clerks)
    by = by.using(holding)
    if outcome not in OUTCOMES:
        raise Refused(_("Choose how the call ended."), "outcome")
    done = outcome != Notice.State.NOT_REACHED
    calls = Notice.objects.filter(channel=Notice.Channel.CALL, state__in=Notice.TO_CALL)
    changed = calls.filter(pk=notice.pk, attempts=notice.attempts).update(
        state=outcome,
        attempts=notice.attempts + 1,
        ended_at=now if done else None,
        ended_by=by.user if done else None,
    )
    if not changed:
        raise Refused(_("Somebody else has already dealt with this call."))
    notice.refresh_from_db()
    record.note(by, "notice.call_recorded", notice, values={"state": outcome})
    return notice


@action("notice.call_taken_back")
def take_call_back(*, by: Actor, notice: Notice, now: datetime | None = None) -> Notice:
    """Put a call back on the list whose end was written down by mistake: only who wrote it, on the
    same day, and not where newer word tells more."""
    now = now or timezone.now()
    mine = _("Only who wrote down today how this call ended can put it back on the list.")
    require(may_take_call_back(by.user, notice, now), mine)
    by = by.using(holding_to_tell(by.user, notice))
    if is_overtaken(notice, now):
        raise Refused(_("There is newer word about this, and a newer call."))
    tried = notice.attempts > 1
    changed = Notice.objects.filter(
        pk=notice.pk, channel=Notice.Channel.CALL, state=notice.state, ended_at=notice.ended_at
    ).update(
        state=Notice.State.NOT_REACHED if tried else Notice.State.WAITING,
        attempts=notice.attempts - 1,
        ended_at=None,
        ended_by=None,
    )
    if not changed:
        raise Refused(_("Somebody else has already dealt with this call."))
    notice.refresh_from_db()
    record.note(by, "notice.call_taken_back", notice, values={"state": notice.state})
    return notice


def is_overtaken(notice: Notice, now: datetime) -> bool:
    """Whether something newer is to be told instead; of a call that is not on the list."""
    if notice.step:
        return overtake_step(notice.step, now)
    one, since = (notice.person_id, notice.user_id), notice.created_at
    return bool(overtake_about(notice.about, [one], since, now))
