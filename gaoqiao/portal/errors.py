"""Error pages that need no database and no context processors: plain words and a telephone. Below
the open data they are problem details (RFC 9457) with the same words."""

from __future__ import annotations

import secrets
import sys
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ValidationError

from foundation.refusals import NotAllowed, TooMany
from gaoqiao import profile, text_size

SHEETS = ("tokens", "base", "base-shell", "components", "pages", "print")
WAIT_SECONDS = 60
PROBLEM = "application/problem+json"
OPEN_DATA = ("/api/", "/hsds/")
# Title and words by kind of error, in the language that is active when they are shown.
TEXTS = {
    "400": (
        _("This request could not be read"),
        _("Something in the address or the form is not right. Go back, check it, try again."),
    ),
    "403": (
        _("This is not open to you"),
        _("If your post should be able to do this, ask the clerk who invited you."),
    ),
    "csrf": (
        _("The page was open for too long"),
        _(
            "For your safety the form was not sent. Go back, copy what you wrote,"
            " load the page again and send it once more."
        ),
    ),
    "404": (
        _("There is no such page"),
        _("It may have moved, or the address has a slip. Everything starts at the front page."),
    ),
    "405": (
        _("Nothing can be read at this address"),
        _("It only takes what a form sends. Your form is on the page that it belongs to."),
    ),
    "406": (
        _("This is not given in the form that was asked for"),
        _("The open data is given as JSON: ask for application/json."),
    ),
    "409": (
        _("This cannot be done any more"),
        _("Somebody has changed it meanwhile. Go back and load the page again."),
    ),
    "413": (
        _("This is too large"),
        _("Go back and send fewer or smaller photos, or a shorter text."),
    ),
    "429": (
        _("Too many tries"),
        _("Wait a while before you try again, or call us."),
    ),
    "500": (
        _("Something broke on our side"),
        _("It was not your mistake, and it is in our log. Try again in a few minutes."),
    ),
    "503": (
        _("Back in a moment"),
        _("The site is busy or being looked after. What it told you is saved stays saved."),
    ),
}


def answer(
    request: HttpRequest,
    status: int,
    *,
    kind: str = "",
    reason: str = "",
    above: str = "",
    fault: str = "",
) -> HttpResponse:
    """The error page of a status; `reason`, in the reader's language, replaces its words, `above`
    is the page that the address belongs to, and `fault` the number to say on the telephone."""
    english = request.path == "/en" or request.path.startswith("/en/")
    if request.path.removeprefix("/en").startswith(OPEN_DATA):
        return problem(status, english=english, reason=reason)
    with translation.override("en" if english else settings.LANGUAGE_CODE):
        title, words = TEXTS[kind or str(status)]
        page = render_to_string(
            "error_base.html",
            {
                "status": status,
                "title": title,
                "words": reason or words,
                "home": "/en/" if english else "/",
                "above": above,
                "fault": fault,
                "lang": "en" if english else "zh-Hans",
                "size": text_size.chosen(request),
                "sheets": [sheet(name) for name in SHEETS],
                "mark": sheet_url("mark.svg"),
                "town": profile.localized(settings.TOWN, english=english),
            },
        )
    return HttpResponse(page, status=status)


def problem(
    status: int, *, english: bool, reason: str = "", errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """A refusal as problem details; `errors` name the parameters that are not right."""
    with translation.override("en" if english else settings.LANGUAGE_CODE):
        title, words = (str(text) for text in TEXTS[str(status)])
    told = {"type": "about:blank", "title": title, "status": status, "detail": reason or words}
    if errors:
        told["errors"] = errors
    response = JsonResponse(
        told, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = "no-store"
    return response


def of_open_data(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """EXCEPTION_HANDLER of the REST framework; None for what is no refusal but a fault of ours."""
    english = context["request"].path.startswith("/en/")
    if isinstance(error, ValidationError):
        fields = error.detail if isinstance(error.detail, dict) else {"": error.detail}
        errors = [
            {"name": name, "reason": str(reason)}
            for name, reasons in fields.items()
            for reason in reasons
        ]
        return problem(error.status_code, english=english, errors=errors)
    if isinstance(error, Http404):
        return problem(404, english=english)
    if isinstance(error, TooMany):
        return too_many(context["request"], error)
    return problem(error.status_code, english=english) if isinstance(error, APIException) else None


def sheet(name: str) -> str:
    return sheet_url(f"css/{name}.css")


def sheet_url(name: str) -> str:
    """A static file's address, even where the manifest cannot be read."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:
        return f"{settings.STATIC_URL}{name}"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; what is larger than we read is 413."""
    return answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403: what you may not do, with the reason that the action gave."""
    reason = str(exception) if isinstance(exception, NotAllowed) else ""
    return answer(request, 403, reason=reason)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW."""
    return answer(request, 403, kind="csrf")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return answer(request, 404)


def not_read(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """What only takes forms was asked for as a page: reloaded, or in the other language."""
    response = answer(request, 405, above=page_above(request.path))
    response["Allow"] = refused["Allow"]
    return response


def page_above(path: str) -> str:
    """The nearest address above this one that we have; "" where that is the front page."""
    while path := path.rstrip("/").rpartition("/")[0]:
        if is_valid_path(f"{path}/"):
            return f"{path}/"
    return ""


def conflict(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What an action refused and no form showed."""
    return answer(request, 409, reason=str(exception))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries; the reason says until when."""
    response = answer(request, 429, reason=str(exception or ""))
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


def broken(request: HttpRequest, *args: Any) -> HttpResponse:
    """handler500; a database that does not answer is 503. The number of the fault is in the log
    line, too."""
    if is_away(sys.exc_info()[1]):
        response = answer(request, 503)
        response["Retry-After"] = str(WAIT_SECONDS)
        return response
    number = secrets.token_hex(4)
    request.fault = f"{number[:4]}-{number[4:]}"  # type: ignore[attr-defined]
    return answer(request, 500, fault=request.fault)  # type: ignore[attr-defined]


def is_away(error: BaseException | None) -> bool:
    """Whether the database does not answer. SQLite says the same of a table that is missing, which
    no waiting mends: there its code tells them apart."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_ERROR"
