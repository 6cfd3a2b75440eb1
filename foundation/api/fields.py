"""Addresses in answers: of the row in the open data, and of its page for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import is_valid_path, reverse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.phones import office_number


@extend_schema_field(OpenApiTypes.URI)
class Url(serializers.Field):
    """Where the open data has the row: by the name of its address and the field of its key."""

    def __init__(self, name: str, key: str = "pk", **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.address, self.key = name, key

    def to_representation(self, value: Any) -> str:
        """The absolute address."""
        for part in self.key.split("."):
            value = getattr(value, part)
        told: str = self.context["request"].build_absolute_uri(reverse(self.address, args=[value]))
        return told


@extend_schema_field({"type": ["string", "null"], "format": "uri"})
class Page(serializers.Field):
    """Where people read it, in the language of the answer; null where its room is closed."""

    def __init__(self, address: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.address = address

    def to_representation(self, value: Any) -> str | None:
        """The absolute address."""
        prefix = "/en" if (get_language() or "").startswith("en") else ""
        path = prefix + self.address(value)
        if not is_valid_path(path.partition("#")[0]):
            return None
        told: str = self.context["request"].build_absolute_uri(path)
        return told


@extend_schema_field({"type": ["string", "null"]})
class Telephone(serializers.Field):
    """A number to call; null for a mobile, which may be somebody's own and stands on the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: str) -> str | None:
        """The number as it is dialled."""
        return office_number(value)
