"""Public reports, their paper; for staff the book, the templates, and the rows behind a number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.files import office
from foundation.files.views import answer
from gaoqiao.reports import access
from gaoqiao.reports.models import Layout, RunState
from gaoqiao.reports.queries import sealed
from gaoqiao.reports.queries.pages import how_it_follows, part_asked, part_name, shown_report
from gaoqiao.reports.queries.papers import template_of
from gaoqiao.reports.queries.rows import page_number, rows_page
from gaoqiao.reports.queries.runs import published_runs, rows_behind
from residents.windows import Window

PAGE = 30


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """What was published, the newest period first."""
    number = page_number(request.GET.get("page", ""))
    found = list(published_runs()[(number - 1) * PAGE : number * PAGE + 1])
    context = {
        "runs": found[:PAGE],
        "number": number,
        "previous": number - 1,
        "next": number + 1 if len(found) > PAGE else 0,
    }
    return render(request, "reports/list.html", context)


@require_safe
def report(request: HttpRequest, run: UUID) -> HttpResponse:
    """A published report, as everybody reads and prints it."""
    row = get_object_or_404(access.public_runs(), uuid=run)
    context = {"run": row, "report": shown_report(row), "code": sealed.code(row)}
    return render(request, "reports/report.html", context)


@require_safe
def paper(request: HttpRequest, run: UUID) -> FileResponse:
    """The Word paper: of a published report everybody's, before that its makers'."""
    rows = access.visible_runs(request.user).select_related("paper")
    return answer(get_object_or_404(rows, uuid=run, state=RunState.DONE).paper)


@never_cache
@require_safe
@login_required
def book(request: HttpRequest, run: UUID) -> FileResponse:
    """The Excel book with every row."""
    rows = access.staff_runs(request.user).select_related("book")
    return answer(get_object_or_404(rows, uuid=run, state=RunState.DONE).book)


@never_cache
@require_safe
@login_required
def rows(request: HttpRequest, run: UUID, key: str) -> HttpResponse:
    """The rows that a number was counted from, of the whole or of one part."""
    row = get_object_or_404(access.staff_runs(request.user), uuid=run, state=RunState.DONE)
    part = part_asked(row, request.GET.get("part", ""))
    behind = rows_behind(row, key, part)
    if behind is None:
        raise Http404
    line, window = behind.line, Window((row.place.path,), row.since, row.until)
    asked = request.GET.get("page", "")
    context: dict[str, Any] = {
        "run": row,
        "line": line,
        "place": part_name(row, part) if part else row.place,
        "page": rows_page(line.measure, behind.keys, window, asked, how_it_follows(line)),
    }
    return render(request, "reports/rows.html", context)


@never_cache
@require_safe
@login_required
def template(request: HttpRequest, key: str, layout: str) -> HttpResponse:
    """The Word template that is in use, to be edited and sent back."""
    if layout not in Layout.values:
        raise Http404
    definition = get_object_or_404(access.definitions(request.user), key=key)
    response = HttpResponse(template_of(definition, layout), content_type=office.MEDIA[office.DOCX])
    response["Content-Disposition"] = f'attachment; filename="{key}-{layout}.docx"'
    return response
