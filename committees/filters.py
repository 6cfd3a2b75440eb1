"""What the open data of this room is narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from committees.kinds import BodyKind, MeetingState, OutcomeState
from committees.models import Body, Meeting, Minutes, Resolution
from residents.filters import PlaceFilter
from residents.models import Place
from residents.models.place import in_ranges

OUTCOMES = [("open", _("Being carried out")), ("late", _("Overdue")), ("ended", _("Ended"))]


class BodyFilters(filters.FilterSet):
    """Bodies by kind, and by the place around them."""

    kind = filters.ChoiceFilter(choices=BodyKind.choices)
    place = PlaceFilter(method="there")

    def there(self, rows: QuerySet[Body], _name: str, place: Place) -> QuerySet[Body]:
        """Those of a place and of what lies in it."""
        return rows.filter(in_ranges("organization__place__path", [place.path]))


class OfBody(filters.FilterSet):
    """What a body did, by the body and by the place around it; `way` leads to the meeting."""

    way = ""
    body = filters.CharFilter(method="by_body", max_length=80)
    place = PlaceFilter(method="there")

    def by_body(self, rows: QuerySet[Any], _name: str, slug: str) -> QuerySet[Any]:
        """Of the body with this slug."""
        return rows.filter(**{f"{self.way}lead__organization__slug": slug})

    def there(self, rows: QuerySet[Any], _name: str, place: Place) -> QuerySet[Any]:
        """Of the bodies of a place and of what lies in it."""
        return rows.filter(in_ranges(f"{self.way}lead__organization__place__path", [place.path]))


class MeetingFilters(OfBody):
    """Meetings, also by state and day."""

    state = filters.ChoiceFilter(choices=MeetingState.choices)
    since = filters.DateFilter(field_name="starts_at", lookup_expr="date__gte")
    until = filters.DateFilter(field_name="starts_at", lookup_expr="date__lt")

    class Meta:
        model = Meeting
        fields: list[str] = []


class MinutesFilters(OfBody):
    """Published papers."""

    way = "meeting__"

    class Meta:
        model = Minutes
        fields: list[str] = []


class OutcomeFilters(OfBody):
    """Outcomes, also by how they stand, as their page has it."""

    way = "item__meeting__"
    state = filters.ChoiceFilter(choices=OUTCOMES, method="standing")

    class Meta:
        model = Resolution
        fields: list[str] = []

    def standing(self, rows: QuerySet[Resolution], _name: str, state: str) -> QuerySet[Resolution]:
        """Open ones, those past their date, or ended ones."""
        still = Q(state=OutcomeState.OPEN)
        late = still & Q(due_on__lt=timezone.localdate())
        return rows.filter({"open": still, "late": late, "ended": ~still}[state])
