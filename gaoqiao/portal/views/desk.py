"""The desk: what waits for a chair, a secretary or a grid worker, the overdue first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from committees.queries import desk as waiting
from committees.queries.duties import convened_duties
from foundation.accounts.requests import user_of
from foundation.refusals import require
from gaoqiao.portal.queries import needs_in_hand
from gaoqiao.rooms import is_on
from residents.access.standing import has_right
from residents.queries.reporters import person_of
from residents.roles import Right

MOST = 50
OF_BODIES = (
    *("bodies", "late", "due", "to_minute", "tablings"),
    *("papers", "ahead", "convenes", "duties"),
)


@never_cache
@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me, each with the one button that does it."""
    user, now, today = user_of(request), timezone.now(), timezone.localdate()
    allowed = has_right(user, Right.ENTER_DESK)
    require(allowed, _("The desk is for chairs, secretaries and grid workers."))
    work = of_bodies(user, now) if is_on("committees") else dict.fromkeys(OF_BODIES, ())
    needs = needs_in_hand(user).with_late().select_related("place")
    context = {
        "person": person_of(user),
        "needs": list(needs.order_by("promised_on", "pk")[:MOST]),
        "now": now,
        "today": today,
        **work,
    }
    return render(request, "portal/desk.html", context)


def of_bodies(user: Any, now: datetime) -> dict[str, Any]:
    """What waits for the user on the bodies that she serves."""
    outcomes, today = list(waiting.outcomes_in_hand(user)[:MOST]), timezone.localdate(now)
    convened = convened_duties(user, now)
    return {
        "bodies": list(waiting.desk_bodies(user)),
        "late": [one for one in outcomes if one.due_on < today],
        "due": [one for one in outcomes if one.due_on >= today],
        "to_minute": list(waiting.meetings_to_minute(user, now)[:MOST]),
        "tablings": list(waiting.tablings_waiting(user)[:MOST]),
        "papers": list(waiting.papers_waiting(user)[:MOST]),
        "ahead": list(waiting.meetings_ahead(user, now)[:MOST]),
        "convenes": bool(convened),
        "duties": [one for one in convened if one.every or one.faults],
    }
