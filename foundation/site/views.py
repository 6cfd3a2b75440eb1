"""`/p/<code>`: where printed codes lead."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from foundation.site import queries
from foundation.site.codes import is_local


@require_safe
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """Lead a printed code to its page, on this site only; the page chooses the language."""
    link = queries.short_link(code)
    if link is None or not is_local(link.address):
        raise Http404
    return HttpResponseRedirect(link.address)
