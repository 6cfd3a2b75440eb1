"""Services with their hours, and the venues in use, as open data."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import Page, Telephone, Url
from foundation.api.shown import Shown
from foundation.api.views import VISITOR, OpenList, OpenOne
from residents.api import OrganizationBrief, PlaceBrief, VenueBrief
from residents.models import Venue
from services.addresses import listing_address
from services.filters import ListingFilters, VenueFilters
from services.hours import sorts_of
from services.kinds import Audience, Kind
from services.models import HoursException, HoursRule, Listing, OpenSpan
from services.queries.open_data import listings_in_the_open, venues_in_the_open

# The sorts of days, in the order of `services.hours`.
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday", "make_up")


def listing_page(listing: Listing) -> str:
    """The page of a listing."""
    return listing_address(listing.slug)


@extend_schema_field({"type": "string", "pattern": r"^([01]\d|2[0-4]):[0-5]\d$"})
class Minute(serializers.ReadOnlyField):
    """A minute of the day as a time; the last is 24:00."""

    def to_representation(self, value: int) -> str:
        """Hours and minutes."""
        return f"{value // 60:02}:{value % 60:02}"


class RuleShown(Shown):
    """Hours on some sorts of days, over `[since, until)`."""

    days = serializers.SerializerMethodField(
        help_text=_("A public holiday is only `holiday`, a weekend day worked only `make_up`.")
    )
    opens = Minute(source="start")
    closes = Minute(source="end")

    class Meta:
        model = HoursRule
        fields = ["days", "opens", "closes", "since", "until"]

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(DAYS)}})
    def get_days(self, rule: HoursRule) -> list[str]:
        """The sorts of days."""
        return [DAYS[sort] for sort in sorted(sorts_of(rule.sorts))]


class SpanShown(Shown):
    """Open on a day."""

    opens = Minute(source="start")
    closes = Minute(source="end")

    class Meta:
        model = OpenSpan
        fields = ["day", "opens", "closes"]


class ExceptionShown(Shown):
    """A day with hours of its own; none when closed."""

    spans = serializers.SerializerMethodField()

    class Meta:
        model = HoursException
        fields = ["day", "spans", "reason"]

    @extend_schema_field(
        {"type": "array", "items": {"type": "array", "items": {"type": "string"}, "minItems": 2}}
    )
    def get_spans(self, row: HoursException) -> list[list[str]]:
        """Pairs of times."""
        return [[Minute().to_representation(minute) for minute in span] for span in row.spans]


class ListingShown(Shown):
    """A service."""

    url = Url("services:api_listing", "slug")
    page = Page(listing_page)
    place = PlaceBrief(read_only=True)
    venue = VenueBrief(read_only=True, allow_null=True)
    provider = OrganizationBrief(read_only=True, allow_null=True)
    telephone = Telephone()
    kinds = serializers.SerializerMethodField()
    audiences = serializers.SerializerMethodField(help_text=_("Empty where it is for everybody."))
    hours = RuleShown(source="rules", many=True, read_only=True)
    exceptions = ExceptionShown(many=True, read_only=True)
    coming_days = SpanShown(source="open_spans", many=True, read_only=True)

    class Meta:
        model = Listing
        fields = [
            *("url", "page", "uuid", "slug", "name", "name_en", "summary", "summary_en"),
            *("kinds", "audiences", "provider", "place", "venue", "telephone", "is_free", "price"),
            *("reductions", "eligibility", "documents", "state", "state_why"),
            *("last_confirmed_on", "hours", "exceptions", "coming_days"),
        ]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Kind.choices)))
    def get_kinds(self, listing: Listing) -> list[str]:
        """What one comes for."""
        return [row.kind for row in listing.kinds.all()]

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Audience.choices)))
    def get_audiences(self, listing: Listing) -> list[str]:
        """For whom it is above all."""
        return [row.audience for row in listing.audiences.all()]


class VenueShown(Shown):
    """A venue."""

    url = Url("services:api_venue", "slug")
    place = PlaceBrief(read_only=True)

    class Meta:
        model = Venue
        fields = [
            *("url", "uuid", "slug", "name", "name_en", "place", "address", "owner_type"),
            *("area_m2", "capacity", "step_free", "accessible_toilet", "latitude", "longitude"),
        ]


class Listings(OpenList):
    """Services."""

    words = _("Services that people can use, with their hours.")
    serializer_class = ListingShown
    filterset_class = ListingFilters
    order = ("slug",)

    def get_queryset(self) -> QuerySet[Listing]:
        """Those that have not ended."""
        return listings_in_the_open(VISITOR, timezone.localdate())


class OneListing(OpenOne):
    """One service."""

    words = _("One service with its hours.")
    serializer_class = ListingShown
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Listing]:
        """Those that have not ended."""
        return listings_in_the_open(VISITOR, timezone.localdate())


class Venues(OpenList):
    """Venues in use."""

    words = _("Venues of services and agreements that are public.")
    serializer_class = VenueShown
    filterset_class = VenueFilters
    order = ("slug",)

    def get_queryset(self) -> QuerySet[Venue]:
        """Those that everybody knows of."""
        return venues_in_the_open(VISITOR)


class OneVenue(OpenOne):
    """One venue in use."""

    words = _("One venue.")
    serializer_class = VenueShown
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Venue]:
        """Those that everybody knows of."""
        return venues_in_the_open(VISITOR)
