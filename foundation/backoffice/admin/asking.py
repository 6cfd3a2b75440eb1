"""The form of a button or of a new row: bound to its request, and the rows its fields find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from foundation.backoffice.forms import Typed, picking

NOT_KEPT = {"Cache-Control": "no-store"}


def bound(form: Callable[..., forms.Form], request: HttpRequest, row: Any) -> forms.Form:
    """A form of a move: bound to what was posted, knowing its user and its row."""
    sent = request.method == "POST" and "find" not in request.POST
    posted = (request.POST, request.FILES) if sent else ()
    return form(*posted, user=request.user, row=row)


def found_rows(request: HttpRequest, form: forms.Form) -> HttpResponse | None:
    """What a search field of the form finds, while somebody types in it; None for all else.

    It is posted, because names are typed there, and addresses are written into logs.
    """
    if request.method != "POST" or "find" not in request.POST:
        return None
    name = request.POST["find"]
    field = picking(form, name)
    if field is None:
        return HttpResponse(status=400)
    typed: Typed = field.widget.value_from_datadict(request.POST, None, name)
    offer = field.offer_for(name, Typed(typed.text))
    return TemplateResponse(request, "components/pick_offer.html", offer, headers=NOT_KEPT)
