"""Where the open data begins, and its description for programs."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.schema import described
from foundation.api.views import OpenView
from gaoqiao.rooms import LISTS

ADDRESSES = {
    "type": "object",
    "properties": {"notice": {"type": "string"}},
    "additionalProperties": {"type": "string", "format": "uri"},
}


def address_of(name: str) -> str:
    """The address of a list; empty where its room is switched off."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class Root(OpenView):
    """Which lists there are."""

    words = _("The lists that there are, by name.")

    @extend_schema(responses={200: ADDRESSES})
    def get(self, request: Request) -> Response:
        """The address of each."""
        found = {key: address_of(name) for key, name in LISTS.items()}
        return Response(
            {key: request.build_absolute_uri(path) for key, path in found.items() if path}
        )


class Schema(OpenView):
    """The OpenAPI document, in the language of the address."""

    schema: Any = None

    def get(self, request: Request) -> Response:
        """The whole of it."""
        return Response(described(get_language() or ""))
