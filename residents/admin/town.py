"""The town's own rows: places, clusters, organisations, venues, kinds of need."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from residents.access import people as access
from residents.actions import organizations
from residents.admin.columns import column, ends
from residents.admin.keeping import (
    ADD_POST,
    CATEGORY_MOVES,
    ORGANIZATION_MOVES,
    PLACE_MOVES,
    VENUE_MOVES,
    keeps_town,
    values_of,
)
from residents.admin.staffed import StaffRows
from residents.filters import VillageFilter
from residents.forms.keeping import ClusterForm, OrganizationForm, VenueForm
from residents.models import (
    Cluster,
    NeedCategory,
    Organization,
    Place,
    Venue,
)
from residents.models.place import has_ended
from residents.queries import places
from residents.queries.categories import all_categories
from residents.queries.offers import offer_lines
from residents.queries.valuations import valuation_lines

NAME = column("name", _("name"))


@admin.register(Place)
class PlaceAdmin(StaffRows):
    """Places of the user's reach."""

    moves = PLACE_MOVES
    empty_words = _("No place is here. Places come from the official list.")
    list_display = (NAME, "official_name", "level", "kind", "code")
    list_filter = ("level", "kind")
    search_fields = ("name", "pinyin", "initials", "code")
    ordering = ("path",)
    fields = ("name", "official_name", "level", "kind", "code", "former", "ending")
    readonly_fields = fields

    def visible(self, user: Any) -> QuerySet[Place]:
        return access.visible_places().within(*access.reach(user))

    @admin.display(description=_("until"))
    def ending(self, place: Place) -> str:
        """That it is to end, and when."""
        return ends(place.ended_on)

    def back(self, row: Any, request: HttpRequest | None = None) -> HttpResponse:
        """A place that has ended has no page any more: to the list."""
        if isinstance(row, Place) and has_ended(row.ended_on):
            return HttpResponseRedirect(reverse("admin:residents_place_changelist"))
        return super().back(row, request)

    @admin.display(description=_("Former names"))
    def former(self, place: Place) -> str:
        """What it was called before, and until when."""
        names = place.former_names.values_list("name", "until")
        return "\n".join(f"{name} · {date_format(day)}" for name, day in names) or "—"


@admin.register(Cluster)
class ClusterAdmin(StaffRows):
    """Clusters of places."""

    create_form = ClusterForm
    empty_words = _("No cluster yet. Add the first one.")
    moves = (ADD_POST,)
    list_display = (NAME, "villages")
    ordering = ("name",)
    fields = ("name", "villages", "offices")
    readonly_fields = fields

    def visible(self, user: Any) -> QuerySet[Cluster]:
        return places.with_villages(access.visible_clusters())

    @admin.display(description=_("Villages and communities"))
    def villages(self, cluster: Any) -> str:
        """Which are in it today."""
        return gettext(", ").join(str(one.place) for one in cluster.today) or "—"

    @admin.display(description=_("posts"))
    def offices(self, cluster: Cluster) -> str:
        """The posts of its team."""
        return "\n".join(map(str, access.posts_in_force(cluster))) or "—"

    def may_create(self, user: Any) -> bool:
        return keeps_town(user)

    def create(self, by: Any, data: dict[str, Any]) -> Cluster:
        return organizations.create_cluster(by=by, **values_of(data))


class EndingRows(StaffRows):
    """Rows that end by a day, with a sentence why: said only of those that have."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        ended = {"ended_on", "ended_why"} if obj is None or obj.ended_on is None else set()
        return [name for name in super().get_fields(request, obj) if name not in ended]


@admin.register(Organization)
class OrganizationAdmin(EndingRows):
    """Organisations of the user's reach."""

    moves = ORGANIZATION_MOVES
    create_form = OrganizationForm
    empty_words = _("No organisation yet. Add the first one.")
    list_display = (NAME, "kind", "place", "telephone", "ended_on")
    fields = ("name", "kind", "place", "telephone", "resources", "ended_on", "ended_why")
    readonly_fields = ("resources",)
    list_filter = ("kind", VillageFilter)
    search_fields = ("name", "pinyin", "initials")
    ordering = ("place__path", "name")
    list_select_related = ("place",)

    def visible(self, user: Any) -> QuerySet[Organization]:
        return access.organizations_in_reach(user)

    def may_create(self, user: Any) -> bool:
        return keeps_town(user)

    def create(self, by: Any, data: dict[str, Any]) -> Organization:
        return organizations.create_organization(by=by, **values_of(data))

    @admin.display(description=_("what it offers"))
    def resources(self, organization: Organization) -> str:
        """A line for each thing that it offers now."""
        return "\n".join(offer_lines(organization)) or "—"


@admin.register(Venue)
class VenueAdmin(EndingRows):
    """Venues of the user's reach."""

    moves = VENUE_MOVES
    create_form = VenueForm
    empty_words = _("No venue yet. Add the first one.")
    list_display = (NAME, "place", "owner_type", "capacity", "ended_on")
    fields = ("name", "place", "owner_type", "capacity", "ended_on", "ended_why", "worth")
    readonly_fields = ("worth",)
    list_filter = ("owner_type", VillageFilter)
    search_fields = ("name",)
    ordering = ("place__path", "name")
    list_select_related = ("place",)

    def visible(self, user: Any) -> QuerySet[Venue]:
        return access.venues_in_reach(user)

    def may_create(self, user: Any) -> bool:
        return keeps_town(user)

    def create(self, by: Any, data: dict[str, Any]) -> Venue:
        return organizations.create_venue(by=by, **values_of(data))

    @admin.display(description=_("market rent a month"))
    def worth(self, venue: Venue) -> str:
        """Every valuation with its period, who valued it and how, the last one first."""
        return "\n".join(valuation_lines(venue)) or "—"


@admin.register(NeedCategory)
class NeedCategoryAdmin(StaffRows):
    """Kinds of need with their deadlines and routes."""

    moves = CATEGORY_MOVES
    list_display = (NAME, "workdays", "route", "hand_off", "telephone")
    fields = ("name", "workdays", "route", "hand_off", "telephone")
    ordering = ("order", "key")
    list_select_related = ("route",)

    def visible(self, user: Any) -> QuerySet[NeedCategory]:
        return all_categories()
