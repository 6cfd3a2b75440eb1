"""What the open data of this room is narrowed by."""

from __future__ import annotations

from django_filters import rest_framework as filters

from services.filters import InPlace
from workshops.kinds import Kind
from workshops.models import Opening, Workshop


class WorkshopFilters(InPlace):
    """Workshops by kind and place."""

    kind = filters.ChoiceFilter(choices=Kind.choices)

    class Meta:
        model = Workshop
        fields: list[str] = []


class OpeningFilters(filters.FilterSet):
    """Openings of a workshop."""

    workshop = filters.CharFilter(field_name="workshop__slug", max_length=80)

    class Meta:
        model = Opening
        fields: list[str] = []
