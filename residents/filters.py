"""What lists are narrowed by: on the staff pages villages, never grids, so they stay few; in the
open data what the public pages are narrowed by."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from foundation.backoffice.filters import once
from foundation.one_line import one_line
from residents.access.people import reach, visible_places
from residents.models import Need, Notice, Place
from residents.models.place import in_ranges
from residents.queries.categories import categories_handled
from residents.queries.need_list import WORDS_LENGTH, in_stage, in_village, numbers_about
from residents.stages import Stage

MOST = 60  # villages offered; who oversees more searches for a name


def villages_offered(user: Any) -> list[tuple[str, str]]:
    """The villages in which somebody does staff work; none where there is nothing to choose, or
    too much."""
    villages = visible_places().within(*reach(user)).filter(level=Place.Level.VILLAGE)
    rows = [(row.path, str(row)) for row in villages[: MOST + 1]]
    return rows if 1 < len(rows) <= MOST else []


class CallStateFilter(admin.SimpleListFilter):
    """How calls stand: only what a call can be, in the words of the call list."""

    title, parameter_name = _("state"), "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        call = partial(Notice, channel=Notice.Channel.CALL)
        return [(state.value, call(state=state).state_words) for state in Notice.CALL_STATES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        """How many calls stand so."""
        return {
            f"{number}__c": Count(pk_attname, filter=Q(state=state), distinct=True)
            for number, (state, _label) in enumerate(self.lookup_choices)
        }


class VillageFilter(admin.SimpleListFilter):
    """In which village or community, with what lies in it; `columns` hold the path of a row."""

    title, parameter_name = _("Place"), "place"
    columns: tuple[str, ...] = ("place__path",)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return once(request, "villages", lambda: villages_offered(request.user))

    def inside(self, path: str) -> Q:
        """The condition that a row lies in the place."""
        found = Q()
        for column in self.columns:
            found |= in_ranges(column, [path])
        return found

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        path = self.value()
        offered = {str(key) for key, _label in self.lookup_choices}
        return queryset.filter(self.inside(path)) if path in offered else queryset

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        """One sum a village; all are asked for at once."""
        return {
            f"{number}__c": Count(pk_attname, filter=self.inside(str(path)), distinct=True)
            for number, (path, _label) in enumerate(self.lookup_choices)
        }


def places_named(_request: Any = None) -> QuerySet[Place]:
    """The places that the open data can be narrowed to."""
    return visible_places()


@extend_schema_field(OpenApiTypes.INT)
class PlaceFilter(filters.ModelChoiceFilter):
    """A place by its `id`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=places_named, **options)


@extend_schema_field({"type": "string", "maxLength": WORDS_LENGTH})
class WordsFilter(filters.CharFilter):
    """Words to look for, as the pages take them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=WORDS_LENGTH, **options)


class PlaceFilters(filters.FilterSet):
    """Places by level, kind, and the place around them."""

    level = filters.ChoiceFilter(choices=Place.Level.choices)
    kind = filters.ChoiceFilter(choices=Place.Kind.choices)
    within = PlaceFilter(method="inside")

    def inside(self, rows: QuerySet[Place], _name: str, place: Place) -> QuerySet[Place]:
        """What is or lies in a place."""
        return rows.filter(in_ranges("path", [place.path]))


class NeedFilters(filters.FilterSet):
    """Needs by the filters of their page."""

    q = WordsFilter(method="about")
    village = PlaceFilter(method="there")
    kind = filters.ModelChoiceFilter(
        field_name="category",
        queryset=lambda _request: categories_handled(),
        to_field_name="key",
    )
    stage = filters.ChoiceFilter(choices=Stage.choices, method="standing")

    def about(self, rows: QuerySet[Need], _name: str, words: str) -> QuerySet[Need]:
        """Those that words find."""
        return rows.filter(number__in=numbers_about(one_line(words)))

    def there(self, rows: QuerySet[Need], _name: str, place: Place) -> QuerySet[Need]:
        """Those of a village and of everything in it."""
        return rows.filter(in_village(place))

    def standing(self, rows: QuerySet[Need], _name: str, stage: str) -> QuerySet[Need]:
        """Those that stand in a stage."""
        return rows.filter(in_stage(Stage(stage)))
