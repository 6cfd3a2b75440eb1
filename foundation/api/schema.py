"""The open data described for programs: OpenAPI 3.1, from the addresses and what they show."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework.generics import ListAPIView

PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "reason"],
                "properties": {"name": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}
ETAG = {"ETag": {"schema": {"type": "string"}}}


class Described(AutoSchema):
    """One address: the words of its view, and every way in which it can say no."""

    def get_summary(self) -> str:
        """What there is, in a sentence."""
        return str(self.view.words)

    def get_description(self) -> str:
        """The same; the docstrings are for us."""
        return ""

    def get_tags(self) -> list[str]:
        """The noun of the address."""
        return [self.path.partition("/api/v1/")[2].partition("/")[0] or "v1"]

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        """What is read, and the refusals."""
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        bodies["200"]["headers"] = ETAG
        bodies["304"] = {"description": _("Nothing has changed since the ETag that was sent.")}
        for status in self.refusals():
            content = {"application/problem+json": {"schema": PROBLEM}}
            bodies[status] = {"description": _("A refusal, in words."), "content": content}
        return bodies

    def refusals(self) -> list[str]:
        """The statuses of what is refused here."""
        if isinstance(self.view, ListAPIView):
            return ["400", "406"]
        return ["404", "406"] if "{" in self.path else ["406"]


def only_open_data(endpoints: list[Any]) -> list[Any]:
    """A hook of the generator: other interfaces have a description of their own."""
    return [one for one in endpoints if "/api/v1/" in one[0]]


@cache
def described(language: str) -> dict[str, Any]:
    """The whole document; found out once a process, since no address comes or goes later."""
    with override(language):
        found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
        found["info"]["description"] = _("What the portal publishes, to be read by programs.")
    return found
