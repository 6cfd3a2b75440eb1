"""Rows of each person, kept by a host in individual mode."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from workshops.access.workshops import may_report
from workshops.kinds import Mode
from workshops.models import Employment, Pay, Workshop
from workshops.queries.rows import worked_in

NAME_LENGTH = 40
MOST = Decimal("9999999")


@action("workers.add")
def add_worker(
    *,
    by: Actor,
    workshop: Workshop,
    worker: str,
    since: date,
    baseline: Decimal | None = None,
    now: datetime | None = None,
) -> Employment:
    """Enter somebody who works there, with what they earned a month before (yuan), if known."""
    keeps_rows(by, workshop)
    name = one_line(worker)
    if not name or len(name) > NAME_LENGTH:
        raise Refused(_("Say who it is."), "worker")
    if since > timezone.localdate(now):
        raise Refused(_("This day is still to come."), "since")
    is_sum(baseline, "baseline")
    employment = Employment.objects.create(
        workshop=workshop,
        worker=name,
        since=since,
        baseline=baseline,
        created_at=now or timezone.now(),
    )
    record.note(by, "worker.added", employment, values={"since": since})
    return employment


@action("workers.end")
def end_worker(*, by: Actor, employment: Employment, until: date) -> Employment:
    """Say that somebody has left; `until` is the first day on which they no longer work there."""
    keeps_rows(by, employment.workshop)
    if until < employment.since:
        raise Refused(_("This is before the work began."), "until")
    open_row = Employment.objects.filter(pk=employment.pk, until__isnull=True)
    if not open_row.update(until=until):
        raise Refused(_("This is entered already."))
    employment.refresh_from_db()
    record.note(by, "worker.ended", employment, values={"until": until})
    return employment


@action("pay.record")
def record_pay(
    *,
    by: Actor,
    employment: Employment,
    month: date,
    amount: Decimal,
    now: datetime | None = None,
) -> Pay:
    """Enter somebody's pay of a month (yuan). Another sum for the same month corrects the row that
    stands, which is kept; the same sum again changes nothing. `Refused` for a month in which they
    did not work there yet, or no more."""
    keeps_rows(by, employment.workshop)
    moment = now or timezone.now()
    if month.day != 1 or month > timezone.localdate(moment):
        raise Refused(_("Choose a month."), "month")
    is_sum(amount, "amount")
    there = Employment.objects.select_for_update().filter(worked_in(month), pk=employment.pk)
    if there.first() is None:
        raise Refused(_("They did not work here in this month."), "amount")
    stands = Pay.objects.filter(
        employment=employment, month=month, corrected_by__isnull=True
    ).first()
    if stands is not None and stands.amount == amount:
        return stands
    pay = Pay.objects.create(
        employment=employment, month=month, amount=amount, corrects=stands, at=moment, by=by.user
    )
    record.note(by, "pay.recorded", pay, values={"month": month})
    return pay


# Steps


def keeps_rows(by: Actor, workshop: Workshop) -> None:
    """Raise unless the actor speaks for the host, and the host keeps rows of each person."""
    require(may_report(by, workshop), _("Only who runs this workshop reports for it."))
    if workshop.mode != Mode.INDIVIDUAL:
        raise Refused(_("This workshop reports sums of the month."))


def is_sum(amount: Decimal | None, field: str) -> None:
    """Raise `Refused` for a sum that cannot be."""
    if amount is not None and not 0 <= amount <= MOST:
        raise Refused(_("Say it in yuan."), field)
