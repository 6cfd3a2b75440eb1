"""One's own things."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from committees.queries.paging import paged
from foundation.accounts.queries import has_factor
from foundation.accounts.requests import actor_of, user_of
from residents.access.standing import has_right
from residents.actions.reading import read_notices
from residents.queries.accounts import posts_held
from residents.queries.need_page import open_address
from residents.queries.notices import address_of, inbox
from residents.queries.reporters import person_of
from residents.roles import Right

KEY_DIGITS = 19  # fewer fit a 64-bit key


@never_cache
@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """What I am told, who I am, the posts I hold, and how my account is kept."""
    user = user_of(request)
    page = paged(inbox(user), request.GET.get("page"))
    context = {
        "person": person_of(user),
        "holdings": posts_held(user),
        "has_factor": has_factor(user),
        "is_staff": has_right(user, Right.ENTER_ADMIN),
        "page": page,
        "rows": [(one, open_address(address_of(one))) for one in page.rows],
        "newest": max((one.pk for one in page.rows), default=0),
    }
    return render(request, "portal/me.html", context)


@never_cache
@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Mark one of my notices as read, or all up to the newest that the page showed."""
    only, upto = (key_in(request.POST.get(name, "")) for name in ("only", "upto"))
    read_notices(by=actor_of(request), only=only, upto=upto)
    return redirect("me")


def key_in(typed: str) -> int:
    """The key of a row in a form; 0 for nonsense."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < KEY_DIGITS else 0
