"""Money that partners put in, as evidence shows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.words import line
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from services.actions.agreement_steps import amount, begun, keeping
from services.models import Agreement, Investment
from services.money import ZERO
from services.queries.accepted import total


@action("investments.record")
def record_investment(
    *,
    by: Actor,
    agreement: Agreement,
    amount_yuan: Decimal,
    day: date,
    what: str,
    evidence: str,
    now: datetime | None = None,
) -> Investment:
    """Record money that the partner put in, with the evidence that was seen."""
    by = keeping(by, agreement.place)
    row = begun(agreement)
    if day > timezone.localdate(now):
        raise Refused(_("This day is still to come."), "day")
    investment = Investment.objects.create(
        agreement=row,
        amount=amount(amount_yuan, "amount_yuan"),
        day=day,
        what=line(what, "what", 120),
        evidence=line(evidence, "evidence", 200),
        at=now or timezone.now(),
        by=by.user,
    )
    record.note(by, "investment.recorded", investment, values={"amount": investment.amount})
    return investment


@action("investments.correct")
def correct_investment(
    *,
    by: Actor,
    investment: Investment,
    amount_yuan: Decimal,
    evidence: str,
    now: datetime | None = None,
) -> Investment:
    """Say what the sum really was, by a counter-entry of the difference."""
    by = keeping(by, investment.agreement.place)
    row = begun(investment.agreement)
    if investment.corrects_id:
        raise Refused(_("Correct the entry itself."))
    stands = investment.amount + total(investment.corrections.all(), "amount")
    meant = amount(amount_yuan, "amount_yuan", least=ZERO)
    if meant == stands:
        raise Refused(_("It says so already."), "amount_yuan")
    correction = Investment.objects.create(
        agreement=row,
        amount=meant - stands,
        day=investment.day,
        what=investment.what,
        evidence=line(evidence, "evidence", 200),
        corrects=investment,
        at=now or timezone.now(),
        by=by.user,
    )
    record.note(by, "investment.corrected", investment, values={"amount": (stands, meant)})
    return correction
