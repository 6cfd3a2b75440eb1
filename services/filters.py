"""What the open data of this room is narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters

from foundation.one_line import one_line
from foundation.search.queries import matching
from residents.filters import PlaceFilter, WordsFilter
from residents.models import Place, Venue
from residents.models.place import in_ranges
from services.kinds import Audience, Cost, Kind, When
from services.models import Agreement, Listing, Statement
from services.queries.listing_filters import one_filter
from services.queries.listing_list import BEST
from services.terms import PUBLIC_STATES, Verdict


class InPlace(filters.FilterSet):
    """Rows with a place, by the place around them."""

    place = PlaceFilter(method="there")

    def there(self, rows: QuerySet[Any], _name: str, place: Place) -> QuerySet[Any]:
        """Those of a place and of what lies in it."""
        return rows.filter(in_ranges("place__path", [place.path]))


class ListingFilters(InPlace):
    """Services by the filters of their page."""

    q = WordsFilter(method="about")
    kind = filters.ChoiceFilter(choices=Kind.choices, method="by_axis")
    cost = filters.ChoiceFilter(choices=Cost.choices, method="by_axis")
    when = filters.ChoiceFilter(choices=When.choices, method="by_axis")

    class Meta:
        model = Listing
        fields: list[str] = []

    def about(self, rows: QuerySet[Listing], _name: str, words: str) -> QuerySet[Listing]:
        """Those that words find."""
        keys = matching(one_line(words), kind="listing").values_list("key", flat=True)[:BEST]
        return rows.filter(pk__in=[int(key) for key in keys])

    def by_axis(self, rows: QuerySet[Listing], name: str, value: str) -> QuerySet[Listing]:
        """What a filter of the page would show."""
        return rows.filter(one_filter(name, value, timezone.localtime(), {}))


# `for` is a word of the language, so that it cannot be written as the others are.
ListingFilters.base_filters["for"] = filters.ChoiceFilter(
    choices=Audience.choices, method="by_axis", field_name="for"
)


class VenueFilters(InPlace):
    """Venues by place."""

    class Meta:
        model = Venue
        fields: list[str] = []


class AgreementFilters(InPlace):
    """Agreements by place and state."""

    state = filters.ChoiceFilter(choices=[(one.value, one.label) for one in PUBLIC_STATES])

    class Meta:
        model = Agreement
        fields: list[str] = []


class StatementFilters(filters.FilterSet):
    """Statements of an agreement, or with a verdict."""

    agreement = filters.CharFilter(field_name="agreement__number", max_length=12)
    verdict = filters.ChoiceFilter(choices=Verdict.choices)

    class Meta:
        model = Statement
        fields: list[str] = []
