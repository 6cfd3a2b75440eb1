"""The partner's own services: hours, telephone, closed for today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.requests import actor_of
from foundation.answers import CONFLICT, beside, done, said_no, sent, status_of
from foundation.refusals import Refused, Stale
from residents.bilingual import named
from services.access.listings import own_listings
from services.actions.hours import close_today, drop_exception, set_hours
from services.actions.listings import change_telephone
from services.forms.listings import HoursForm
from services.forms.partner import TelephoneForm
from services.models import Listing
from services.queries.partner_place import own_services
from services.views.partner.door import Mine, address, partner_page

PLACE = "services:partner_place"


@partner_page
@require_safe
def place(request: HttpRequest, mine: Mine) -> HttpResponse:
    """The services that the organisation runs, as residents see them now."""
    rows = own_services(mine.user, mine.organization, timezone.localtime())
    return render(request, "services/partner_place.html", {"mine": mine, "rows": rows})


@partner_page
@require_POST
def close(request: HttpRequest, mine: Mine, slug: str) -> HttpResponse:
    """Closed for the rest of today, or open as usual again: one tap each."""
    row, again = listing_or_404(mine, slug), request.POST.get("do") == "open"
    try:
        if again:
            drop_exception(by=actor_of(request), listing=row, day=timezone.localdate())
        else:
            close_today(by=actor_of(request), listing=row)
    except Refused as refusal:
        return said_no(request, refusal, address(mine, PLACE))
    words = (
        _("Today's usual hours hold again.") if again else _("Everybody sees now: closed today.")
    )
    return done(request, words, address(mine, PLACE))


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, mine: Mine, slug: str) -> HttpResponse:
    """The usual week and the telephone of one service."""
    row = listing_or_404(mine, slug)
    posted, which = sent(request), request.POST.get("do")
    hours = HoursForm(
        posted if which == "hours" else None,
        user=mine.user,
        row=row,
        initial={"revision": row.revision},
        auto_id="hours-%s",
    )
    phone = TelephoneForm(
        posted if which == "telephone" else None,
        initial={"revision": row.revision, "telephone": row.telephone},
    )
    form: Any = phone if which == "telephone" else hours
    status = 200
    if posted is not None and form.is_valid():
        try:
            written(request, row, form, which)
        except Stale as stale:
            status = CONFLICT
            form.add_error(None, stale.message)
        except Refused as refusal:
            beside(form, refusal)
        else:
            return done(request, _("Changed. Residents see it now."), address(mine, PLACE))
    context = {
        "mine": mine,
        "listing": row,
        "name": named(row),
        "hours": hours,
        "phone": phone,
        "form": form,
    }
    status = status if status != 200 else status_of(form)
    return render(request, "services/partner_hours.html", context, status=status)


def written(request: HttpRequest, row: Listing, form: Any, which: str | None) -> None:
    """Write what one of the two forms says."""
    data, by = form.cleaned_data, actor_of(request)
    revision = data["revision"] or 0
    if which == "telephone":
        change_telephone(by=by, listing=row, revision=revision, telephone=data["telephone"])
    else:
        set_hours(by=by, listing=row, revision=revision, rules=data["rules"], since=data["since"])


def listing_or_404(mine: Mine, slug: str) -> Listing:
    """A service that the organisation chosen runs."""
    rows = own_listings(mine.user).filter(provider=mine.organization)
    return get_object_or_404(rows.select_related("place"), slug=slug)
