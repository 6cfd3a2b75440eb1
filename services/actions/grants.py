"""What is granted and what is promised in return: dated rows, amended by closing one and opening
the next."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from committees.actions.words import line
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from residents.models import Valuation, Venue
from services.actions.agreement_steps import (
    amount,
    drafted,
    frozen_until,
    given_as_well,
    keeping,
    open_one,
    rent_once,
)
from services.models import Agreement, Grant, Obligation
from services.money import ZERO
from services.terms import AgreementState, Per, What

Row = TypeVar("Row", Grant, Obligation)
GRANT_FIELDS = {"market_monthly", "charged_monthly", "valuation", "words"}
OBLIGATION_FIELDS = {"name", "name_en", "unit", "unit_en", "per", "quantity", "unit_value"}
OBLIGATION_FIELDS |= {"listing"}


@action("agreements.add_grant")
def add_grant(
    *,
    by: Actor,
    agreement: Agreement,
    what: str,
    market_monthly: Decimal,
    charged_monthly: Decimal = ZERO,
    venue: Venue | None = None,
    valuation: Valuation | None = None,
    words: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Grant:
    """Grant something from a day on (the agreement's first unless said), in yuan a month."""
    by = keeping(by, agreement.place)
    row = open_one(agreement)
    first = since or row.since
    inside(row, first, until)
    if venue is not None and not venue.place.path.startswith(row.place.path):
        raise Refused(_("This venue is in another place."), "venue")
    if what == What.RENT and venue is None:
        raise Refused(_("Say which venue."), "venue")
    if venue is not None and granted_already(row, venue, what, first, until):
        raise Refused(_("This is granted already for a part of this time."), "venue")
    fields = {"market_monthly": market_monthly, "charged_monthly": charged_monthly}
    said = priced(what, venue, **fields, valuation=valuation, words=words)
    grant = Grant(agreement=row, venue=venue, what=what, since=first, until=until, **said)
    if row.state == AgreementState.RUNNING:
        given_as_well(row, grant)
    grant.line = next_line(Grant, row)
    grant.save(force_insert=True)
    record.note(by, "agreement.grant_added", row, values={"grant": grant.pk, **fields})
    return grant


@action("agreements.amend_grant")
def amend_grant(
    *, by: Actor, grant: Grant, since: date | None = None, until: date | None = None, **fields: Any
) -> Grant:
    """Let other terms hold from a day on: the row closes on it and the next one of its line opens
    (`fields` as in `GRANT_FIELDS`; those left out stay). While the agreement is being prepared, the
    row itself is written. `Refused` on a day of a frozen quarter, and where another amendment was
    first."""
    by = keeping(by, grant.agreement.place)
    strange = set(fields) - GRANT_FIELDS
    if strange:
        raise TypeError(f"no terms of a grant: {sorted(strange)}")
    row = open_one(grant.agreement)
    terms = {name: getattr(grant, name) for name in GRANT_FIELDS} | fields
    said = priced(grant.what, grant.venue, **terms)
    fixed = {"agreement": row, "line": grant.line, "venue": grant.venue, "what": grant.what}
    if row.state == AgreementState.RUNNING and until is not None:
        rent_once(row, [Grant(**fixed, since=since or grant.since, until=until)], row.until)
    following = amended(row, grant, since, until, {**fixed, **said})
    record.note(by, "agreement.grant_amended", row, values={"grant": following.pk})
    return following


@action("agreements.add_obligation")
def add_obligation(
    *,
    by: Actor,
    agreement: Agreement,
    name: str,
    unit: str,
    per: str,
    quantity: Decimal,
    unit_value: Decimal,
    since: date | None = None,
    until: date | None = None,
    **more: Any,
) -> Obligation:
    """Promise a quantity per day, week, month or quarter from a day on (the agreement's first
    unless said). `more`: name_en, unit_en, listing."""
    by = keeping(by, agreement.place)
    row = open_one(agreement)
    first = since or row.since
    inside(row, first, until)
    said = promised(name=name, unit=unit, per=per, quantity=quantity, unit_value=unit_value, **more)
    obligation = Obligation.objects.create(
        agreement=row, line=next_line(Obligation, row), since=first, until=until, **said
    )
    values = {"obligation": obligation.pk, "quantity": quantity, "unit_value": unit_value}
    record.note(by, "agreement.obligation_added", row, values=values)
    return obligation


@action("agreements.amend_obligation")
def amend_obligation(
    *,
    by: Actor,
    obligation: Obligation,
    since: date | None = None,
    until: date | None = None,
    **fields: Any,
) -> Obligation:
    """Let other terms hold from a day on, as `amend_grant` (`fields` as in `OBLIGATION_FIELDS`)."""
    by = keeping(by, obligation.agreement.place)
    row = open_one(obligation.agreement)
    terms = {name: getattr(obligation, name) for name in OBLIGATION_FIELDS} | fields
    said = promised(**terms)
    fixed = {"agreement": row, "line": obligation.line}
    following = amended(row, obligation, since, until, {**fixed, **said})
    record.note(by, "agreement.obligation_amended", row, values={"obligation": following.pk})
    return following


@action("agreements.drop_line")
def drop_line(*, by: Actor, row: Grant | Obligation) -> None:
    """Take a grant or an obligation out of an agreement that is still being prepared."""
    by = keeping(by, row.agreement.place)
    agreement = drafted(row.agreement)
    values = {"line": row.line}
    row.delete()
    record.note(by, "agreement.line_dropped", agreement, values=values)


# Steps


def amended(
    agreement: Agreement,
    row: Row,
    since: date | None,
    until: date | None,
    terms: dict[str, Any],
) -> Row:
    """Close the row on a day and open the next with these terms, up to where the row ended."""
    model = type(row)
    if agreement.state == AgreementState.DRAFT:
        first, end = since or row.since, until or row.until
        inside(agreement, first, end)
        model._default_manager.filter(pk=row.pk).update(**terms, since=first, until=end)
        return model._default_manager.get(pk=row.pk)
    if since is None:
        raise Refused(_("Say from which day this holds."), "since")
    end = until or row.until
    inside(agreement, since, end)
    if since <= row.since:
        raise Refused(_("This row began later: give a day after its beginning."), "since")
    same = model._default_manager.filter(pk=row.pk, until=row.until)
    if (row.until is not None and since >= row.until) or not same.update(until=since):
        raise Refused(_("Somebody else has amended this meanwhile. Look at it again."))
    return model._default_manager.create(**terms, since=since, until=end)


def inside(agreement: Agreement, since: date, until: date | None) -> None:
    """Raise `Refused` unless a period lies in the agreement's and in no frozen quarter."""
    if since < agreement.since or since >= agreement.over_on:
        raise Refused(_("This day is outside of the agreement."), "since")
    if until is not None and not since < until <= agreement.over_on:
        raise Refused(_("Give a day after the beginning, within the agreement."), "until")
    closed = frozen_until(agreement)
    if closed is not None and since < closed:
        last = closed - timedelta(days=1)
        words = _("The quarter up to %(day)s is closed: give a later day.")
        raise Refused(words % {"day": last.isoformat()}, "since")


def priced(what: str, venue: Venue | None, **fields: Any) -> dict[str, Any]:
    """The terms of a grant as they are stored; raises `Refused`."""
    market = amount(fields["market_monthly"], "market_monthly", least=ZERO)
    charged = amount(fields["charged_monthly"], "charged_monthly", least=ZERO)
    if charged > market:
        raise Refused(_("No more can be charged than it is worth."), "charged_monthly")
    valuation = fields.get("valuation")
    if valuation is not None and (venue is None or valuation.venue_id != venue.pk):
        raise Refused(_("This valuation is of another venue."), "valuation")
    return {
        "market_monthly": market,
        "charged_monthly": charged,
        "valuation": valuation,
        "words": line(fields.get("words", ""), "words", 120, required=what == What.OTHER),
    }


def promised(**fields: Any) -> dict[str, Any]:
    """The terms of an obligation as they are stored; raises `Refused`."""
    strange = set(fields) - OBLIGATION_FIELDS
    if strange:
        raise TypeError(f"no terms of an obligation: {sorted(strange)}")
    if fields["per"] not in Per.values:
        raise Refused(_("Please fill this in."), "per")
    return {
        "name": line(fields["name"], "name", 60),
        "name_en": line(fields.get("name_en", ""), "name_en", 100, required=False),
        "unit": line(fields["unit"], "unit", 20),
        "unit_en": line(fields.get("unit_en", ""), "unit_en", 40, required=False),
        "per": fields["per"],
        "quantity": amount(fields["quantity"], "quantity"),
        "unit_value": amount(fields["unit_value"], "unit_value", least=ZERO),
        "listing": fields.get("listing"),
    }


def next_line(model: type[Grant] | type[Obligation], agreement: Agreement) -> int:
    """The number of the next line; the agreement is locked by the caller."""
    rows = model._default_manager.filter(agreement=agreement).order_by("-line")
    return (rows.values_list("line", flat=True).first() or 0) + 1


def granted_already(
    agreement: Agreement, venue: Venue, what: str, since: date, until: date | None
) -> bool:
    """Whether the agreement grants the same of a venue at some time of the period."""
    return any(
        (row.until is None or row.until > since) and (until is None or row.since < until)
        for row in Grant.objects.filter(agreement=agreement, venue=venue, what=what)
    )
