"""Amending an agreement that runs: another end, another floor, allowed as a new agreement is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.words import line
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from foundation.revision.actions import update_revised
from services.actions.agreement_steps import keeping, locked, rent_once
from services.actions.agreements import check_floor, check_length
from services.actions.telling import tell_partner
from services.approvals import in_words, missing
from services.models import Agreement, Amendment, AmendmentPaper, Approval
from services.queries.readiness import papers_to_amend, readiness_by
from services.queries.statements import quarters_to_freeze
from services.terms import AgreementState


@action("agreements.amend")
def amend_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    revision: int,
    until: date,
    floor_percent: int | None,
    reason: str,
    papers: Iterable[Approval],
    now: datetime | None = None,
) -> Amendment:
    """Let a running agreement end on another day (`until`, the first without it) or under another
    floor, which counts from the quarter that runs. Both are said whole; one of them is new.

    The papers have come on file since it began (`papers_to_amend`) and are what a new agreement
    would need. `Refused` without them, while an earlier quarter is open (of the floor), and where
    another agreement gives the venue in the added time. The partner is told.
    """
    by = keeping(by, agreement.place)
    row, moment = locked(agreement), now or timezone.now()
    check_new_terms(row, until, floor_percent, timezone.localdate(moment))
    said = {"until": until, "floor_percent": floor_percent}
    amendment = Amendment(
        agreement=row,
        since=timezone.localdate(moment),
        was_until=row.until,
        was_floor_percent=row.floor_percent,
        reason=line(reason, "reason", 200),
        at=moment,
        by=by.user,
        **said,
    )
    write_down(amendment, papers)
    update_revised(agreement, expected=revision, **said)
    changes = {name: (getattr(row, name), new) for name, new in said.items()}
    record.note(by, "agreement.amended", agreement, values={"amendment": amendment.pk, **changes})
    tell_partner(amendment, by=by, now=moment)
    return amendment


# Steps


def check_new_terms(row: Agreement, until: date, floor_percent: int | None, today: date) -> None:
    """Raise `Refused` for an end or a floor that the agreement, as it stands, cannot get. The
    longest time counts from the day of the amendment, as of what renews a lease."""
    if row.state != AgreementState.RUNNING:
        raise Refused(_("Only an agreement that runs can be amended."))
    if row.until <= today:
        raise Refused(_("Its last day is over. Prepare a new agreement."))
    if until <= today:
        raise Refused(_("Give today or a later day; an agreement that is over is ended."), "until")
    check_length(today, until)
    check_floor(floor_percent)
    if (until, floor_percent) == (row.until, row.floor_percent):
        raise Refused(_("It says so already."), "until")
    if floor_percent != row.floor_percent and quarters_to_freeze(row, today):
        raise Refused(_("Close the earlier quarters first."), "floor_percent")


def write_down(amendment: Amendment, papers: Iterable[Approval]) -> None:
    """Store the amendment with its papers; raises `Refused`, in words, where they do not allow it
    together, and where the venue is another agreement's."""
    row, keys = amendment.agreement, {paper.pk for paper in papers}
    found = papers_to_amend(row).filter(pk__in=keys)
    if len(found) != len(keys):
        raise Refused(_("One of these papers does not count for this amendment."), "papers")
    if lacking := missing(readiness_by(row, found, amendment.since)):
        told = _("Before this agreement can be amended, it needs: %(list)s.")
        raise Refused(told % {"list": in_words(lacking)}, "papers")
    rent_once(row, row.grants.all(), amendment.until)
    amendment.save(force_insert=True)
    for paper in found:
        AmendmentPaper.objects.create(amendment=amendment, approval=paper)
