"""A list as a file: the rows that the list shows, with its filters, written as they are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from django.contrib.admin.utils import display_for_field, label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from foundation.backoffice.cells import as_text

CHUNK = 500
BOM = "\ufeff"  # without it Excel takes Chinese for something else


class Echo:
    """What the csv writer writes to: gives each line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def as_file(request: HttpRequest, page: Any, cl: Any) -> StreamingHttpResponse:
    """The rows of a list as CSV, streamed."""
    name = f"{page.opts.model_name}-{timezone.localdate():%Y%m%d}.csv"
    return StreamingHttpResponse(
        lines(request, page, cl, get_language() or ""),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def lines(request: HttpRequest, page: Any, cl: Any, language: str) -> Iterator[str]:
    """The lines of the file: heads, then a line a row."""
    writer = csv.writer(Echo())
    columns = [name for name in cl.list_display if name != "action_checkbox"]
    with override(language):
        heads = [str(label_for_field(name, page.model, page)) for name in columns]
    yield BOM + writer.writerow(heads)
    rows = cl.queryset.iterator(chunk_size=CHUNK)
    while piece := list(islice(rows, CHUNK)):
        with override(language):
            page.prepare(request, piece)
        for row in piece:
            with override(language):
                cells = [as_text(cell(page, row, name)) for name in columns]
            yield writer.writerow(cells)


def cell(page: Any, row: Any, name: str) -> str:
    """What the list shows in a column, without marks."""
    try:
        field, _attr, value = lookup_field(name, row, page)
    except ObjectDoesNotExist:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return ""
    shown = value if field is None else display_for_field(value, field, "")
    return (unescape(strip_tags(shown)) if isinstance(shown, SafeString) else str(shown)).strip()
