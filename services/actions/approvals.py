"""Approvals of an agreement: added, and struck out by a counter-row."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.access.minutes import published_resolutions
from committees.actions.words import line
from committees.kinds import PARTY_KINDS
from committees.models import Body, Resolution
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from residents.models import Organization
from services.actions.agreement_steps import keeping, open_one
from services.approvals import Line, missing
from services.models import Agreement, AmendmentPaper, Approval
from services.queries.readiness import papers_behind, readiness_by, readiness_of
from services.terms import AgreementState, ApprovalKind

NUMBERED = (ApprovalKind.APPROVAL, ApprovalKind.CONTRACT)
REASONED = (ApprovalKind.LETTING_EXEMPTION,)


@action("agreements.add_approval")
def add_approval(
    *,
    by: Actor,
    agreement: Agreement,
    kind: str,
    day: date,
    number: str = "",
    words: str = "",
    resolution: Resolution | None = None,
    by_organization: Organization | None = None,
    by_words: str = "",
    notice_since: date | None = None,
    notice_until: date | None = None,
    now: datetime | None = None,
) -> Approval:
    """Put a paper on file that allows the agreement; a running one may get more of them.

    Decisions: a published resolution, or a paper's body (`by_organization`, `by_words`); lettings:
    their reason (`words`); approvals and contracts: a number; public notices: their period.
    """
    by = keeping(by, agreement.place)
    open_one(agreement)
    check_kind_and_day(kind, day, timezone.localdate(now))
    decided = kind == ApprovalKind.DECISION and resolution is None and by_organization is None
    row = Approval(
        agreement=agreement,
        kind=kind,
        day=day,
        number=line(number, "number", 60, required=kind in NUMBERED),
        words=line(words, "words", 200, required=kind in REASONED),
        resolution=public_one(resolution) if kind == ApprovalKind.DECISION else None,
        by_organization=competent(by_organization),
        by_words=line(by_words, "by_words", 120, required=decided),
        at=now or timezone.now(),
        by=by.user,
    )
    row.notice_since, row.notice_until = notice(kind, notice_since, notice_until)
    row.save()
    record.note(by, "agreement.approval_added", agreement, values={"approval": row.pk, "day": day})
    return row


@action("agreements.strike_approval")
def strike_approval(
    *, by: Actor, approval: Approval, why: str, now: datetime | None = None
) -> Approval:
    """Strike an approval out by a counter-row that says why. A running agreement stands on its
    papers: there the right one is added first."""
    agreement = approval.agreement
    by = keeping(by, agreement.place)
    standing = open_one(agreement)
    if approval.strikes_id or Approval.objects.filter(strikes=approval).exists():
        raise Refused(_("This is struck out already."))
    row = Approval.objects.create(
        agreement=agreement,
        kind=approval.kind,
        day=timezone.localdate(now),
        words=line(why, "why", 200),
        strikes=approval,
        at=now or timezone.now(),
        by=by.user,
    )
    if standing.state == AgreementState.RUNNING and missing(needed_by(standing, approval)):
        raise Refused(_("The agreement runs on this paper: add the right one first."))
    record.note(by, "agreement.approval_struck", agreement, values={"approval": approval.pk})
    return row


# Steps


def needed_by(agreement: Agreement, struck: Approval) -> list[Line]:
    """What the agreement, or the amendment that the paper allowed, needs, without the paper."""
    paper = AmendmentPaper.objects.filter(approval=struck).select_related("amendment").first()
    if paper is None:
        return readiness_of(agreement)
    return readiness_by(agreement, papers_behind(paper.amendment), paper.amendment.since)


def check_kind_and_day(kind: str, day: date, today: date) -> None:
    """Raise `Refused` for an unknown kind and for a day to come."""
    if kind not in ApprovalKind.values:
        raise Refused(_("Please fill this in."), "kind")
    if day > today:
        raise Refused(_("This day is still to come."), "day")


def public_one(resolution: Resolution | None) -> Resolution | None:
    """The resolution, which everybody can read; raises `Refused` for one in a draft, and for one of
    a Party body, whatever became of its paper."""
    if resolution is None:
        return None
    competent(resolution.item.meeting.lead.organization)
    if not published_resolutions().filter(pk=resolution.pk).exists():
        raise Refused(_("The minutes of this outcome have not been published yet."), "resolution")
    return resolution


def competent(organization: Organization | None) -> Organization | None:
    """Who decided; raises `Refused` for a Party body: everybody reads what is on file, and its
    papers are not shown here."""
    if Body.objects.filter(organization=organization, kind__in=PARTY_KINDS).exists():
        words = _("Papers of Party bodies are not shown here: name the body that is competent.")
        raise Refused(words, "by_organization")
    return organization


def notice(
    kind: str, since: date | None, until: date | None
) -> tuple[date, date] | tuple[None, None]:
    """The period of a public notice; none for other papers."""
    if kind != ApprovalKind.PUBLICITY:
        return None, None
    if since is None or until is None:
        raise Refused(_("Say from when to when it was shown."), "notice_since")
    if until <= since:
        raise Refused(_("It ends before it begins."), "notice_until")
    return since, until
