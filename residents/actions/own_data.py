"""What somebody does with the data held about them: takes a copy, takes consent back, asks that it
be deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.consent import actions as consents
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.needs import holding_to_sort, is_whose
from residents.actions.calls import drop_calls
from residents.actions.forgetting import blank_reporter, blank_words
from residents.models import Need, Notice
from residents.queries.own_data import account_data, need_data
from residents.stages import OPEN_STATES


@action("need.take_data")
def take_need_data(*, by: Actor, need: Need, code: str = "") -> dict[str, Any]:
    """A copy of what is held with a need, for whoever raised it."""
    require_whose(by, need, code)
    record.note(by, "need.data_taken", need)
    return need_data(need)


@action("account.take_data")
def take_account_data(*, by: Actor) -> dict[str, Any]:
    """A copy of what is held about whoever is logged in."""
    require(by.kind == ActorKind.USER, _("Log in to see what is held about you."))
    record.note(by, "account.data_taken", by.user)
    return account_data(by.user)


@action("need.take_contact_back")
def take_contact_back(
    *, by: Actor, need: Need, code: str = "", now: datetime | None = None
) -> Need:
    """Name and number go at once; the need is dealt with all the same."""
    require_whose(by, need, code)
    now, need = now or timezone.now(), held(need)
    if not (need.reporter_name or need.reporter_phone):
        raise Refused(_("Neither a name nor a number is kept with it."))
    blank_contact(need, by=by, now=now)
    return need


@action("need.ask_to_erase")
def ask_to_erase(*, by: Actor, need: Need, code: str = "", now: datetime | None = None) -> Need:
    """Ask that words and photos be deleted, once the need is over; a clerk confirms."""
    require_whose(by, need, code)
    need = held(need)
    if need.state in OPEN_STATES:
        raise Refused(_("It is still being dealt with: ask again when it is over."))
    if need.erasure_asked_at or need.words_forgotten_at:
        raise Refused(_("You have asked for it already."))
    need.erasure_asked_at = now or timezone.now()
    need.save(update_fields=["erasure_asked_at"])
    record.note(by, "need.erasure_asked", need)
    return need


@action("need.erase")
def erase_need(*, by: Actor, need: Need, now: datetime | None = None) -> Need:
    """Delete what whoever raised it has asked to be deleted: name, number, words, spot, photos,
    the words of ratings. What was checked for everybody, and what was done, stays on file."""
    by = by.using(holding_to_sort(by.user, need))
    require(by.holding is not None, _("Only who sorts the needs of this place does this."))
    now, need = now or timezone.now(), held(need)
    if not need.erasure_asked_at or need.words_forgotten_at:
        raise Refused(_("Nobody has asked that it be deleted, or it was done."))
    blank_contact(need, by=by, now=now)
    blank_words(need, by=by, now=now)
    return need


# Steps


def require_whose(by: Actor, need: Need, code: str) -> None:
    """Only whoever raised the need, by account or by the code of the slip."""
    require(is_whose(by.user, need, code), _("Only whoever raised it does this."))


def held(need: Need) -> Need:
    """The need as it stands, held until the act ends."""
    return (
        Need.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place")
        .get(pk=need.pk)
    )


def blank_contact(need: Need, *, by: Actor, now: datetime) -> None:
    """Name and number go wherever they stand; nobody calls any more. The need is held."""
    drop_calls(need, now=now)
    Notice.objects.filter(step__need=need).exclude(phone="").update(phone="", phone_blanked_at=now)
    consents.take_back(need, now=now)
    if not need.reporter_forgotten_at:
        blank_reporter(need, by=by, now=now)
