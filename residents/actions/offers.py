"""What organisations offer: entering it, and that it is offered no more."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.operators import is_operator
from residents.access.standing import holding_at
from residents.models import Offer, Organization
from residents.models.place import has_ended
from residents.roles import Right


def keeper(by: Actor, organization: Organization) -> Actor:
    """The actor with the holding that keeps the list of resources there; raises `NotAllowed`."""
    if is_operator(by):
        return by
    holding = holding_at(by.user, Right.KEEP_LISTINGS, organization.place.path)
    require(holding is not None, _("Only who keeps the services of this place may do this."))
    return by.using(holding)


@action("offers.enter")
def enter_offer(
    *,
    by: Actor,
    organization: Organization,
    kind: str,
    name: str,
    amount: str = "",
    name_en: str = "",
    since: date | None = None,
) -> Offer:
    """Enter what an organisation offers, from today unless `since` says another day. Raises
    `Refused` for what it offers already, and for an organisation that has ended."""
    by = keeper(by, organization)
    if has_ended(organization.ended_on):
        raise Refused(_("This organisation is no more."))
    try:
        with transaction.atomic():
            offer = Offer.objects.create(
                organization=organization,
                kind=Offer.Kind(kind),
                name=name.strip(),
                name_en=name_en.strip(),
                amount=amount.strip(),
                since=since or timezone.localdate(),
            )
    except IntegrityError:
        raise Refused(_("This is offered already."), "name") from None
    record.note(by, "offer.entered", offer, values={"kind": kind})
    return offer


@action("offers.end")
def end_offer(*, by: Actor, offer: Offer, ended_on: date | None = None) -> Offer:
    """Say that it is offered no more, from today or another day on. The row stays."""
    by = keeper(by, offer.organization)
    day = ended_on or timezone.localdate()
    if day < offer.since:
        raise Refused(_("It cannot end before it begins."), "ended_on")
    if not Offer.objects.filter(pk=offer.pk, ended_on__isnull=True).update(ended_on=day):
        raise Refused(_("This is offered no more already."))
    record.note(by, "offer.ended", offer, values={"ended_on": day})
    return offer
