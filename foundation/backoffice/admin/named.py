"""What the staff pages call rows of any sort, for pages that list rows of many sorts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Named:
    """A row that the reader may open: what its page is called, and where that page is."""

    title: str
    url: str


def named_rows(
    site: AdminSite, request: HttpRequest, label: str, keys: Iterable[str]
) -> dict[str, Named]:
    """Of the rows of one model (`residents.need`) those that the reader may see on a staff page, by
    their keys. One query; none where there is no such page, or it is not the reader's."""
    try:
        page: Any = site._registry.get(apps.get_model(label))
    except (LookupError, ValueError):  # of nothing, or of what is no more
        return {}
    if page is None or not page.has_view_permission(request):
        return {}
    rows = page.get_queryset(request).filter(pk__in=keys)
    if related := page.get_list_select_related(request):
        rows = rows.select_related(*related)
    address = admin_urlname(page.opts, SafeString("change"))
    return {
        str(row.pk): Named(str(page.title_of(row)), reverse(address, args=[row.pk])) for row in rows
    }
