"""The reader's text size: a link sets a cookie and goes back. No row is written."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from gaoqiao import text_size

A_YEAR = 365 * 24 * 3600


@require_safe
def set_size(request: HttpRequest) -> HttpResponse:
    """`?to=big|huge|max|standard&back=/needs/`; anything else counts as standard and home."""
    back = request.GET.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    size = request.GET.get("to", "")
    if size in text_size.SIZES and size:
        response.set_cookie(
            text_size.COOKIE,
            size,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(text_size.COOKIE, samesite="Lax")
    response["Cache-Control"] = "no-store"
    return response
