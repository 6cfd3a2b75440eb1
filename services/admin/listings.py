"""Listings as the staff keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from residents.admin.columns import column
from residents.filters import VillageFilter
from services.access import listings as access
from services.actions.listings import create_listing
from services.admin.moves import LISTING_MOVES
from services.forms.listings import WRITTEN, NewListingForm
from services.hours_words import usual_words
from services.models import Listing
from services.queries.week import usual_of


@admin.register(Listing)
class ListingAdmin(ScopedAdmin):
    """Services of the places whose listings the user keeps or oversees."""

    list_display = (column("name", _("name")), "place", "telephone", "state", "last_confirmed_on")
    list_filter = ("state", VillageFilter)
    search_fields = ("name", "name_en", "summary")
    ordering = ("last_confirmed_on", "name", "pk")  # what was not looked at for longest, first
    list_select_related = ("place",)
    fields = (
        *("name", "place", "venue", "provider", "telephone", "answered_by", "week", "state"),
        *("summary", "price", "reductions", "eligibility", "documents", "last_confirmed_on"),
    )
    readonly_fields = ("week",)
    empty_words = _("No service has been entered yet.")
    moves = LISTING_MOVES
    create_form = NewListingForm

    def visible(self, user: Any) -> QuerySet[Listing]:
        return access.staff_listings(user)

    def may_view(self, user: Any) -> bool:
        return access.may_open_staff_listings(user)

    def may_create(self, user: Any) -> bool:
        return access.may_keep_any(user)

    def create(self, by: Any, data: dict[str, Any]) -> Listing:
        names = (*WRITTEN, "place", "kinds", "audiences")
        return create_listing(by=by, **{name: data[name] for name in names})

    def brief(self, request: HttpRequest, row: Listing) -> list[tuple[Any, Any]]:
        return [(_("Opening hours"), self.week(row))]

    @admin.display(description=_("Opening hours"))
    def week(self, listing: Listing) -> str:
        """The usual week in few lines."""
        if listing.pk is None:
            return ""
        usual = usual_of(listing, timezone.localdate())
        return "\n".join(f"{days}  {words}" for days, words in usual_words(usual)) or "—"
