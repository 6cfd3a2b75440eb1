"""One's own things."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committees.queries.desk import meetings_ahead
from committees.queries.paging import paged
from foundation.accounts.queries import has_factor
from foundation.accounts.requests import actor_of, user_of
from foundation.answers import as_file
from foundation.digits import number_in
from foundation.handed import Facts, readable
from gaoqiao.portal.queries import workplaces
from gaoqiao.rooms import is_on
from residents.access.standing import has_right
from residents.actions.own_data import take_account_data
from residents.actions.reading import read_notices
from residents.bilingual import local_address
from residents.queries.accounts import posts_held
from residents.queries.need_list import own_rows
from residents.queries.need_page import open_address
from residents.queries.notices import address_of, inbox
from residents.queries.own_data import account_data
from residents.queries.reporters import person_of
from residents.roles import Right
from residents.views.tracking import count_copy
from workshops.queries.own_data import applications_of

NEEDS, MEETINGS = 20, 5


@never_cache
@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Where one is after logging in: at one's work, else at one's own things."""
    mine = workplaces(user_of(request))
    return redirect(local_address(mine[0].address) if mine else "me")


@never_cache
@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """What I raised, where I am to sit, where I work; what I am told; who I am, the posts I hold,
    and how my account is kept. Notices that were read are folded."""
    user = user_of(request)
    page = paged(inbox(user), request.GET.get("page"))
    rows = [(one, open_address(address_of(one))) for one in page.rows]
    context = {
        "person": person_of(user),
        "needs": own_rows(user, NEEDS),
        "ahead": sittings(user),
        "holdings": posts_held(user),
        "has_factor": has_factor(user),
        "page": page,
        "fresh": [row for row in rows if not row[0].read_at],
        "older": [row for row in rows if row[0].read_at],
        "newest": max((one.pk for one in page.rows), default=0),
        "places": [(local_address(one.address), one.label) for one in workplaces(user)],
    }
    return render(request, "portal/me.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """All that is held about whoever is logged in; a copy to take away. Whoever has a second factor
    has shown it at log-in."""
    user = user_of(request)
    if request.method == "POST":
        count_copy(request)
        return as_file(
            with_applications(user, take_account_data(by=actor_of(request))), "data.json"
        )
    facts = with_applications(user, account_data(user))
    return render(request, "portal/me_data.html", {"facts": readable(facts)})


def with_applications(user: Any, facts: Facts) -> Facts:
    """What is held about an account, with what the upper rooms hold."""
    return facts | {_("Applications for work"): applications_of(person_of(user))}


def sittings(user: Any) -> list[Any]:
    """The next meetings of the bodies that the user sits on; nothing is asked for others."""
    sits = is_on("committees") and has_right(user, Right.SIT)
    return list(meetings_ahead(user, timezone.now())[:MEETINGS]) if sits else []


@never_cache
@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Mark one of my notices as read and go on to what it tells of, or all up to the newest that
    the page showed."""
    opened, upto = (number_in(request.POST.get(name, "")) for name in ("open", "upto"))
    read_notices(by=actor_of(request), only=opened, upto=upto)
    one = inbox(user_of(request)).filter(pk=opened).first() if opened else None
    return redirect((one and open_address(address_of(one))) or "me")
