"""The way into the partner's pages, and how they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from foundation.accounts.requests import user_of
from foundation.refusals import require
from residents.access.standing import has_right
from residents.bilingual import named
from residents.models import Organization
from residents.roles import Right
from services.queries.partner_desk import own_organizations

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Mine:
    """Whose pages these are: the organisation chosen, among those of the user."""

    user: Any
    organization: Organization
    all: list[Organization]

    @property
    def query(self) -> str:
        """What an address carries so that the choice goes on; empty where there is none."""
        return "?" + urlencode({"for": self.organization.slug}) if len(self.all) > 1 else ""

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The organisations to choose among, for `{% segments %}`; empty where there is one."""
        if len(self.all) < 2:
            return []
        return [
            {
                "label": named(one),
                "url": "?" + urlencode({"for": one.slug}),
                "icon": "",
                "current": one == self.organization,
            }
            for one in self.all
        ]

    @property
    def name(self) -> Any:
        """The organisation's name for a page."""
        return named(self.organization)


def partner_page(view: View) -> View:
    """A page below /partner/, handed whose it is; for who enters deliveries, and never cached."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = user_of(request)
        allowed = has_right(user, Right.LOG_DELIVERIES)
        require(allowed, _("These pages are for the people of partner organisations."))
        return view(request, mine_of(request, user), *args, **kwargs)

    return never_cache(login_required(opened))


def mine_of(request: HttpRequest, user: Any) -> Mine:
    """The organisation that the address names, the first without one; 404 for any other."""
    known = own_organizations(user)
    asked = request.GET.get("for", "")
    found = next((one for one in known if one.slug == asked), None)
    if found is None and (asked or not known):
        raise Http404
    return Mine(user, found or known[0], known)


def address(mine: Mine, to: str, *args: Any) -> str:
    """The address of a page, with the organisation chosen."""
    return resolve_url(to, *args) + mine.query
