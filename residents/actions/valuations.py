"""What venues are worth on the market."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.operators import is_operator
from residents.access.standing import holding_at
from residents.models import Organization, Valuation, Venue
from residents.roles import Right

CENT = Decimal("0.01")
MOST = Decimal("9999999999.99")


@action("venues.value")
def value_venue(
    *,
    by: Actor,
    venue: Venue,
    monthly_rent: Decimal,
    since: date,
    method: str,
    organization: Organization | None = None,
    valuer: str = "",
    note: str = "",
) -> Valuation:
    """Say what a venue would be let for on the market, in yuan a month, from a day on; what was
    said before ends on it. `valuer` names who valued it where that is no organisation known here.
    """
    by = valuing(by, venue)
    checked(monthly_rent, method, organization, valuer)
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    rows = Valuation.objects.filter(venue=venue)
    if rows.filter(since__gte=since).exists():
        raise Refused(_("There is a later valuation already."), "since")
    rows.filter(until__isnull=True).update(until=since)
    valuation = Valuation.objects.create(
        venue=venue,
        monthly_rent=monthly_rent,
        since=since,
        method=method.strip(),
        organization=organization,
        valuer=valuer.strip(),
        note=note.strip(),
    )
    values = {"monthly_rent": monthly_rent, "since": since}
    record.note(by, "venue.valued", venue, values=values)
    return valuation


def valuing(by: Actor, venue: Venue) -> Actor:
    """The actor with the holding that values the venue; raises `NotAllowed`."""
    if is_operator(by):
        return by
    by = by.using(holding_at(by.user, Right.KEEP_AGREEMENTS, venue.place.path))
    require(by.holding is not None, _("Only who keeps the agreements of this place may do this."))
    return by


def checked(rent: Decimal, method: str, organization: Organization | None, valuer: str) -> None:
    """Raise `Refused` for a valuation that cannot stand."""
    if not rent.is_finite() or rent != rent.quantize(CENT) or not 0 <= rent <= MOST:
        raise Refused(_("Give a number with at most two decimals."), "monthly_rent")
    if not method.strip():
        raise Refused(_("Say how it was valued."), "method")
    if organization is None and not valuer.strip():
        raise Refused(_("Say who valued it."), "valuer")
