"""What is said about every answer: that no NUL is read, that it depends on the reader's text size,
and how a refusal of an action becomes a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from foundation.refusals import Refused, TooMany
from gaoqiao.portal import errors

NUL = "\x00"


class NulMiddleware:
    """A NUL in an address or a cookie is answered 400: no database stores one, and PostgreSQL fails
    where it is asked for one. What is typed into a form is said beside its field instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        sent = (request.path, query, *request.COOKIES, *request.COOKIES.values())
        if "%00" in query or any(NUL in text for text in sent):
            return errors.bad_request(request)
        return self.get_response(request)


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
    that they carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return errors.conflict(request, error)
        return errors.too_many(request, error) if isinstance(error, TooMany) else None
