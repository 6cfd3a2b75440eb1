"""One reading of everybody's holdings a request; a gate for staff without a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from residents.access.accounts import must_add_factor
from residents.access.standing import footings_remembered


def remember_footings(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Rights are read anew at each request, and once in it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with footings_remembered():
            return get_response(request)

    return middleware


# What opens to staff before they have a second factor: the page that adds one, the way out, and
# how the page is read. Static files never come here.
OPEN = {"account_second_factor", "account_login", "account_logout", "text-size"}


class SecondFactorGate:
    """Whoever holds a staff post without a second factor is led to the page that adds one.

    Asked anew at each request of somebody logged in; visitors' requests, which carry no session
    cookie, are not looked at, nor is who reads open data, which is the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *given: Any
    ) -> HttpResponse | None:
        """Every door but the open ones, whatever the method."""
        match = request.resolver_match
        opens = match is not None and match.view_name in OPEN or hasattr(view, "open_data")
        if opens or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not must_add_factor(request.user):
            return None
        page = reverse("account_second_factor")
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(page)
        return redirect(page)
