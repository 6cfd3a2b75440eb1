"""Choices of the staff pages: only what the user may see."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest


def choices_seen_by(site: Any, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
    """The rows of a model that the user sees on this site; none for a model without a page."""
    page = site._registry.get(model)
    if page is None or not page.has_view_permission(request):
        return model._default_manager.none()
    return page.get_queryset(request)


class SeenFilter(admin.RelatedFieldListFilter):
    """A filter by a related row that offers only rows the user may see."""

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> Any:
        rows = choices_seen_by(model_admin.admin_site, field.remote_field.model, request)
        return [(row.pk, str(row)) for row in rows]
