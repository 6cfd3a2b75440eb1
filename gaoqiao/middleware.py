"""What is said about every answer: that no NUL is read and nothing that cannot be seen, that it
depends on the reader's text size, and how a refusal of an action becomes a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from foundation.one_line import unseen
from foundation.refusals import Refused, TooMany
from gaoqiao.portal import errors

NUL = "\x00"
NOT_TAKEN = 405


class NulMiddleware:
    """A NUL in a cookie, or in a filter of the staff pages, is answered 400: Django asks the
    database for both as they came, and PostgreSQL fails. Pages of ours clean what they are asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(NUL in text for text in (*request.COOKIES, *request.COOKIES.values())):
            return errors.bad_request(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Once it is known whose page it is."""
        match = request.resolver_match
        staff = match is not None and "admin" in match.app_names
        query = request.META.get("QUERY_STRING", "")
        return errors.bad_request(request) if staff and ("%00" in query or NUL in query) else None


class UnseenMiddleware:
    """A field of characters that nobody sees (a zero-width space, a mark of direction) is one that
    was left empty: a title or a reason of such would stand in the record as a blank."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """After the check of the CSRF token, which reads the form too."""
        if request.method != "POST":
            return
        fields = request.POST.lists()
        blank = {name for name, values in fields if any(unseen(value) for value in values)}
        if blank:
            posted = request.POST.copy()
            for name in blank:
                posted.setlist(name, ["" if unseen(one) else one for one in posted.getlist(name)])
            request.POST = posted  # type: ignore[assignment]  # ours, which can be written to


class TextSizeMiddleware:
    """Pages differ by the cookie of the text size: tell every cache on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response


class RefusalMiddleware:
    """`Refused` and `Stale` that no view caught are answered 409, `TooMany` 429, with the sentence
    that they carry; an address that only takes forms and is asked for as a page, 405 in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == NOT_TAKEN and request.method == "GET" and not response.content:
            return errors.not_read(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return errors.conflict(request, error)
        return errors.too_many(request, error) if isinstance(error, TooMany) else None
