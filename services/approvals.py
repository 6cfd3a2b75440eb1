"""What must be on file before a venue or resource is given away, by who owns it. Pure.

Rent of a collective venue is decided by the collective-economy organisation (Law on Rural
Collective Economic Organisations, 2025-05-01, art. 26); state property is let openly or says why
not, with its authority's approval; either is shown to the public first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.terms import ApprovalKind


class Requirement(TextChoices):
    """One line of the readiness list."""

    GRANT = "grant", _("Something that is granted")
    OBLIGATION = "obligation", _("Something that is promised in return")
    COLLECTIVE_DECISION = "collective", _("Decision of the collective-economy organisation")
    LETTING = "letting", _("How the state's venue was let, or why not by tender")
    APPROVAL = "approval", _("Approval of the owner's authority, with its number")
    PUBLICITY = "publicity", _("Public notice, and its time is over")
    CONTRACT = "contract", _("Contract, with its number")


# By `residents.models.Venue.OwnerType`.
OF_OWNER = {
    "collective": (Requirement.COLLECTIVE_DECISION, Requirement.PUBLICITY),
    "state": (Requirement.LETTING, Requirement.APPROVAL, Requirement.PUBLICITY),
    "community": (Requirement.APPROVAL,),
    "enterprise": (),
    "private": (),
}
ALWAYS = (Requirement.GRANT, Requirement.OBLIGATION, Requirement.CONTRACT)


@dataclass(frozen=True, slots=True)
class Filed:
    """An approval that stands. `collective` is False for a decision known to be somebody else's."""

    kind: str
    number: str = ""
    collective: bool = True
    notice_until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement, and whether it is met."""

    requirement: Requirement
    done: bool


def readiness(
    owners: Iterable[str], filed: Iterable[Filed], *, grants: int, obligations: int, since: date
) -> list[Line]:
    """The list for an agreement that begins on `since`, over venues of these owners."""
    needed = {*ALWAYS, *(one for owner in set(owners) for one in OF_OWNER[owner])}
    met = {requirement for one in filed if (requirement := _meets(one, since))}
    if grants:
        met.add(Requirement.GRANT)
    if obligations:
        met.add(Requirement.OBLIGATION)
    return [Line(one, one in met) for one in Requirement if one in needed]


def missing(lines: Iterable[Line]) -> list[Requirement]:
    """What still lacks."""
    return [line.requirement for line in lines if not line.done]


def in_words(requirements: Iterable[Requirement]) -> str:
    """What lacks as one list; its parts may have commas of their own."""
    return gettext("; ").join(str(one.label) for one in requirements)


def _meets(one: Filed, since: date) -> Requirement | None:
    """The requirement that an approval meets."""
    if one.kind == ApprovalKind.DECISION:
        return Requirement.COLLECTIVE_DECISION if one.collective else None
    if one.kind == ApprovalKind.LETTING_EXEMPTION:
        return Requirement.LETTING
    if one.kind == ApprovalKind.PUBLICITY:
        over = one.notice_until is not None and one.notice_until <= since
        return Requirement.PUBLICITY if over else None
    numbered = {
        ApprovalKind.APPROVAL: Requirement.APPROVAL,
        ApprovalKind.CONTRACT: Requirement.CONTRACT,
    }
    return numbered.get(ApprovalKind(one.kind)) if one.number else None
