"""What the rooms above keep a post for: each says in a sentence why a post cannot go yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Given a post, the sentence that keeps it; an empty one where nothing does.
Tie = Callable[[Any], str]
TIES: dict[str, Tie] = {}


def register(room: str, tie: Tie) -> None:
    """Have a room asked before a post is abolished; called by its AppConfig.ready."""
    TIES[room] = tie
