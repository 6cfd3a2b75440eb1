"""What every address of the open data has in common: a visitor reads it, whoever asks."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.api import copies
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
            if demo := site.is_demo():
                found.data = self.marked(found.data)
            copies.mark(found, demo=demo)
            found.add_post_render_callback(partial(copies.kept, request._request))
        return found

    def marked(self, data: Any) -> Any:
        """What the demo answers, saying so."""
        return {"notice": _("Demonstration data: do not quote."), **data}


class OpenList(OpenView, generics.ListAPIView):
    """A list in pages by key; `order` names columns of the rows themselves, the last one unique."""

    order: tuple[str, ...] = ("pk",)


class OpenOne(OpenView, generics.RetrieveAPIView):
    """One row with all that its page shows."""
