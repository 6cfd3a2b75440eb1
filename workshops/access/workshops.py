"""Who keeps, reports for and oversees workshops: seeing is a queryset, doing a yes or no."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from foundation.actor import Actor
from residents.access.operators import is_operator
from residents.access.people import venues_in_reach, visible_organizations, visible_places
from residents.access.standing import (
    footings,
    has_right,
    holding_at,
    holding_in,
    paths_with,
)
from residents.models import Organization, Place, Venue
from residents.models.place import in_force, in_ranges
from residents.roles import Right
from workshops.models import Employment, MonthReport, Workshop
from workshops.models.workshop import WorkshopQuerySet


def visible_workshops(user: Any) -> WorkshopQuerySet:
    """What everybody may see: workshops that have not ended."""
    return Workshop.objects.filter(in_force())


def public_reports(user: Any) -> QuerySet[MonthReport]:
    """Months that hold and were published, of workshops that everybody sees."""
    return MonthReport.objects.signed().published().filter(workshop__in=visible_workshops(user))


def staff_paths(user: Any) -> list[str]:
    """The paths in which the user keeps workshops or oversees them."""
    steps = footings(user)
    return paths_with(steps, Right.KEEP_WORKSHOPS) + paths_with(steps, Right.READ_ALL)


def staff_workshops(user: Any) -> QuerySet[Workshop]:
    """Workshops of the staff pages, ended ones too."""
    return Workshop.objects.filter(in_ranges("place__path", staff_paths(user)))


def staff_reports(user: Any) -> QuerySet[MonthReport]:
    """Every version of the months of these workshops."""
    return MonthReport.objects.filter(in_ranges("workshop__place__path", staff_paths(user)))


def signed_by(user: Any) -> QuerySet[MonthReport]:
    """Reports of the workshops that the user keeps: those to sign or send back."""
    paths = paths_with(footings(user), Right.KEEP_WORKSHOPS)
    return MonthReport.objects.filter(in_ranges("workshop__place__path", paths))


def may_open_staff(user: Any) -> bool:
    """Whether the staff pages offer workshops to the user."""
    return has_right(user, Right.KEEP_WORKSHOPS) or has_right(user, Right.READ_ALL)


def may_keep_any(user: Any) -> bool:
    """Whether the user keeps the workshops of any place."""
    return has_right(user, Right.KEEP_WORKSHOPS)


def holding_to_keep(user: Any, place: Place) -> int | None:
    """The holding by which the user keeps the workshops of a place and signs their months."""
    return holding_at(user, Right.KEEP_WORKSHOPS, place.path)


def may_keep(user: Any, workshop: Workshop) -> bool:
    """Whether the user keeps the workshop."""
    return holding_to_keep(user, workshop.place) is not None


def may_keep_at(by: Actor, place: Place) -> bool:
    """Whether the actor may write workshops of a place: who keeps them there, or the operator."""
    return is_operator(by) or (by.user is not None and holding_to_keep(by.user, place) is not None)


def holding_to_report(user: Any, workshop: Workshop) -> int | None:
    """The holding by which the user speaks for the workshop's host."""
    return holding_in(user, Right.REPORT_WORK, workshop.host_id)


def may_report(by: Actor, workshop: Workshop) -> bool:
    """Whether the actor may report for the host: its operators, or the operator's command."""
    return is_operator(by) or (
        by.user is not None and holding_to_report(by.user, workshop) is not None
    )


def may_host(by: Actor, workshop: Workshop) -> bool:
    """Whether the actor may write openings: the host's operators, or who keeps the workshop."""
    return may_report(by, workshop) or may_keep_at(by, workshop.place)


def hosted_organizations(user: Any) -> list[int]:
    """The organisations for which the user reports."""
    return [
        step.organization
        for step in footings(user)
        if step.has(Right.REPORT_WORK) and step.organization
    ]


def hosted_workshops(user: Any) -> WorkshopQuerySet:
    """The running workshops of the organisations that the user speaks for."""
    return Workshop.objects.running().filter(host__in=hosted_organizations(user))


def hosted_reports(user: Any) -> QuerySet[MonthReport]:
    """Every version of the months of these workshops."""
    return MonthReport.objects.filter(workshop__in=hosted_workshops(user))


def hosted_employments(user: Any) -> QuerySet[Employment]:
    """Who works there, by the rows that the host keeps: for its operators alone."""
    return Employment.objects.filter(workshop__in=hosted_workshops(user))


def may_enter_host(user: Any) -> bool:
    """Whether the pages of hosts are for the user."""
    return has_right(user, Right.REPORT_WORK)


def may_tick(by: Actor) -> bool:
    """Whether the actor may close what is past: the clock, or the operator."""
    return is_operator(by)


def kept_places(user: Any) -> QuerySet[Place]:
    """The places whose workshops the user keeps."""
    return visible_places().within(*paths_with(footings(user), Right.KEEP_WORKSHOPS))


def hosts_for(user: Any) -> QuerySet[Organization]:
    """The organisations that can run a workshop of the user's places, or give it a name."""
    paths = paths_with(footings(user), Right.KEEP_WORKSHOPS)
    return visible_organizations().filter(in_ranges("place__path", paths))


def venues_for(user: Any) -> QuerySet[Venue]:
    """The venues that a workshop of the user's places can be at."""
    return venues_in_reach(user).filter(in_force())
