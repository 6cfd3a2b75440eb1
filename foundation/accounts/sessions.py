"""Sessions as Django keeps them, found by a query that is put together once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from foundation.prepared import Later, Prepared


class SessionStore(db.SessionStore):
    """Django's own; every request of somebody logged in begins with reading one."""

    def _get_session_from_db(self) -> Session | None:
        """The session of the key, unless it is over; a key without one is forgotten."""
        found: Session | None = OPEN.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found


OPEN = Prepared(
    lambda: Session.objects.filter(
        session_key=Later("key", CharField()), expire_date__gt=Later("now", DateTimeField())
    )
)
