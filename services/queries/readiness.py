"""What an agreement still needs before it can begin."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from committees.kinds import BodyKind
from committees.models import Body
from services import approvals
from services.models import Agreement, Approval
from services.terms import ApprovalKind


def standing_approvals(agreement: Agreement) -> QuerySet[Approval]:
    """The approvals that have not been struck out."""
    return Approval.objects.filter(
        agreement=agreement, strikes__isnull=True, struck_by__isnull=True
    )


def readiness_of(agreement: Agreement) -> list[approvals.Line]:
    """The readiness list: each requirement, and whether it is met. Four queries."""
    day = agreement.since
    ahead = Q(until__isnull=True) | Q(until__gt=day)
    grants = list(agreement.grants.filter(ahead).select_related("venue"))
    owners = {grant.venue.owner_type for grant in grants if grant.venue}
    return approvals.readiness(
        owners,
        filed(agreement),
        grants=len(grants),
        obligations=agreement.obligations.filter(ahead).count(),
        since=day,
    )


def filed(agreement: Agreement) -> list[approvals.Filed]:
    """The standing approvals as the rules look at them.

    A decision of a body known here is the collective's only where the body is; on a decision on
    paper the clerk's word is taken.
    """
    collective = Body.objects.filter(kind=BodyKind.COLLECTIVE)
    rows = standing_approvals(agreement).annotate(
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
