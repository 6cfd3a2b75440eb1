"""One reading of everybody's holdings a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from residents.access.standing import footings_remembered


def remember_footings(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Rights are read anew at each request, and once in it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with footings_remembered():
            return get_response(request)

    return middleware
