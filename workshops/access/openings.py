"""Who sees openings and applications, and who may move them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from residents.access.standing import has_right_at, holding_at
from residents.lookup_codes import normal_code
from residents.models.place import in_force, in_ranges
from residents.roles import Right
from workshops.access.workshops import hosted_workshops, staff_paths
from workshops.kinds import OpeningState
from workshops.models import Application, Opening


def takes_applications(today: date | None = None) -> Q:
    """The condition that one can apply: open, places left, the last day not over."""
    return Q(
        in_force("workshop__ended_on", today),
        state=OpeningState.OPEN,
        closes_on__gte=today or timezone.localdate(),
        hired__lt=F("wanted"),
    )


def visible_openings(user: Any, today: date | None = None) -> QuerySet[Opening]:
    """What everybody may see: work that can be applied for."""
    return Opening.objects.filter(takes_applications(today))


def pages_of_openings(user: Any) -> QuerySet[Opening]:
    """Openings whose page stays, also when they are closed: of workshops that run."""
    return Opening.objects.filter(in_force("workshop__ended_on"))


def staff_openings(user: Any) -> QuerySet[Opening]:
    """Openings of the staff pages, closed ones too."""
    return Opening.objects.filter(in_ranges("workshop__place__path", staff_paths(user)))


def hosted_openings(user: Any) -> QuerySet[Opening]:
    """The openings of the workshops that the user reports for."""
    return Opening.objects.filter(workshop__in=hosted_workshops(user))


def hosted_applications(user: Any) -> QuerySet[Application]:
    """Who applied there: for the host's operators alone."""
    return Application.objects.filter(opening__in=hosted_openings(user))


def applications_of_codes(codes: Iterable[str]) -> QuerySet[Application]:
    """The applications of the slips that somebody shows."""
    index = Application._meta.get_field("code_index")
    digests = [digest for code in codes if (digest := index.of(normal_code(code)))]
    return Application.objects.filter(code_index__in=digests)


def holding_to_apply_for_others(user: Any, opening: Opening) -> int | None:
    """The holding by which staff enter an application for somebody at the window."""
    return holding_at(user, Right.RAISE_FOR_OTHERS, opening.workshop.place.path)


def may_apply_for_others(user: Any, opening: Opening) -> bool:
    """Whether the user enters applications for others there."""
    return holding_to_apply_for_others(user, opening) is not None


def may_keep_opening(user: Any, opening: Opening) -> bool:
    """Whether the user keeps the opening's workshop as staff."""
    return has_right_at(user, Right.KEEP_WORKSHOPS, opening.workshop.place.path)
