"""What the staff pages show of this room, and whose queues its work is in."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from committees.access.bodies import bodies_in, holding_to_file_minutes
from committees.access.meetings import PARTY_LED, overseen_paths
from committees.access.minutes import HANDED_IN, holding_to_carry_out, holding_to_hand_over
from committees.kinds import OutcomeState
from committees.models import Body, Meeting, Minutes, Resolution, Seat
from committees.models.minutes import with_posts
from residents.access.people import people_with_posts, reach
from residents.access.standing import footings, has_right, paths_with
from residents.models import Organization, Person
from residents.models.place import in_force, in_ranges
from residents.roles import Right


def staff_bodies(user: Any) -> QuerySet[Body]:
    """The bodies of the places in which the user does staff work."""
    return bodies_in(reach(user))


def seating_paths(user: Any) -> list[str]:
    """The paths in which the user gives posts, and so seats."""
    return paths_with(footings(user), Right.GIVE_POSTS)


def seated_bodies(user: Any) -> QuerySet[Body]:
    """The bodies whose seats the user fills from the staff pages."""
    return bodies_in(seating_paths(user))


def people_to_seat(user: Any) -> QuerySet[Person]:
    """Whom the user knows by name: who has a post or a seat in the places of the seats filled.
    Residents are asked for by name and number, not listed."""
    seated = Q(seats__body__in=seated_bodies(user))
    known = Q(pk__in=people_with_posts(user).values("pk"))
    return Person.objects.filter(known | seated, erased_at=None, merged_into=None).distinct()


def may_fill_seats(user: Any) -> bool:
    """Whether the user fills seats from the staff pages."""
    return bool(seating_paths(user))


def staff_seats(user: Any) -> QuerySet[Seat]:
    """The seats that who gives posts, or reads everything, sees in their places."""
    paths = seating_paths(user) + paths_with(footings(user), Right.READ_ALL)
    return Seat.objects.filter(body__in=bodies_in(paths))


def may_see_seats(user: Any) -> bool:
    """Whether the user finds the seats in the staff pages."""
    return has_right(user, Right.GIVE_POSTS) or has_right(user, Right.READ_ALL)


def staff_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings of the user's places; those that the Party leads only for who oversees them."""
    return Meeting.objects.filter(
        ~PARTY_LED & Q(lead__in=bodies_in(reach(user)))
        | Q(lead__in=bodies_in(overseen_paths(user)))
    )


def staff_minutes(user: Any) -> QuerySet[Minutes]:
    """Papers handed in, of the places that the user oversees."""
    return Minutes.objects.filter(HANDED_IN, meeting__lead__in=bodies_in(overseen_paths(user)))


def may_oversee(user: Any) -> bool:
    """Whether the user approves minutes anywhere, or reads everything."""
    return has_right(user, Right.APPROVE_MINUTES) or has_right(user, Right.READ_ALL)


def may_oversee_body(user: Any, body: Body) -> bool:
    """Whether the body lies in a place in which the user approves minutes, or reads everything."""
    return bodies_in(overseen_paths(user)).filter(pk=body.pk).exists()


def staff_outcomes(user: Any) -> QuerySet[Resolution]:
    """Outcomes in force of the user's places, and those that a post of the user carries out."""
    own = [step.post for step in footings(user)]
    overseen = Q(item__meeting__lead__in=bodies_in(overseen_paths(user)))
    return Resolution.objects.filter(overseen | with_posts(own), public_at__isnull=False)


def outcomes_overdue(user: Any) -> QuerySet[Resolution]:
    """Outcomes that are still being carried out after their date."""
    return staff_outcomes(user).filter(state=OutcomeState.OPEN, due_on__lt=timezone.localdate())


def may_carry_out(user: Any, resolution: Resolution) -> bool:
    """Whether the user tells how the outcome goes."""
    if resolution.public_at is None or resolution.state != OutcomeState.OPEN:
        return False
    lead = resolution.item.meeting.lead
    carried = holding_to_carry_out(user, resolution) or holding_to_file_minutes(user, lead)
    return carried is not None


def may_hand_over(user: Any, resolution: Resolution) -> bool:
    """Whether the user gives an outcome that is being carried out to another post."""
    underway = resolution.public_at is not None and resolution.state == OutcomeState.OPEN
    return underway and holding_to_hand_over(user, resolution) is not None


def organizations_without_body(user: Any) -> QuerySet[Organization]:
    """Organisations entered as bodies of the user's places that nobody has described yet."""
    paths = paths_with(footings(user), Right.KEEP_TOWN)
    return Organization.objects.filter(
        in_ranges("place__path", paths),
        in_force(),
        kind=Organization.Kind.BODY,
        body__isnull=True,
    )
