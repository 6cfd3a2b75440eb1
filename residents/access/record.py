"""Who reads the record: within the places of the right, and what has no place for auditors."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from foundation.jobs.models import Job
from foundation.record.models import Entry, Reading
from foundation.site.models import Installation
from residents.access.people import posts_within
from residents.access.standing import footings, has_right, paths_with
from residents.models import Holding
from residents.models.place import in_ranges
from residents.roles import Right

AUDITORS = {"audit_admin"}


def visible_entries(user: Any) -> QuerySet[Entry]:
    """Entries about the places in which the user reads the record; an audit administrator also
    sees those about no place, such as log-ins."""
    steps = footings(user)
    found = in_ranges("place_path", paths_with(steps, Right.READ_RECORD))
    if any(step.role in AUDITORS for step in steps):
        found |= Q(place_path="")
    return Entry.objects.filter(found)


def visible_readings(user: Any) -> QuerySet[Reading]:
    """Looks at personal data by the posts of the places in which the user reads the record."""
    paths = paths_with(footings(user), Right.READ_RECORD)
    posts = Holding.objects.filter(posts_within(paths, "post__"))
    return Reading.objects.filter(holding__in=posts.values("pk"))


def visible_jobs(user: Any) -> QuerySet[Job]:
    """Jobs, for who keeps the system."""
    return Job.objects.all() if has_right(user, Right.KEEP_SYSTEM) else Job.objects.none()


def visible_installation(user: Any) -> QuerySet[Installation]:
    """What this database is, for who keeps the system."""
    keeps = has_right(user, Right.KEEP_SYSTEM)
    return Installation.objects.all() if keeps else Installation.objects.none()
