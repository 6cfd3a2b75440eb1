"""Bodies as open data: who deliberates where, never who sits there by name."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from committees.addresses import body_address
from committees.filters import BodyFilters
from committees.kinds import Area, SeatGroup
from committees.models import Body
from committees.queries.open_data import bodies_in_the_open
from committees.queries.representation import seat_counts
from foundation.api.fields import Page, Url
from foundation.api.shown import Shown
from foundation.api.views import VISITOR, OpenList, OpenOne
from residents.api import PlaceBrief

NUMBER = {"type": "integer"}
SEATS: dict[str, Any] = {
    "type": ["object", "null"],
    "required": ["party", "social", "vacant", "social_percent", "by_group"],
    "properties": {
        "party": NUMBER,
        "social": NUMBER,
        "vacant": NUMBER,
        "social_percent": {"type": ["integer", "null"]},
        "by_group": {"type": "object", "properties": dict.fromkeys(SeatGroup.values, NUMBER)},
    },
}


class BodyBrief(Shown):
    """A body beside what it did."""

    slug = serializers.CharField(source="organization.slug", read_only=True)
    name = serializers.CharField(source="organization.name", read_only=True)
    name_en = serializers.CharField(source="organization.name_en", read_only=True)

    class Meta:
        model = Body
        fields = ["slug", "name", "name_en", "kind"]


class BodyShown(BodyBrief):
    """A body; of the Party's its number only."""

    url = Url("committees:api_body", "organization.slug")
    page = Page(body_address)
    area = serializers.ChoiceField(Area.choices, allow_blank=True, read_only=True)
    place = PlaceBrief(source="organization.place", read_only=True)
    led_by = BodyBrief(read_only=True, allow_null=True)

    class Meta:
        model = Body
        fields = [
            *("url", "page", "slug", "name", "name_en", "kind", "area", "place", "led_by"),
            *("approved_by", "member_count", "reference_share", "decides"),
        ]


class BodyWithSeats(BodyShown):
    """A body with its seats counted."""

    seats = serializers.SerializerMethodField(
        help_text=_("Seats of today, by the group they speak for; null for bodies of the Party.")
    )

    class Meta(BodyShown.Meta):
        fields = [*BodyShown.Meta.fields, "seats"]

    @extend_schema_field(SEATS)
    def get_seats(self, body: Body) -> dict[str, Any] | None:
        """The stones of the arch."""
        if body.is_party:
            return None
        found = seat_counts([body], timezone.localdate())[body.pk]
        return {
            "party": found.party,
            "social": found.social,
            "vacant": found.vacant,
            "social_percent": found.percent,
            "by_group": found.by_group,
        }


class Bodies(OpenList):
    """Every body."""

    words = _("Bodies that deliberate or decide.")
    serializer_class = BodyShown
    filterset_class = BodyFilters

    def get_queryset(self) -> QuerySet[Body]:
        """Those that have not ended."""
        return bodies_in_the_open(VISITOR)


class OneBody(OpenOne):
    """One body."""

    words = _("One body with its seats, counted.")
    serializer_class = BodyWithSeats
    lookup_field, lookup_url_kwarg = "organization__slug", "slug"

    def get_queryset(self) -> QuerySet[Body]:
        """Those that have not ended."""
        return bodies_in_the_open(VISITOR)
