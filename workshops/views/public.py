"""Workshops and work to be had, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.one_line import one_line
from foundation.phones import normal_phone
from residents.bilingual import named
from workshops.gain import Gain
from workshops.gain_words import gain_headline, gain_rows, month_words, yuan
from workshops.kinds import OpeningState
from workshops.models import Opening, Workshop
from workshops.queries.figures import figures_of
from workshops.queries.public import (
    Month,
    Row,
    opening_of,
    openings_found,
    workshop_page,
    workshop_rows,
)

WORDS_LENGTH = 50


@require_safe
def workshop_list(request: HttpRequest) -> HttpResponse:
    """Every workshop, in place order; the figures of all, each with what it is made of."""
    figures = figures_of(request.user)
    gain = figures.gain
    context = {
        "rows": [shown_row(row) for row in workshop_rows(request.user)],
        "figures": figures,
        "uncounted": figures.workshops - figures.counted,
        "gain": gain_headline(gain) if isinstance(gain, Gain) else "",
        "definition": gain_rows(gain, _("The newest published one of each"))
        if isinstance(gain, Gain)
        else [],
    }
    return render(request, "workshops/workshop_list.html", context)


@require_safe
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    """One workshop: who works there, what they earn more, by which definition, and what is open."""
    page = workshop_page(request.user, slug)
    if page is None:
        raise Http404
    newest = page.months[0] if page.months else None
    gain = newest.gain if newest else None
    context = {
        **about(page.workshop),
        "newest": newest.report if newest else None,
        "month": month_words(newest.report.month) if newest else "",
        "headline": gain_headline(gain),
        "known": isinstance(gain, Gain),
        "definition": gain_rows(gain, month_words(newest.report.month))
        if newest and isinstance(gain, Gain)
        else [],
        "columns": month_columns(),
        "months": [month_cells(month) for month in page.months],
        "openings": [shown_opening(opening) for opening in page.openings],
    }
    return render(request, "workshops/workshop.html", context)


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Work to be had now, what closes soonest first."""
    words = one_line(request.GET.get("q", ""))[:WORDS_LENGTH]
    rows = [shown_opening(opening) for opening in openings_found(request.user, words)]
    context = {"rows": rows, "words": words, "number": len(rows)}
    return render(request, "workshops/job_list.html", context)


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening: what work, what it pays, until when, and how to apply."""
    found = opening_or_404(request, pk)
    context = shown_opening(found) | about(found.workshop)
    return render(request, "workshops/job.html", context)


def opening_or_404(request: HttpRequest, pk: int) -> Opening:
    """The opening, if its page is there."""
    found = opening_of(request.user, pk)
    if found is None:
        raise Http404
    return found


def about(row: Workshop) -> dict[str, Any]:
    """What every page says of a workshop."""
    return {
        "workshop": row,
        "name": named(row),
        "summary": named(row, "summary"),
        "host": named(row.host),
        "place": named(row.place),
        "venue": named(row.venue),
        "callable": normal_phone(row.telephone),
    }


def shown_row(row: Row) -> dict[str, Any]:
    """A workshop in the list."""
    return about(row.workshop) | {
        "namesake": named(row.workshop.namesake),
        "report": row.report,
        "month": month_words(row.report.month) if row.report else "",
        "openings": row.openings,
    }


def shown_opening(opening: Opening) -> dict[str, Any]:
    """An opening, and whether one can apply."""
    over = opening.closes_on < timezone.localdate()
    left = opening.wanted - opening.hired
    return {
        "opening": opening,
        "title": named(opening, "title"),
        "workshop": opening.workshop,
        "workshop_name": named(opening.workshop),
        "place": named(opening.workshop.place),
        "takes": opening.state == OpeningState.OPEN and not over and left > 0,
        "job_phone": normal_phone(opening.telephone),
    }


def month_columns() -> list[dict[str, Any]]:
    """The columns of the table of months."""
    return [
        {"label": _("Month")},
        {"label": _("People"), "number": True},
        {"label": _("Pay now, a month"), "number": True},
        {"label": _("Pay before, a month"), "number": True},
        {"label": _("Gain")},
    ]


def month_cells(month: Month) -> list[Any]:
    """A published month as a row of the table."""
    report = month.report
    gain = month.gain
    known = gain if isinstance(gain, Gain) else None
    return [
        month_words(report.month),
        number_format(report.headcount, 0),
        yuan(known.mean) if known else "—",
        yuan(known.baseline) if known else "—",
        gain_headline(gain),
    ]
