"""A workshop's month: reported by its host, signed or sent back by the clerk, corrected anew."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.models.place import has_ended
from workshops.access.workshops import holding_to_keep, may_keep_at, may_report
from workshops.gain import withheld
from workshops.kinds import Mode, ReportState
from workshops.models import MonthReport, Workshop
from workshops.queries.rows import sums_of

MOST_PEOPLE = 100_000
MOST_PAY = Decimal("1000000000")
MOST_EARNED = Decimal("9999999")  # by one person, a month
WHY_LENGTH = 200


@action("months.report")
def report_month(
    *,
    by: Actor,
    workshop: Workshop,
    month: date,
    headcount: int | None = None,
    total_pay: Decimal | None = None,
    baseline_mean: Decimal | None = None,
    baseline_period: str = "",
    baseline_method: str = "",
    why: str = "",
    now: datetime | None = None,
) -> MonthReport:
    """Hand in a month that is over. In individual mode the figures are sums over the host's rows
    and none is taken; in aggregate mode they are as given (yuan; the mean a month and a head).

    A report that waits for the clerk is replaced; one that is signed is corrected, with a reason,
    and holds until the correction is signed. The same figures again are the same report.
    """
    require(may_report(by, workshop), _("Only who runs this workshop reports for it."))
    moment = now or timezone.now()
    if has_ended(workshop.ended_on):
        raise Refused(_("This workshop has ended."))
    workshop = Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
    is_over(workshop, month, timezone.localdate(moment))
    figures: dict[str, Any] = {
        "headcount": headcount,
        "total_pay": total_pay,
        "baseline_mean": baseline_mean,
        "baseline_period": one_line(baseline_period),
        "baseline_method": one_line(baseline_method),
        "members": None,
    }
    if workshop.mode == Mode.INDIVIDUAL:
        figures = sums_of(workshop, month)
    checked(figures)
    return hand_in(by, workshop, month, figures, one_line(why), moment)


@action("months.sign")
def sign_month(*, by: Actor, report: MonthReport, now: datetime | None = None) -> MonthReport:
    """Say that a month holds. Whether it may be published is decided here, once, against every
    figure of the workshop that ever was; what it corrects holds no more."""
    by = by_clerk(by, report)
    moment = now or timezone.now()
    Workshop.objects.select_for_update(no_key=True).get(pk=report.workshop_id)
    others = MonthReport.objects.filter(workshop=report.workshop_id)
    others.filter(month=report.month, state=ReportState.SIGNED).update(state=ReportState.REPLACED)
    reason = withheld(report.stated, [one.stated for one in others.published()])
    decide(
        by,
        report,
        moment,
        state=ReportState.SIGNED,
        withheld=reason or "",
        published_at=None if reason else moment,
    )
    record.note(by, "month.signed", report, values={"withheld": report.withheld})
    return report


@action("months.return")
def return_month(
    *, by: Actor, report: MonthReport, reason: str, now: datetime | None = None
) -> MonthReport:
    """Send a month back to the host, with the reason."""
    by = by_clerk(by, report)
    words = one_line(reason)
    if not words or len(words) > WHY_LENGTH:
        message = _("Say in at most %(n)s characters what is to be put right.")
        raise Refused(message % {"n": WHY_LENGTH}, "reason")
    decide(by, report, now or timezone.now(), state=ReportState.RETURNED, reason=words)
    record.note(by, "month.returned", report)
    return report


# Steps


def by_clerk(by: Actor, report: MonthReport) -> Actor:
    """The actor with the holding that signs; raises `NotAllowed` for anybody else. Nobody signs
    what they handed in themselves."""
    place = report.workshop.place
    may = may_keep_at(by, place)
    require(may, _("Only who keeps the workshops of this place signs their months."))
    own = by.user is not None and report.submitted_by_id == by.user.pk
    require(not own, _("Somebody else has to sign what you handed in."))
    return by.using(holding_to_keep(by.user, place)) if by.user is not None else by


def decide(by: Actor, report: MonthReport, now: datetime, **written: Any) -> None:
    """Write a decision on a report that waits; `Refused` for any other."""
    waiting = MonthReport.objects.filter(pk=report.pk, state=ReportState.SUBMITTED)
    if not waiting.update(decided_at=now, decided_by=by.user, **written):
        raise Refused(_("This report does not wait any more."))
    report.refresh_from_db()


def is_over(workshop: Workshop, month: date, today: date) -> None:
    """Raise `Refused` for a month that is not over, or before the workshop began."""
    if month.day != 1:
        raise Refused(_("Choose a month."), "month")
    if month >= today.replace(day=1):
        raise Refused(_("A month is reported when it is over."), "month")
    if month < workshop.since.replace(day=1):
        raise Refused(_("The workshop began later."), "month")


def checked(figures: dict[str, Any]) -> None:
    """Raise `Refused` for figures that cannot be."""
    people, pay, baseline = (figures[k] for k in ("headcount", "total_pay", "baseline_mean"))
    if people is None or not 0 <= people <= MOST_PEOPLE:
        raise Refused(_("Say how many people worked."), "headcount")
    if pay is None or not 0 <= pay <= MOST_PAY:
        raise Refused(_("Say how much they were paid together, in yuan."), "total_pay")
    if not people and pay:
        raise Refused(_("Nobody worked, and yet something was paid."), "total_pay")
    if baseline is not None and not 0 <= baseline <= MOST_EARNED:
        raise Refused(_("Say what they earned before, a month, in yuan."), "baseline_mean")


def hand_in(
    by: Actor,
    workshop: Workshop,
    month: date,
    figures: dict[str, Any],
    why: str,
    now: datetime,
) -> MonthReport:
    """The next version of a month. The workshop is locked by the caller."""
    versions = MonthReport.objects.filter(workshop=workshop, month=month)
    standing = versions.filter(state__in=[ReportState.SUBMITTED, ReportState.SIGNED])
    for one in standing:
        if all(getattr(one, name) == value for name, value in figures.items()):
            return one
    signed = versions.signed().first()
    if signed is not None and not why:
        raise Refused(_("This month is signed: say why it is corrected."), "why")
    if len(why) > WHY_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": WHY_LENGTH}, "why")
    versions.filter(state=ReportState.SUBMITTED).update(state=ReportState.REPLACED)
    last = versions.aggregate(last=Max("version"))["last"] or 0
    report = MonthReport.objects.create(
        workshop=workshop,
        month=month,
        version=last + 1,
        corrects=signed,
        mode=workshop.mode,
        why=why if signed else "",
        submitted_at=now,
        submitted_by=by.user,
        **figures,
    )
    record.note(by, "month.reported", report, values={"version": report.version})
    return report
