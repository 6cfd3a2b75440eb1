"""One's own things."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.accounts.queries import has_factor
from foundation.accounts.requests import user_of
from residents.access.standing import has_right
from residents.queries.accounts import person_of, posts_held
from residents.roles import Right


@never_cache
@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Who I am, the posts I hold, and how my account is kept."""
    user = user_of(request)
    context = {
        "person": person_of(user),
        "holdings": posts_held(user),
        "has_factor": has_factor(user),
        "is_staff": has_right(user, Right.ENTER_ADMIN),
    }
    return render(request, "portal/me.html", context)
