"""Which move of a need is allowed from which state. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from residents.stages import OPEN_STATES, NeedState


class Move(StrEnum):
    """What is done to a need."""

    ACCEPT = "accept"
    ASSIGN = "assign"
    TABLE = "table"
    DECIDE = "decide"
    RETURN = "return"
    START = "start"
    ANSWER = "answer"
    REFUSE = "refuse"
    MERGE = "merge"
    CLOSE = "close"
    REOPEN = "reopen"
    REOPEN_FOR_MERGED = "reopen_for_merged"


TAKEN_UP = [s for s in OPEN_STATES if s != NeedState.RAISED]

FROM: dict[Move, Sequence[NeedState]] = {
    Move.ACCEPT: [NeedState.RAISED],
    Move.ASSIGN: TAKEN_UP,
    Move.TABLE: TAKEN_UP,
    Move.DECIDE: TAKEN_UP,  # another body, or a clerk, may have moved it on meanwhile
    Move.RETURN: [NeedState.TABLED],
    Move.START: [NeedState.ACCEPTED, NeedState.ASSIGNED, NeedState.TABLED],
    Move.ANSWER: TAKEN_UP,
    Move.REFUSE: OPEN_STATES,
    Move.MERGE: OPEN_STATES,
    Move.CLOSE: [NeedState.ANSWERED, NeedState.REFUSED],
    Move.REOPEN: [NeedState.ANSWERED, NeedState.REFUSED],
    # The first reporter's word does not bind those whose needs were merged into hers.
    Move.REOPEN_FOR_MERGED: [NeedState.ANSWERED, NeedState.REFUSED, NeedState.CLOSED],
}

TO = {
    Move.ACCEPT: NeedState.ACCEPTED,
    Move.ASSIGN: NeedState.ASSIGNED,
    Move.TABLE: NeedState.TABLED,
    Move.DECIDE: NeedState.UNDER_WAY,
    Move.RETURN: NeedState.ACCEPTED,
    Move.START: NeedState.UNDER_WAY,
    Move.ANSWER: NeedState.ANSWERED,
    Move.REFUSE: NeedState.REFUSED,
    Move.MERGE: NeedState.MERGED,
    Move.CLOSE: NeedState.CLOSED,
    Move.REOPEN: NeedState.ACCEPTED,
    Move.REOPEN_FOR_MERGED: NeedState.ACCEPTED,
}


def allowed_moves(state: str) -> set[Move]:
    """The moves that a need in this state may make."""
    return {move for move, states in FROM.items() if state in states}
