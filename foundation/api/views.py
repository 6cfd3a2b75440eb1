"""What every address of the open data has in common: a visitor reads it, whoever asks."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.site import queries as site

VISITOR = AnonymousUser()  # what is open is open to everybody: no session changes an answer
OK, NO_CONTENT = 200, 204


class OpenView(APIView):
    """Read-only, with an ETag of what is shown; a copy may be kept, and is asked about each time,
    since what was published can be withheld. While the demo is loaded each answer says so."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """Marked: the gates on the way to other pages are none on the way to this one."""
        view = super().as_view(**initkwargs)
        view.open_data = True
        return view

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Which methods there are; what is answered stands in the schema."""
        return Response(status=NO_CONTENT)

    def finalize_response(
        self, request: Request, response: HttpResponse, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With the ETag once the answer is written; 304 to who has the same."""
        found = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(found, Response) and found.status_code == OK:
            if site.is_demo():
                found.data = {"notice": _("Demonstration data: do not quote."), **found.data}
                found["X-Robots-Tag"] = "noindex"
            found["Cache-Control"] = "public, no-cache"
            found.add_post_render_callback(partial(conditional, request._request))
        return found


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    """The answer with a digest of what it shows as ETag, or 304 without it."""
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


class OpenList(OpenView, generics.ListAPIView):
    """A list in pages by key; `order` names columns of the rows themselves, the last one unique."""

    order: tuple[str, ...] = ("pk",)


class OpenOne(OpenView, generics.RetrieveAPIView):
    """One row with all that its page shows."""
