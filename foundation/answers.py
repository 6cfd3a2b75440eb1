"""How a page answers a form: what was sent, a refusal beside its field, and where one goes on."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from foundation.digits import number_in
from foundation.handed import Facts, as_json
from foundation.refusals import Refused, Stale

UNPROCESSABLE, CONFLICT = 422, 409


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, an empty form too; None where nothing was."""
    return request.POST if request.method == "POST" else None


def seen(request: HttpRequest) -> int | None:
    """Which version of its row a form says was seen; None, which is no version, where it says
    none."""
    said = request.POST.get("revision", "")
    number = number_in(said, 9)
    return number if number or said == "0" else None


def expect_newest(form: forms.BaseForm, stale: Stale) -> None:
    """Let a form that was sent on an older version expect the one that stands now: sent again, it
    is taken."""
    typed = cast(QueryDict, form.data).copy()
    typed["revision"] = str(stale.revision)
    form.data = typed


def beside(form: forms.BaseForm, refusal: Refused) -> None:
    """Put a refusal beside its field, or on top of a form that has no such field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def status_of(form: forms.BaseForm) -> int:
    """422 for a form that was refused, 200 for any other."""
    return UNPROCESSABLE if form.errors else 200


def as_file(facts: Facts, name: str) -> HttpResponse:
    """What somebody is handed of the data about them, as a file that no cache keeps."""
    response = HttpResponse(as_json(facts), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def done(request: HttpRequest, words: str, to: str, *args: Any) -> HttpResponse:
    """Say that it was done, on the page where one goes on (an address, or a name and its parts)."""
    messages.success(request, words)
    return redirect(to, *args)


def said_no(request: HttpRequest, refusal: Refused, to: str, *args: Any) -> HttpResponse:
    """Say why it could not be done, on the page where one goes on."""
    messages.error(request, refusal.message)
    return redirect(to, *args)
