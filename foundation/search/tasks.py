"""The index, kept true behind a change of a name and an end."""

from __future__ import annotations

from typing import Any

from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from foundation.search import actions as search


@job("foundation.refresh_search")
def refresh_search(job: Job) -> dict[str, Any]:
    """Write the rows that still say an old name, and drop those of what has ended; again does no
    harm."""
    return {"rows": search.refresh()}
