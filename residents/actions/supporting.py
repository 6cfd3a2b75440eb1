"""Saying of a public need that one has it, too (附议), and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.crypto.keys import digest
from foundation.phones import is_phone, normal_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.reporters import is_reporter
from residents.access.supports import (
    holding_to_support_for_others,
    standing_supports,
    takes_support,
)
from residents.models import Need, Person, Support
from residents.queries.reporters import person_named, person_of

LABEL = "support.phone"


@action("need.supported")
def support_need(
    *,
    by: Actor,
    need: Need,
    phone: str = "",
    name: str = "",
    on_behalf: bool = False,
    now: datetime | None = None,
) -> Support:
    """Say that one has the need, too: as the person of the account, or with `on_behalf` for
    somebody at the window or on the telephone, known by name and number or else by the number
    alone, of which a digest is kept. Once each, by the database."""
    who, by = supporter(by, need, phone, name, on_behalf=on_behalf)
    now = now or timezone.now()
    stands = Need.objects.select_for_update().get(pk=need.pk)
    if not takes_support(stands):
        raise Refused(_("This can be said only of a public need that is still open."))
    if raised_by(stands, by, phone, on_behalf=on_behalf):
        raise Refused(_("Whoever raised the need is counted already."))
    if counted_otherwise(stands, who, phone):
        raise Refused(_("This is counted already: once each."))
    support = store_once(
        need=stands, created_at=now, entered_by_id=by.holding if on_behalf else None, **who
    )
    record.note(by, "need.supported", need, values={"on_behalf": on_behalf})
    return support


@action("need.support_ended")
def end_support(
    *,
    by: Actor,
    need: Need,
    phone: str = "",
    name: str = "",
    on_behalf: bool = False,
    now: datetime | None = None,
) -> None:
    """Take back that one has the need, too; it may be said again."""
    who, by = supporter(by, need, phone, name, on_behalf=on_behalf)
    changed = standing_supports(need).filter(**who).update(withdrawn_at=now or timezone.now())
    if not changed:
        raise Refused(_("There is nothing to take back."))
    record.note(by, "need.support_ended", need, values={"on_behalf": on_behalf})


def supporter(
    by: Actor, need: Need, phone: str, name: str, *, on_behalf: bool
) -> tuple[dict[str, Any], Actor]:
    """Whose word it is, as a row keeps it, and the actor with the holding that writes it down."""
    if not on_behalf:
        person = person_of(by.user)
        require(person is not None, _("Log in to say this, or call us: we write it down."))
        return {"person": person}, by
    by = by.using(holding_to_support_for_others(by.user, need))
    require(by.holding is not None, _("Only staff of this place write it down for others."))
    if not is_phone(phone):
        raise Refused(_("Ask for a telephone number: each is counted once."), "phone")
    if person := person_named(name, phone):
        return {"person": person}, by
    return {"person": None, "phone_digest": digest(normal_phone(phone), LABEL)}, by


def raised_by(need: Need, by: Actor, phone: str, *, on_behalf: bool) -> bool:
    """Whether it is the word of whoever raised the need."""
    if not on_behalf:
        return is_reporter(by.user, need)
    numbers = {need.reporter_phone, need.reporter.phone if need.reporter else ""} - {""}
    return normal_phone(phone) in numbers


def counted_otherwise(need: Need, who: dict[str, Any], phone: str) -> bool:
    """Whether the same human was counted under the other of person and number."""
    standing = standing_supports(need)
    if person := who["person"]:
        mark = digest(normal_phone(person.phone), LABEL) if person.phone else ""
        return bool(mark) and standing.filter(phone_digest=mark).exists()
    index = Person._meta.get_field("phone_index").of(phone)
    return standing.filter(person__phone_index=index).exists()


def store_once(**values: Any) -> Support:
    """The row; the database refuses a second one of the same person, or of the same number."""
    try:
        with transaction.atomic():
            return Support.objects.create(**values)
    except IntegrityError:
        raise Refused(_("This is counted already: once each.")) from None
