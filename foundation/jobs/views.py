"""How a page watches a job. The room's own view finds the job through what its reader may see.

    def run_page(request, pk):
        run = get_object_or_404(visible_runs(request.user), pk=pk)
        return jobs.watched(request, run.job) or render(…, {"job": jobs.shown(run.job)})

The page draws `{% job job request.get_full_path %}` and loads htmx. Where scripts do not run, there
is a link to look again: a page that loads itself on a timer is in the way of who reads slowly.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRefresh

from foundation.jobs.models import Job
from foundation.jobs.shown import TARGET, Shown


def shown(job: Job) -> Shown:
    """The job for its page."""
    return Shown(job.state, job.progress, tried=job.attempts > 0)


def watched(request: HttpRequest, job: Job | Shown) -> HttpResponse | None:
    """The answer to the component when it looks again: what is in it, or, once the job has ended,
    the order to load the page anew. None when a reader asks for the page. Work of several jobs is
    handed over as the room itself has added it up (`Shown`).
    """
    if request.headers.get("HX-Target") != TARGET:
        return None
    now = shown(job) if isinstance(job, Job) else job
    response: HttpResponse
    if now.ended:
        response = HttpResponseClientRefresh()
    else:
        context = {"job": now, "url": request.get_full_path()}
        response = render(request, "components/job_now.html", context)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Target"])
    return response
