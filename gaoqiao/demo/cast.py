"""Who and what the demo's steps hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from foundation import actor
from foundation.actor import Actor


@dataclass
class Cast:
    """The demo's town, its invented village, and its people by user name and in order."""

    by: Actor
    now: datetime
    password: str
    town: Any
    village: Any = None
    grids: list[Any] = field(default_factory=list)
    posts: dict[str, Any] = field(default_factory=dict)
    organizations: dict[str, Any] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    personas: dict[str, Any] = field(default_factory=dict)
    people: list[Any] = field(default_factory=list)
    needs: dict[str, Any] = field(default_factory=dict)  # by public title

    def acting(self, username: str, channel: str = "web") -> Actor:
        """The `by` of what a persona does."""
        return actor.person(self.personas[username].user, channel=channel)

    def day(self, ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment some days before today, in the town's time, never after now."""
        day = timezone.localtime(self.now).date() - timedelta(days=ago)
        moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        return min(moment, self.now)
