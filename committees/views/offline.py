"""What the desk answers while there is no network: a page and its worker, nobody's data in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page that a browser keeps; it shows what the device holds itself."""
    return render(request, "committees/offline.html")


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers with it; it stands here because it may answer only for pages below
    its own address."""
    return render(request, "committees/offline.js", content_type="text/javascript")
