"""Who may see and do what with agreements: seeing is a queryset, doing a yes or no."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.actor import Actor
from residents.access.operators import is_operator
from residents.access.people import visible_organizations, visible_places
from residents.access.standing import (
    footings,
    has_right,
    holding_at,
    holding_in,
    organizations_with,
    paths_with,
)
from residents.models import Holding, Organization, Person, Place
from residents.models.place import in_ranges
from residents.roles import Right, roles_with
from services.models import (
    Agreement,
    Delivery,
    Obligation,
    Reduction,
    Statement,
)
from services.terms import PUBLIC_STATES


def visible_agreements(user: Any) -> QuerySet[Agreement]:
    """What everybody may see: agreements that run or ran."""
    return Agreement.objects.filter(state__in=PUBLIC_STATES)


def staff_agreements(user: Any) -> QuerySet[Agreement]:
    """Agreements of the staff pages, drafts too: those the user keeps or oversees."""
    return Agreement.objects.filter(in_ranges("place__path", staff_paths(user)))


def staff_deliveries(user: Any) -> QuerySet[Delivery]:
    """Deliveries of the agreements that the user keeps or oversees."""
    return Delivery.objects.filter(
        in_ranges("obligation__agreement__place__path", staff_paths(user))
    )


def staff_reductions(user: Any) -> QuerySet[Reduction]:
    """Reductions in the agreements that the user keeps or oversees."""
    place = "delivery__obligation__agreement__place__path"
    return Reduction.objects.filter(in_ranges(place, staff_paths(user)))


def staff_statements(user: Any) -> QuerySet[Statement]:
    """Statements of the agreements that the user keeps or oversees, public or not."""
    return Statement.objects.filter(in_ranges("agreement__place__path", staff_paths(user)))


def partner_organizations(user: Any) -> QuerySet[Organization]:
    """The organisations whose deliveries the user enters."""
    own = organizations_with(footings(user), Right.LOG_DELIVERIES)
    return Organization.objects.filter(pk__in=own)


def partner_agreements(user: Any) -> QuerySet[Agreement]:
    """The agreements of the user's own organisations that run or ran."""
    return Agreement.objects.filter(
        partner__in=partner_organizations(user), state__in=PUBLIC_STATES
    )


def partner_obligations(user: Any) -> QuerySet[Obligation]:
    """What the user's own organisations promised."""
    return Obligation.objects.filter(agreement__in=partner_agreements(user))


def partner_deliveries(user: Any) -> QuerySet[Delivery]:
    """What the user's own organisations delivered."""
    return Delivery.objects.filter(obligation__agreement__in=partner_agreements(user))


def photographed_deliveries(user: Any) -> QuerySet[Delivery]:
    """Deliveries with a photo that the user may look at: the partner's people, and staff of the
    place."""
    own = Q(obligation__agreement__in=partner_agreements(user))
    kept = in_ranges("obligation__agreement__place__path", staff_paths(user))
    return Delivery.objects.filter(own | kept, attachment__isnull=False)


def partner_reductions(user: Any) -> QuerySet[Reduction]:
    """What was taken off the deliveries of the user's own organisations."""
    return Reduction.objects.filter(delivery__obligation__agreement__in=partner_agreements(user))


def partner_statements(user: Any) -> QuerySet[Statement]:
    """The statements of the user's own organisations, from the day they are shown to them."""
    return Statement.objects.filter(agreement__in=partner_agreements(user))


def public_statements(user: Any) -> QuerySet[Statement]:
    """Statements that everybody may see."""
    return Statement.objects.filter(
        published_at__isnull=False, agreement__in=visible_agreements(user)
    )


def public_reductions(user: Any) -> QuerySet[Reduction]:
    """Reductions that everybody may read, with the reason and the answer: of quarters that are
    public. Until then the partner alone reads them and has the time to answer."""
    counts_in = public_statements(user).filter(
        agreement=OuterRef("delivery__obligation__agreement"),
        since__lte=OuterRef("counts_on"),
        until__gt=OuterRef("counts_on"),
    )
    return Reduction.objects.filter(Exists(counts_in))


def visible_statements(user: Any) -> QuerySet[Statement]:
    """Statements that the user may open: public ones, the own organisation's, those overseen."""
    return Statement.objects.filter(
        Q(published_at__isnull=False)
        | Q(agreement__partner__in=partner_organizations(user))
        | in_ranges("agreement__place__path", staff_paths(user)),
        agreement__state__in=PUBLIC_STATES,
    )


def staff_paths(user: Any) -> list[str]:
    """The paths of the places whose agreements the user keeps or oversees."""
    steps = footings(user)
    return paths_with(steps, Right.KEEP_AGREEMENTS) + paths_with(steps, Right.READ_ALL)


def may_open_staff_agreements(user: Any) -> bool:
    """Whether the staff pages offer agreements to the user."""
    return has_right(user, Right.KEEP_AGREEMENTS) or has_right(user, Right.READ_ALL)


def may_keep_agreements_anywhere(user: Any) -> bool:
    """Whether the user keeps the agreements of any place."""
    return has_right(user, Right.KEEP_AGREEMENTS)


def may_keep_agreement(user: Any, agreement: Agreement) -> bool:
    """Whether the user keeps the agreement."""
    return holding_to_keep_agreements(user, agreement.place) is not None


def holding_to_keep_agreements(user: Any, place: Place) -> int | None:
    """The holding by which the user keeps the agreements of a place."""
    return holding_at(user, Right.KEEP_AGREEMENTS, place.path)


def may_keep_agreements_at(by: Actor, place: Place) -> bool:
    """Whether the actor may write agreements of a place: who keeps them, or the operator."""
    return is_operator(by) or (
        by.user is not None and holding_to_keep_agreements(by.user, place) is not None
    )


def holding_to_log(user: Any, agreement: Agreement) -> int | None:
    """The holding by which the user enters deliveries under the agreement."""
    return holding_in(user, Right.LOG_DELIVERIES, agreement.partner_id)


def may_log(by: Actor, agreement: Agreement) -> bool:
    """Whether the actor may enter deliveries and answer: the partner's people, or the operator."""
    return is_operator(by) or (
        by.user is not None and holding_to_log(by.user, agreement) is not None
    )


def loggers_of(organization: Organization, now: datetime) -> QuerySet[Person]:
    """The people who enter an organisation's deliveries now: those told of its agreements."""
    held = Holding.objects.open_at(now).filter(
        post__role__in=roles_with(Right.LOG_DELIVERIES), post__organization=organization
    )
    return Person.objects.filter(pk__in=held.values("person"))


def may_close_quarters(by: Actor, agreement: Agreement) -> bool:
    """Whether the actor may freeze and publish statements: the clock, or who keeps them."""
    return may_keep_agreements_at(by, agreement.place)


def agreement_places(user: Any) -> QuerySet[Place]:
    """The places whose agreements the user keeps."""
    return visible_places().within(*paths_with(footings(user), Right.KEEP_AGREEMENTS))


def possible_partners(user: Any) -> QuerySet[Organization]:
    """The organisations that the user can make an agreement with."""
    paths = paths_with(footings(user), Right.KEEP_AGREEMENTS)
    return visible_organizations().filter(in_ranges("place__path", paths))
