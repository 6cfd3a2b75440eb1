"""The progress of a job; gathered into `ui`."""

from __future__ import annotations

from typing import Any

from django import template

from foundation.jobs.shown import Shown

register = template.Library()


@register.inclusion_tag("components/job.html")
def job(job: Shown, url: str = "") -> dict[str, Any]:
    """How far a job is; with its page's `url` it looks again by itself until the job has ended."""
    return {"job": job, "url": url}
