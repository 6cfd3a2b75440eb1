"""What an agreement still needs before it can begin, or be amended."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from committees.access.minutes import published_resolutions
from committees.kinds import PARTY_KINDS, BodyKind
from committees.models import Body
from residents.models import Venue
from residents.models.place import in_force
from services import approvals
from services.models import Agreement, Amendment, Approval
from services.terms import ApprovalKind

OF_THE_PARTY = Q(by_organization__body__kind__in=PARTY_KINDS) | Q(
    resolution__item__meeting__lead__kind__in=PARTY_KINDS
)


def standing_approvals(agreement: Agreement) -> QuerySet[Approval]:
    """The approvals that have not been struck out."""
    return Approval.objects.filter(
        agreement=agreement, strikes__isnull=True, struck_by__isnull=True
    )


def papers_to_amend(agreement: Agreement) -> QuerySet[Approval]:
    """The approvals that may allow an amendment: standing, on file since the agreement began, of no
    earlier amendment, of no Party body, and published where they are of a body's minutes."""
    rows = standing_approvals(agreement).filter(allows__isnull=True).exclude(OF_THE_PARTY)
    public = Q(resolution__isnull=True) | Q(resolution__in=published_resolutions())
    return rows.filter(public, at__gt=agreement.started_at)


def papers_behind(amendment: Amendment) -> QuerySet[Approval]:
    """What stands of the papers that allow an amendment, and what came on file after it that could
    stand in for one of them."""
    later = Q(allows__isnull=True, at__gt=amendment.at)
    rows = standing_approvals(amendment.agreement)
    return rows.filter(Q(allows__amendment=amendment) | later)


def readiness_of(agreement: Agreement) -> list[approvals.Line]:
    """The readiness list: each requirement, and whether it is met. Three queries."""
    papers = standing_approvals(agreement).filter(allows__isnull=True)
    return readiness_by(agreement, papers, agreement.since)


def readiness_by(
    agreement: Agreement, papers: QuerySet[Approval], day: date
) -> list[approvals.Line]:
    """What is asked for giving the agreement's venues from a day on, of these papers: of an
    amendment the same as of a new agreement. Three queries."""
    ahead = in_force("until", day)
    grants = list(agreement.grants.filter(ahead).select_related("venue"))
    owners = {grant.venue.owner_type for grant in grants if grant.venue}
    return approvals.readiness(
        owners,
        filed(papers),
        grants=len(grants),
        obligations=agreement.obligations.filter(ahead).count(),
        since=day,
    )


def readiness_over(agreement: Agreement, venue: Venue, day: date) -> list[approvals.Line]:
    """What is asked for giving one venue more from a day on, under an agreement that runs: the same
    as of a new agreement over it, of papers that came on file since this one began."""
    papers = filed(papers_to_amend(agreement))
    return approvals.readiness({venue.owner_type}, papers, grants=1, obligations=1, since=day)


def filed(papers: QuerySet[Approval]) -> list[approvals.Filed]:
    """Approvals as the rules look at them.

    A decision of a body known here is the collective's only where the body is; on a decision on
    paper the clerk's word is taken.
    """
    collective = Body.objects.filter(kind=BodyKind.COLLECTIVE)
    rows = papers.annotate(
        met_by_collective=Exists(
            collective.filter(meetings__items__resolution=OuterRef("resolution"))
        ),
        said_by_collective=Exists(collective.filter(organization=OuterRef("by_organization"))),
    )
    return [
        approvals.Filed(row.kind, row.number, _collective(row), row.notice_until) for row in rows
    ]


def _collective(row: Approval) -> bool:
    if row.kind != ApprovalKind.DECISION:
        return False
    if row.resolution_id:
        return bool(row.met_by_collective)  # type: ignore[attr-defined]
    if row.by_organization_id:
        return bool(row.said_by_collective)  # type: ignore[attr-defined]
    return True
