"""Forms to fill: the list, taking one in, the form itself, what goes into a cell."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.requests import actor_of, user_of
from foundation.answers import beside, sent, status_of
from foundation.files.views import answer
from foundation.one_line import one_line
from foundation.refusals import Refused, require
from gaoqiao.reports.access import (
    kept_places,
    may_keep_any,
    may_keep_form,
    places_for,
    visible_forms,
)
from gaoqiao.reports.actions import templates as acts
from gaoqiao.reports.district.forms import CellForm, ListForm, PeriodForm, UploadForm
from gaoqiao.reports.district.views.door import staff_page
from gaoqiao.reports.models import FormBinding, FormTemplate
from gaoqiao.reports.periods import past_periods, period_coded, period_of
from gaoqiao.reports.queries.filling import bindings_of, is_word
from gaoqiao.reports.queries.grids import asked_elsewhere, drawn_form
from gaoqiao.reports.queries.listed import (
    columns_to_choose,
    figures_to_choose,
    form_rows,
    table_of,
    that_fit,
    villages_first,
)
from gaoqiao.reports.queries.measures import measure_of
from gaoqiao.reports.queries.pouring import list_of
from gaoqiao.reports.queries.preview import with_numbers

MOST_PERIODS = 12


def form_of(request: HttpRequest, uuid: Any) -> FormTemplate:
    """A form that the user may open; 404 for any other."""
    return get_object_or_404(visible_forms(user_of(request)), uuid=uuid)


def other_forms(request: HttpRequest, row: FormTemplate) -> QuerySet[FormTemplate]:
    """The forms that the user may open beside this one."""
    return visible_forms(user_of(request)).exclude(pk=row.pk)


@staff_page
@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """The forms of my places, and the lists that ship."""
    user = user_of(request)
    keeps = may_keep_any(user)
    context = {
        "rows": form_rows(visible_forms(user)),
        "keeps": keeps,
        "list_form": ListForm(places=villages_first(kept_places(user))) if keeps else None,
    }
    return render(request, "reports/form_list.html", context)


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
def form_new(request: HttpRequest) -> HttpResponse:
    """Take a form in."""
    user = user_of(request)
    require(may_keep_any(user), _("You do not keep the forms of this place."))
    places = villages_first(kept_places(user))
    files = request.FILES if request.method == "POST" else None
    asked = UploadForm(sent(request), files, places=places)
    if request.method == "POST" and asked.is_valid():
        data = asked.cleaned_data
        try:
            form = acts.upload_form(
                by=actor_of(request),
                name=data["name"],
                place=data["place"],
                period=data["period"],
                uploaded=data["file"],
            )
        except Refused as refusal:
            beside(asked, refusal)
        else:
            messages.success(request, _("The form is kept. Choose a cell, then its figure."))
            return redirect("forms:form", form.uuid)
    status = status_of(asked)
    return render(request, "reports/form_new.html", {"form": asked}, status=status)


@staff_page
@require_POST
def list_add(request: HttpRequest) -> HttpResponse:
    """Keep one of the lists that ship."""
    user = user_of(request)
    require(may_keep_any(user), _("You do not keep the forms of this place."))
    asked = ListForm(request.POST, places=villages_first(kept_places(user)))
    if not asked.is_valid():
        messages.error(request, _("Choose a list and a place of yours."))
        return redirect("forms:list")
    try:
        data = asked.cleaned_data
        form = acts.add_list(
            by=actor_of(request), place=data["place"], preset=data["preset"], period="month"
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("forms:list")
    return redirect("forms:form", form.uuid)


@staff_page
@require_safe
def form(request: HttpRequest, uuid: Any) -> HttpResponse:
    """One form: the sheet with what goes where, having it filled, what was filled."""
    row, user = form_of(request, uuid), user_of(request)
    periods = past_periods(row.period, timezone.localdate(), MOST_PERIODS)
    bound = bindings_of(row)
    shown = request.GET.get("numbers", "")
    period = period_coded(shown) or period_of(row.period, timezone.localdate())
    if period.kind != row.period:
        raise Http404
    asked = [row.shipped_measure, *(one.measure for one in bound)]
    others = asked_elsewhere(other_forms(request, row), asked)
    cells = with_numbers(bound, others, period if shown else None)
    context = {
        "form": row,
        "keeps": may_keep_form(user, row) and row.ended_at is None,
        "drawn": None if row.preset else drawn_form(row, cells),
        "bound": cells,
        "asked": others.get(row.shipped_measure, {}),
        "numbers": period if shown else None,
        "today": period_of(row.period, timezone.localdate()),
        "ask": PeriodForm(periods=periods),
        "fills": row.fills.all()[:MOST_PERIODS],
    }
    return render(request, "reports/form.html", context)


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
def form_cell(request: HttpRequest, uuid: Any) -> HttpResponse:
    """What goes into one cell (`?at=`)."""
    row, user = form_of(request, uuid), user_of(request)
    at = request.GET.get("at", "").strip()[:120]
    require(may_keep_form(user, row), _("You do not keep the forms of this place."))
    if row.preset or not at:
        return redirect("forms:form", row.uuid)
    binding = next((one for one in bindings_of(row) if one.target == at), None)
    cell_form = cell_form_of(request, row, at, binding)
    if request.method == "POST" and cell_form.is_valid():
        data = cell_form.cleaned_data
        try:
            acts.bind_cell(by=actor_of(request), form=row, target=at, **data)
        except Refused as refusal:
            beside(cell_form, refusal)
        else:
            messages.success(request, _("Kept. The figure goes into the cell."))
            return redirect("forms:form", row.uuid)
    drawn = drawn_form(row).find(at)
    context = {
        "form": row,
        "cell_form": cell_form,
        "at": at,
        "cell": drawn,
        "asked": words_of(request),
    }
    status = status_of(cell_form)
    return render(request, "reports/form_cell.html", context, status=status)


def words_of(request: HttpRequest) -> str:
    """By which words figures are looked for (`?q=`)."""
    return one_line(request.GET.get("q", ""))[:60]


def cell_form_of(
    request: HttpRequest, row: FormTemplate, at: str, binding: FormBinding | None
) -> CellForm:
    """What is asked of a cell: its figures, those that fit what is looked for, and who asks for
    each already."""
    chosen, but = (binding.measure, binding.pk) if binding else ("", None)
    figures = that_fit(figures_to_choose(row.period), words_of(request), chosen)
    keys = [key for _heading, found in figures for key, _words, _one in found]
    in_list = is_word(row) and bool(list_of(at))
    form = CellForm(
        sent(request),
        figures=figures,
        columns=columns_to_choose(row.period) if in_list or not is_word(row) else [],
        places=villages_first(places_for(row)),
        asked=asked_elsewhere(other_forms(request, row), keys),
        in_list=in_list,
        initial={"place": row.place, "instead_of": but, **(first_of(binding) if binding else {})},
    )
    form.fields["measure"].widget.unfolded = bool(words_of(request))
    return form


def first_of(binding: FormBinding) -> dict[str, Any]:
    """What the form of a cell shows of what goes into it now."""
    measure = measure_of(binding.measure)
    column = f"{table_of(measure)}.{binding.column}" if measure and binding.column else ""
    shown = {"measure": binding.measure, "which": binding.which, "column": column}
    return {**shown, "place": binding.place}


@staff_page
@require_POST
def form_cell_empty(request: HttpRequest, uuid: Any, pk: int) -> HttpResponse:
    """Put nothing into a cell from now on."""
    row = form_of(request, uuid)
    binding = get_object_or_404(row.bindings.select_related("form__place"), pk=pk)
    return acted(request, row, lambda: acts.unbind_cell(by=actor_of(request), binding=binding))


@staff_page
@require_POST
def form_end(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Fill a form no more."""
    row = form_of(request, uuid)
    return acted(request, row, lambda: acts.end_form(by=actor_of(request), form=row))


def acted(request: HttpRequest, row: FormTemplate, act: Any) -> HttpResponse:
    """Do it, or say why not, on the form's page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("forms:form", row.uuid)


@staff_page
@require_safe
def form_file(request: HttpRequest, uuid: Any) -> FileResponse:
    """The form as it was uploaded."""
    row = form_of(request, uuid)
    return answer(row.file)
