"""The town's own rows: places, organisations, venues, posts, people, kinds of need."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from foundation.backoffice.filters import SeenFilter
from foundation.names import masked_name
from foundation.phones import masked_phone
from residents.access import people as access
from residents.access.standing import has_right
from residents.admin.accounts import HOLDING_MOVES, PERSON_MOVES, POST_MOVES
from residents.models import (
    Cluster,
    Holding,
    NeedCategory,
    Organization,
    Person,
    Place,
    Post,
    Venue,
)
from residents.queries.categories import all_categories
from residents.queries.queues import QUEUES
from residents.roles import Right


class StaffRows(ScopedAdmin):
    """Rows that everybody who enters may look up."""

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.ENTER_ADMIN)


@admin.register(Place)
class PlaceAdmin(StaffRows):
    """Places of the user's reach."""

    list_display = ("name", "official_name", "level", "kind", "code")
    list_filter = ("level", "kind")
    search_fields = ("name", "pinyin", "initials", "code")
    ordering = ("path",)

    def visible(self, user: Any) -> QuerySet[Place]:
        return access.visible_places().within(*access.reach(user))


@admin.register(Cluster)
class ClusterAdmin(StaffRows):
    """Clusters of places."""

    list_display = ("name",)
    ordering = ("name",)

    def visible(self, user: Any) -> QuerySet[Cluster]:
        return access.visible_clusters()


@admin.register(Organization)
class OrganizationAdmin(StaffRows):
    """Organisations of the user's reach."""

    list_display = ("name", "kind", "place", "telephone")
    list_filter = ("kind", ("place", SeenFilter))
    search_fields = ("name", "pinyin", "initials")
    ordering = ("place__path", "name")
    list_select_related = ("place",)

    def visible(self, user: Any) -> QuerySet[Organization]:
        return access.organizations_in_reach(user)


@admin.register(Venue)
class VenueAdmin(StaffRows):
    """Venues of the user's reach."""

    list_display = ("name", "place", "owner_type", "capacity")
    list_filter = ("owner_type", ("place", SeenFilter))
    search_fields = ("name",)
    ordering = ("place__path", "name")
    list_select_related = ("place",)

    def visible(self, user: Any) -> QuerySet[Venue]:
        return access.venues_in_reach(user)


@admin.register(Post)
class PostAdmin(StaffRows):
    """Posts of the user's reach."""

    moves = POST_MOVES
    queues = QUEUES
    list_display = ("title", "role", "place", "organization", "telephone")
    list_filter = ("role", ("place", SeenFilter))
    search_fields = ("title",)
    ordering = ("title", "pk")
    list_select_related = ("place", "organization")

    def visible(self, user: Any) -> QuerySet[Post]:
        return access.visible_posts(user)


@admin.register(Holding)
class HoldingAdmin(ScopedAdmin):
    """Who holds which post, and until when."""

    moves = HOLDING_MOVES
    list_display = ("post", "holder", "since", "until")
    ordering = ("-since",)
    list_select_related = ("post", "person")
    fields = ("post", "holder", "since", "until")
    readonly_fields = fields

    def visible(self, user: Any) -> QuerySet[Holding]:
        return access.visible_holdings(user)

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.GIVE_POSTS) or has_right(user, Right.READ_ALL)

    @admin.display(description=_("Held by"))
    def holder(self, holding: Holding) -> str:
        """Staff see who holds a post: a post's holder is known by name."""
        return holding.person.name


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    """People with a post or a verified home in the user's places; masked."""

    moves = PERSON_MOVES
    list_display = ("masked", "telephone")
    ordering = ("pinyin", "pk")
    fields = ("masked", "telephone")
    readonly_fields = fields
    search_fields = ("name", "pinyin", "initials")

    def visible(self, user: Any) -> QuerySet[Person]:
        return access.visible_people(user)

    def may_view(self, user: Any) -> bool:
        return any(has_right(user, right) for right in access.PEOPLE_RIGHTS)

    @admin.display(description=_("Name"))
    def masked(self, person: Person) -> str:
        """The name, masked."""
        return masked_name(person.name)

    @admin.display(description=_("Telephone"))
    def telephone(self, person: Person) -> str:
        """The number, masked."""
        return masked_phone(person.phone) if person.phone else "—"


@admin.register(NeedCategory)
class NeedCategoryAdmin(StaffRows):
    """Kinds of need with their deadlines and routes."""

    list_display = ("name", "workdays", "route", "hand_off", "telephone")
    ordering = ("order", "key")
    list_select_related = ("route",)

    def visible(self, user: Any) -> QuerySet[NeedCategory]:
        return all_categories()
