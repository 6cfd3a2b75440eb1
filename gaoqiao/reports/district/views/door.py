"""The way into the staff's pages of reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from foundation.accounts.requests import user_of
from foundation.refusals import require
from gaoqiao.reports.access import may_open_reports

View = Callable[..., HttpResponseBase]


def staff_page(view: View) -> View:
    """A page for who keeps reports or reads everything somewhere; never cached."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowed = may_open_reports(user_of(request))
        require(allowed, _("These pages are for those who keep a place's reports."))
        return view(request, *args, **kwargs)

    return never_cache(login_required(opened))
