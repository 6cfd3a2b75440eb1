"""What the acts of space for service share: the lock, and what has to hold before each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.refusals import Refused, require
from residents.bilingual import local
from residents.models import Place, Venue
from services.access.agreements import (
    holding_to_keep_agreements,
    holding_to_log,
    may_keep_agreements_at,
    may_log,
)
from services.approvals import in_words, missing
from services.models import Agreement, Grant, Statement
from services.money import CENT, value_of
from services.queries.readiness import readiness_over
from services.queries.rented import rented_elsewhere
from services.terms import PUBLIC_STATES, AgreementState

MOST = Decimal("99999999.99")
MOST_WORTH = Decimal("9999999999.99")  # what a row of the ledger holds


def keeping(by: Actor, place: Place) -> Actor:
    """The actor with the holding that keeps the agreements of the place; raises `NotAllowed`."""
    require(
        may_keep_agreements_at(by, place),
        _("Only who keeps the agreements of this place may do this."),
    )
    return by.using(holding_to_keep_agreements(by.user, place)) if by.user else by


def logging(by: Actor, agreement: Agreement) -> Actor:
    """The actor with the holding that enters the partner's deliveries; raises `NotAllowed`."""
    require(may_log(by, agreement), _("Only people of the partner may do this."))
    return by.using(holding_to_log(by.user, agreement)) if by.user else by


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it stands, its row locked: what counts in its quarters takes turns."""
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True).select_related(
        "place", "partner"
    )
    return rows.get(pk=agreement.pk)


def drafted(agreement: Agreement) -> Agreement:
    """The agreement, locked, while it is being prepared; raises `Refused`."""
    row = locked(agreement)
    if row.state != AgreementState.DRAFT:
        raise Refused(_("This agreement has begun already, or was withdrawn."))
    return row


def begun(agreement: Agreement) -> Agreement:
    """The agreement, locked, once it has begun, ended or not; raises `Refused`."""
    row = locked(agreement)
    if row.state not in PUBLIC_STATES:
        raise Refused(_("This agreement has not begun."))
    return row


def open_one(agreement: Agreement) -> Agreement:
    """The agreement, locked, while it is being prepared or runs; raises `Refused`."""
    row = locked(agreement)
    if row.state not in (AgreementState.DRAFT, AgreementState.RUNNING):
        raise Refused(_("This agreement has ended."))
    return row


def frozen_until(agreement: Agreement) -> date | None:
    """The first day after the last frozen quarter; None while none is."""
    last: date | None = Statement.objects.filter(agreement=agreement).aggregate(last=Max("until"))[
        "last"
    ]
    return last


def counting_day(agreement: Agreement, wanted: date, today: date) -> date:
    """The day on which a row counts: the one wanted, or today where its quarter is frozen."""
    closed = frozen_until(agreement)
    if closed is None or wanted >= closed:
        return wanted
    if today < closed:
        raise Refused(_("This quarter is closed."), "day")
    return today


def rent_once(agreement: Agreement, grants: Iterable[Grant], over_on: date) -> None:
    """Raise `Refused` where the rent of a venue would be waived under another agreement too, were
    this one over on that day. The venues are locked: of two acts at once one sees the other."""
    rows = list(grants)
    venues = Venue.objects.filter(pk__in={row.venue_id for row in rows if row.venue_id})
    list(venues.select_for_update(no_key=True).order_by("pk"))
    other = rented_elsewhere(agreement, rows, over_on)
    if other is not None:
        words = _("Agreement %(number)s gives this venue at the same time: %(venue)s.")
        facts = {"number": other.agreement.number, "venue": local(other.venue)}
        raise Refused(words % facts, "venue")


def given_as_well(agreement: Agreement, grant: Grant) -> None:
    """Raise `Refused` unless a running agreement may grant this beside what it grants: a venue that
    it does not give yet needs the papers of a new agreement, and its rent is waived once."""
    venue, lacking = grant.venue, []
    if venue is not None and not agreement.grants.filter(venue=venue).exists():
        lacking = missing(readiness_over(agreement, venue, grant.since))
    if lacking:
        told = _("Before this venue can be given as well, it needs: %(list)s.")
        raise Refused(told % {"list": in_words(lacking)}, "venue")
    rent_once(agreement, [grant], agreement.until)


def amount(value: Decimal, field: str, *, least: Decimal = CENT) -> Decimal:
    """An amount or quantity as it is stored; `Refused` where it has more than two places, is below
    `least` or is out of all proportion."""
    if not value.is_finite() or value != value.quantize(CENT):
        raise Refused(_("Give a number with at most two decimals."), field)
    if value < least:
        raise Refused(_("Give a number of at least %(n)s.") % {"n": least}, field)
    if value > MOST:
        raise Refused(_("Give a number of at most %(n)s.") % {"n": MOST}, field)
    return value.quantize(CENT)


def worth(quantity: Decimal, unit_value: Decimal) -> Decimal:
    """What a quantity comes to in yuan; `Refused` where no row could hold it."""
    found = value_of(quantity, unit_value)
    if found > MOST_WORTH:
        told = _("At %(value)s yuan each this is out of all proportion: check the number.")
        raise Refused(told % {"value": unit_value}, "quantity")
    return found


def day_of(now: object) -> date:
    """The legal day of a moment, today for None."""
    return timezone.localdate(now)  # type: ignore[arg-type]
