"""Saying of a public need that one has it, too (附议), and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.crypto.keys import digest
from foundation.phones import is_phone, normal_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import NotAllowed, Refused, require
from residents.access.needs import needs_of_codes
from residents.access.reporters import is_reporter
from residents.access.supports import (
    holding_to_support_for_others,
    standing_supports,
    takes_support,
)
from residents.models import Need, Person, Support
from residents.queries.reporters import person_named, person_of

LABEL, SLIP_LABEL = "support.phone", "support.slip"


class Said(TypedDict, total=False):
    """By what somebody is known who says it: nothing for the account's own person, the look-up code
    of an own need, or `on_behalf` number and perhaps name."""

    phone: str
    name: str
    code: str
    on_behalf: bool


@dataclass(frozen=True)
class Voice:
    """Whose word it is: as a row keeps it, with the number it is known by and, where it was said
    with a slip, the own need of that slip."""

    kept: dict[str, Any]
    phone: str = ""
    slip: Need | None = None

    @property
    def tells_apart(self) -> bool:
        """Whether it is known who speaks: a slip alone is not, since one human may have many."""
        return bool(self.kept["person"] or self.kept.get("phone_digest"))


@action("need.supported")
def support_need(
    *, by: Actor, need: Need, now: datetime | None = None, **said: Unpack[Said]
) -> Support:
    """Say that one has the need, too: as the person of the account; without one with the look-up
    code of an own need that knows its reporter; or with `on_behalf` for somebody at the window or
    on the telephone, known by name and number or else by the number alone, of which a digest is
    kept. Once each, by the database."""
    voice, by = supporter(by, need, said)
    on_behalf = said.get("on_behalf", False)
    now = now or timezone.now()
    stands = Need.objects.select_for_update(no_key=True).get(pk=need.pk)
    if not takes_support(stands):
        raise Refused(_("This can be said only of a public need that is still open."))
    if raised_by(stands, by, voice, on_behalf=on_behalf):
        raise Refused(_("Whoever raised the need is counted already."))
    if not voice.tells_apart:
        words = _(
            "No telephone number was left with this slip, so it cannot count: each is counted "
            "once. Call us, or come to the window: we write it down for you."
        )
        raise Refused(words, "number")
    if counted_otherwise(stands, voice):
        raise Refused(_("This is counted already: once each."))
    support = store_once(
        need=stands, created_at=now, entered_by_id=by.holding if on_behalf else None, **voice.kept
    )
    record.note(by, "need.supported", need, values={"on_behalf": on_behalf})
    return support


@action("need.support_ended")
def end_support(
    *, by: Actor, need: Need, now: datetime | None = None, **said: Unpack[Said]
) -> None:
    """Take back that one has the need, too; it may be said again."""
    voice, by = supporter(by, need, said)
    changed = (
        standing_supports(need).filter(**voice.kept).update(withdrawn_at=now or timezone.now())
    )
    if not changed:
        raise Refused(_("There is nothing to take back."))
    record.note(by, "need.support_ended", need, values={"on_behalf": said.get("on_behalf", False)})


def supporter(by: Actor, need: Need, said: Said) -> tuple[Voice, Actor]:
    """Whose word it is, and the actor with the holding that writes it down."""
    if code := said.get("code"):
        return voice_of_slip(code), by
    if not said.get("on_behalf"):
        person = person_of(by.user)
        require(person is not None, _("Show number and code of a slip, or call us."))
        return Voice({"person": person}), by
    by = by.using(holding_to_support_for_others(by.user, need))
    require(by.holding is not None, _("Only staff of this place write it down for others."))
    phone, name = said.get("phone", ""), said.get("name", "")
    if not is_phone(phone):
        raise Refused(_("Ask for a telephone number: each is counted once."), "phone")
    if person := person_named(name, phone):
        return Voice({"person": person}, phone), by
    return Voice(by_number(phone), phone), by


def voice_of_slip(code: str) -> Voice:
    """The word of whoever has the slip: known as the need of the slip knows its reporter, by
    account or number. Where it knows neither, what was said with the slip itself, as was once
    possible, can only be taken back."""
    own = needs_of_codes([code]).select_related("reporter__merged_into").first()
    if own is None:
        raise NotAllowed(_("Show number and code of a slip, or call us."))
    if own.reporter:
        person = own.reporter.merged_into or own.reporter
        return Voice({"person": person}, person.phone, own)
    if own.reporter_phone:
        return Voice(by_number(own.reporter_phone), own.reporter_phone, own)
    return Voice({"person": None, "slip_digest": digest(own.code, SLIP_LABEL)}, "", own)


def by_number(phone: str) -> dict[str, Any]:
    """A row of somebody who is known by a number only: its digest."""
    return {"person": None, "phone_digest": digest(normal_phone(phone), LABEL)}


def raised_by(need: Need, by: Actor, voice: Voice, *, on_behalf: bool) -> bool:
    """Whether it is the word of whoever raised the need."""
    if voice.slip is None and not on_behalf:
        return is_reporter(by.user, need)
    if voice.slip is not None and need in (voice.slip, voice.slip.merged_into):
        return True
    reporter, person = need.reporter, voice.kept["person"]
    if reporter and person and person.pk == (reporter.merged_into_id or reporter.pk):
        return True
    numbers = {need.reporter_phone, reporter.phone if reporter else ""} - {""}
    return normal_phone(voice.phone) in numbers


def counted_otherwise(need: Need, voice: Voice) -> bool:
    """Whether the same human was counted under the other of person and number."""
    standing = standing_supports(need)
    if person := voice.kept["person"]:
        mark = digest(normal_phone(person.phone), LABEL) if person.phone else ""
        return bool(mark) and standing.filter(phone_digest=mark).exists()
    index = Person._meta.get_field("phone_index").of(voice.phone)
    return bool(voice.phone) and standing.filter(person__phone_index=index).exists()


def store_once(**values: Any) -> Support:
    """The row; the database refuses a second one of the same person, or of the same number."""
    try:
        with transaction.atomic():
            return Support.objects.create(**values)
    except IntegrityError:
        raise Refused(_("This is counted already: once each.")) from None
