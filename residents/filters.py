"""What lists of rows with a place are narrowed by: villages, never grids, so they stay few."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.filters import once
from residents.access.people import reach, visible_places
from residents.models import Notice, Place
from residents.models.place import in_ranges

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
