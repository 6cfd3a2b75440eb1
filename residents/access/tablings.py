"""Who takes up and settles a need that was put before a body."""

from __future__ import annotations

from typing import Any

from residents.access.standing import holding_at, holding_in
from residents.models import Tabling
from residents.roles import Right


def holding_to_convene(user: Any, tabling: Tabling) -> int | None:
    """The holding by which the user sets the agenda of the tabling's body."""
    return holding_in(user, Right.CONVENE, tabling.body_id)


def holding_to_settle(user: Any, tabling: Tabling) -> int | None:
    """The holding by which the user settles the tabling: of the body, or approving its minutes."""
    return holding_in(user, Right.FILE_MINUTES, tabling.body_id) or holding_at(
        user, Right.APPROVE_MINUTES, tabling.body.place.path
    )
