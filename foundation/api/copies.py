"""Copies of what is open to everybody: kept by anybody, and asked about each time, since what was
published can be withheld."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from foundation.site import queries as site

View = Callable[..., HttpResponse]


def kept(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    """The answer with a digest of what it shows as ETag, or 304 without it."""
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def mark(response: HttpResponse, *, demo: bool) -> None:
    """Say that copies may be kept, and that no search engine should take in a demo."""
    response["Cache-Control"] = "public, no-cache"
    if demo:
        response["X-Robots-Tag"] = "noindex"


def open_to_all(view: View) -> View:
    """A view that shows everybody the same: no gate is on the way to it, and copies are kept."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        mark(response, demo=site.is_demo())
        return kept(request, response) or response

    shown.open_data = True  # type: ignore[attr-defined]
    return shown
