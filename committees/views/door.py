"""The way into the desk's pages, and how they answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from committees.access.bodies import may_convene
from committees.models import Meeting
from committees.queries.meetings import own_meeting_rows, written_meetings
from foundation.accounts.requests import user_of
from foundation.refusals import require
from residents.access.standing import has_right
from residents.roles import Right

View = Callable[..., HttpResponse]


def desk_page(view: View) -> View:
    """A page below /desk/: for whoever holds a post that opens the desk; never cached."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed = has_right(user_of(request), Right.ENTER_DESK)
        require(allowed, _("The desk is for chairs, secretaries and grid workers."))
        return view(request, *args, **kwargs)

    return never_cache(login_required(opened))


def found(rows: QuerySet[Meeting], pk: int) -> Meeting:
    """The meeting among these rows; 404 for any other."""
    return get_object_or_404(rows, pk=pk)


def own_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of a body that the user sits on."""
    return found(own_meeting_rows(user_of(request)), pk)


def written_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting whose minutes the user writes."""
    return found(written_meetings(user_of(request)), pk)


def led_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting whose agenda the user sets."""
    row = own_meeting(request, pk)
    leads = may_convene(user_of(request), row.lead)
    require(leads, _("Only the chair of this body calls its meetings."))
    return row
