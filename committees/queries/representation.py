"""Representation computed from seats, on any date, over any union of bodies. Numbers only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce
from django.utils import timezone

from committees.kinds import SOCIAL_GROUPS, SeatGroup, SeatRole
from committees.models import Body, Seat
from committees.representation import SeatFact, Share, share_of


@dataclass(frozen=True, slots=True)
class SeatCounts:
    """The stones of the arch: Party seats, social seats by group in the order of `SeatGroup`,
    vacant ones, and whether somebody chairs. `reference` is the reference line of the charter."""

    party: int
    by_group: dict[str, int]
    vacant: int
    chair: bool
    reference: int | None

    @property
    def social(self) -> int:
        """Seats of social groups."""
        return sum(self.by_group.values())

    @property
    def filled(self) -> int:
        """Seats that somebody fills."""
        return self.party + self.social

    @property
    def percent(self) -> int | None:
        """Social seats among filled ones in whole per cent, rounded down."""
        return 100 * self.social // self.filled if self.filled else None


def representation(bodies: Iterable[Body], on: date | None = None) -> Share:
    """The share of social-group representatives over the union of bodies on a day (today if None);
    each person once, also one who was entered twice and merged. One query."""
    keys = [body.pk for body in bodies]
    rows = (
        Seat.objects.open_on(on or timezone.localdate())
        .filter(body__in=keys)
        .order_by()
        .values_list(Coalesce("person__merged_into", "person"), "group", "since", "pk")
    )
    return share_of(SeatFact(*row) for row in rows)


def seat_counts(bodies: Iterable[Body], on: date | None = None) -> dict[int, SeatCounts]:
    """The seats of each body on a day, by its key, for arches. One query for all of them."""
    listed = list(bodies)
    seats = Seat.objects.open_on(on or timezone.localdate()).filter(body__in=[b.pk for b in listed])
    rows: dict[int, list[tuple[str, str]]] = {}
    for body, role, group in seats.order_by().values_list("body", "role", "group"):
        rows.setdefault(body, []).append((role, group))
    return {body.pk: counted(body, rows.get(body.pk, [])) for body in listed}


def counted(body: Body, seats: list[tuple[str, str]]) -> SeatCounts:
    """The counts of one body from (role, group) of its filled seats."""
    groups = [group for _role, group in seats]
    by_group = {str(group): groups.count(group) for group in SOCIAL_GROUPS if group in groups}
    return SeatCounts(
        party=groups.count(SeatGroup.PARTY),
        by_group=by_group,
        vacant=max(0, (body.member_count or 0) - len(seats)),
        chair=any(role == SeatRole.CHAIR for role, _group in seats),
        reference=body.reference_share,
    )
