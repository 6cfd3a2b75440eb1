"""Filled forms: asking for one, how far it is, what is in it, the rows behind a number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.requests import actor_of, user_of
from foundation.files.views import answer
from foundation.jobs.views import watched
from foundation.refusals import Refused, require
from gaoqiao.reports.access import may_keep_form, visible_fills
from gaoqiao.reports.actions.fills import ask_fill
from gaoqiao.reports.district.views.door import staff_page
from gaoqiao.reports.district.views.templates import form_of
from gaoqiao.reports.models import FormFill, RunState
from gaoqiao.reports.periods import period_coded
from gaoqiao.reports.queries.changes import was_compared
from gaoqiao.reports.queries.fills import (
    blanks_of,
    cells_of_fill,
    job_of,
    rows_of_fill,
    shown_fill,
)


def fill_of(request: HttpRequest, uuid: Any) -> FormFill:
    """A filled form that the user may open; 404 for any other."""
    return get_object_or_404(visible_fills(user_of(request)), uuid=uuid)


@staff_page
@require_POST
def form_fill(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Have a form filled."""
    row = form_of(request, uuid)
    require(may_keep_form(user_of(request), row), _("You do not keep the forms of this place."))
    period = period_coded(request.POST.get("period", ""))
    try:
        if period is None:
            raise Refused(_("This period is not over yet."))
        fill = ask_fill(by=actor_of(request), form=row, period=period)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("forms:form", row.uuid)
    return redirect("forms:fill", fill.uuid)


@staff_page
@require_safe
def fill(request: HttpRequest, uuid: Any) -> HttpResponse:
    """How far it is; filled, the numbers, what changed, what stayed empty."""
    row = fill_of(request, uuid)
    job = job_of(row)
    if job is not None and (again := watched(request, job)):
        return again
    cells = cells_of_fill(row)
    context = {
        "fill": row,
        "form": row.form,
        "done": row.state == RunState.DONE,
        "job": shown_fill(row),
        "cells": cells,
        "changed": [one for one in cells if one.before],
        "compared": was_compared(row),
        "blanks": blanks_of(row),
    }
    return render(request, "reports/form_filled.html", context)


@staff_page
@require_safe
def fill_file(request: HttpRequest, uuid: Any) -> FileResponse:
    """The filled form."""
    row = fill_of(request, uuid)
    return answer(row.file)


@staff_page
@require_safe
def fill_rows(request: HttpRequest, uuid: Any) -> HttpResponse:
    """The rows behind the number of a cell (`?at=`)."""
    row, at = fill_of(request, uuid), request.GET.get("at", "")
    if not at:
        return redirect("forms:fill", row.uuid)
    found = rows_of_fill(row, at, request.GET.get("page", ""))
    if not found:
        raise Http404
    cell = next(one for one in cells_of_fill(row) if one.at == at)
    longest = max((part.page for part in found), key=lambda page: page.count)
    context = {"fill": row, "form": row.form, "at": at, "cell": cell, "parts": found}
    return render(request, "reports/form_rows.html", {**context, "longest": longest})
