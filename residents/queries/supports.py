"""How many have a need, too. Nobody is ever named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from residents.access.standing import has_right_at
from residents.access.supports import (
    may_support,
    own_supports,
    standing_supports,
    takes_support,
)
from residents.models import Need
from residents.queries.reporters import person_of
from residents.roles import Right

FEWEST = 5  # a smaller number tells of somebody: only staff of the place read it


@dataclass(frozen=True)
class Supporters:
    """The number, whether the reader is one of them, and what she can do: with one tap (`offered`),
    or without an account with a slip (`by_slip`); `exact` for staff, who read a number however
    small."""

    number: int
    mine: bool
    offered: bool
    by_slip: bool
    exact: bool = False

    @property
    def few(self) -> bool:
        """Whether the reader is told only that there are fewer than five."""
        return not self.exact and 0 < self.number < FEWEST

    @property
    def shown(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.number) or self.offered or self.by_slip


NONE = Supporters(0, mine=False, offered=False, by_slip=False)


def supporters(user: Any, need: Need) -> Supporters:
    """Of a need's page: one query for a visitor, at most four for somebody who is logged in."""
    number = standing_supports(need).count()
    if not user.is_authenticated:
        return Supporters(number, mine=False, offered=False, by_slip=takes_support(need))
    mine = own_supports(user, need).exists()
    offered = not mine and may_support(user, need, person_of(user))
    exact = has_right_at(user, Right.READ_NEEDS, need.place.path)
    return Supporters(number, mine=mine, offered=offered, by_slip=False, exact=exact)


def with_supporters(needs: QuerySet[Need]) -> QuerySet[Need]:
    """The needs with `supporters`: how many have each, too."""
    standing = Q(supports__isnull=False, supports__withdrawn_at__isnull=True)
    return needs.annotate(supporters=Count("supports", filter=standing))
