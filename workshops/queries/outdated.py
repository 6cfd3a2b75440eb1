"""Personal values of applications and of people at work whose time is over
(`workshops.retention`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from workshops.kinds import UNDECIDED
from workshops.models import Application, Employment
from workshops.retention import DAYS


def applications_over(now: datetime) -> QuerySet[Application]:
    """Applications that still say who applied, and need not any more."""
    before = now - timedelta(days=DAYS["applications"])
    decided = ~Q(state__in=UNDECIDED) & Q(decided_at__lte=before)
    left = Q(state__in=UNDECIDED, opening__ended_at__lte=before)
    known = ~Q(name="") | ~Q(phone="") | ~Q(words="")
    return Application.objects.filter(decided | left).filter(known)


def workers_over(now: datetime) -> QuerySet[Employment]:
    """People who left work, and whose names are needed no more."""
    day = timezone.localdate(now) - timedelta(days=DAYS["workers"])
    return Employment.objects.filter(until__lte=day).exclude(worker="", person=None)
