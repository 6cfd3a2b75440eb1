"""Open data of this room: places, and needs as everybody may read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import Page, Url
from foundation.api.shown import Shown
from foundation.api.views import OpenList, OpenOne
from residents.filters import NeedFilters, PlaceFilters
from residents.models import Need, NeedCategory, NeedStep, Organization, Place, Post, Venue
from residents.models.need import NeedQuerySet
from residents.models.place import PlaceQuerySet
from residents.queries.open_data import needs_in_the_open, places_in_the_open, with_thread
from residents.queries.published import need_address
from residents.queries.supports import FEWEST
from residents.stages import STAGE_OF, Stage, StepKind


class PlaceBrief(Shown):
    """A place beside what lies in it."""

    class Meta:
        model = Place
        fields = ["id", "code", "name", "name_en"]


class OrganizationBrief(Shown):
    """An organisation beside what it does."""

    class Meta:
        model = Organization
        fields = ["uuid", "slug", "name", "name_en", "kind"]


class VenueBrief(Shown):
    """A venue beside what is in it."""

    class Meta:
        model = Venue
        fields = ["uuid", "slug", "name", "name_en", "address"]


class PostBrief(Shown):
    """An office, never who holds it."""

    class Meta:
        model = Post
        fields = ["title", "title_en"]


class PlaceShown(Shown):
    """A place of any level."""

    url = Url("residents:api_place")

    class Meta:
        model = Place
        fields = [
            *("url", "id", "code", "name", "official_name", "name_en"),
            *("level", "kind", "parent", "latitude", "longitude"),
        ]


class CategoryBrief(Shown):
    """A kind of need."""

    class Meta:
        model = NeedCategory
        fields = ["key", "name", "name_en"]


@extend_schema_field({"type": ["string", "null"]})
class NeedNumber(serializers.ReadOnlyField):
    """The number of a need beside what came of it; null where not everybody may read the need."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: Need) -> str | None:
        """The number, if the need is public."""
        return value.number if value.public_at else None


class NeedShown(Shown):
    """A need, by its public title and sentence."""

    url = Url("residents:api_need", "number")
    page = Page(need_address)
    title = serializers.CharField(source="public_title", read_only=True)
    sentence = serializers.CharField(source="public_sentence", read_only=True)
    category = CategoryBrief(read_only=True, allow_null=True)
    place = PlaceBrief(read_only=True)
    stage = serializers.SerializerMethodField()
    late = serializers.BooleanField(read_only=True)
    office = PostBrief(source="owner_post", read_only=True, allow_null=True)
    merged_into = NeedNumber()
    supporters = serializers.SerializerMethodField(
        help_text=_("How many have the need, too; null for one to four.")
    )

    class Meta:
        model = Need
        fields = [
            *("url", "page", "number", "title", "sentence", "category", "place"),
            *("state", "stage", "round", "office", "promised_on", "late", "supporters"),
            *("created_at", "public_at", "answered_at", "closed_at", "merged_into"),
        ]

    @extend_schema_field(serializers.ChoiceField(Stage.choices))
    def get_stage(self, need: Need) -> str:
        """Which of the five stages it stands in."""
        return STAGE_OF[need.state].value  # type: ignore[index]

    def get_supporters(self, need: Need) -> int | None:
        """The number, unless it would tell of somebody."""
        number: int = need.supporters  # type: ignore[attr-defined]  # annotated
        return number if not number or number >= FEWEST else None


class StepShown(Shown):
    """A step of the thread."""

    kind = serializers.ChoiceField(StepKind.choices, read_only=True)
    office = PostBrief(source="post", read_only=True, allow_null=True)

    class Meta:
        model = NeedStep
        fields = ["kind", "round", "at", "office", "sentence"]


class NeedWithThread(NeedShown):
    """A need with every step."""

    steps = StepShown(many=True, read_only=True)

    class Meta(NeedShown.Meta):
        fields = [*NeedShown.Meta.fields, "steps"]


class Places(OpenList):
    """Places in the order of the portal."""

    words = _("Places: the town with its villages and communities, and what it lies in.")
    serializer_class = PlaceShown
    filterset_class = PlaceFilters
    order = ("path",)

    def get_queryset(self) -> PlaceQuerySet:
        """Those of the town that have not ended."""
        return places_in_the_open()


class OnePlace(OpenOne):
    """One place."""

    words = _("One place.")
    serializer_class = PlaceShown

    def get_queryset(self) -> PlaceQuerySet:
        """Those of the town that have not ended."""
        return places_in_the_open()


class Needs(OpenList):
    """Needs, the last published first."""

    words = _("Needs whose public title and sentence a clerk has confirmed.")
    serializer_class = NeedShown
    filterset_class = NeedFilters
    order = ("-public_at", "-pk")

    def get_queryset(self) -> NeedQuerySet:
        """The public ones."""
        return needs_in_the_open()


class OneNeed(OpenOne):
    """One need."""

    words = _("One need with every step of its way.")
    serializer_class = NeedWithThread
    lookup_field = "number"

    def get_queryset(self) -> NeedQuerySet:
        """The public ones."""
        return with_thread(needs_in_the_open())
