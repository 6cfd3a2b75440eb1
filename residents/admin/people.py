"""Posts, who holds them, and people."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from foundation.backoffice.admin.asking import as_links
from foundation.names import masked_name
from foundation.phones import masked_phone
from residents.access import people as access
from residents.access.standing import has_right
from residents.admin.accounts import HOLDING_MOVES, PERSON_MOVES, POST_MOVES
from residents.admin.columns import column, ends
from residents.admin.keeping import POST_KEPT
from residents.admin.staffed import StaffRows
from residents.bilingual import local
from residents.filters import VillageFilter
from residents.models import Holding, Person, Place, Post
from residents.queries.queues import QUEUES
from residents.roles import Right


class PostVillageFilter(VillageFilter):
    """A post is in a place, in an organisation there or in a cluster with it."""

    def inside(self, path: str) -> Q:
        return access.posts_within([path])


@admin.register(Post)
class PostAdmin(StaffRows):
    """Posts of the user's reach."""

    moves = (*POST_MOVES, *POST_KEPT)
    queues = QUEUES
    list_display = (column("title", _("title")), "role", "where", "telephone")
    fields = ("title", "role", "where", "telephone", "abolished_on")
    readonly_fields = fields
    empty_words = _("No post is here. Add one on the page of its place or organisation.")
    empty_step = (_("See the places"), Place)
    list_filter = ("role", PostVillageFilter)
    search_fields = ("title",)
    ordering = ("title", "pk")
    list_select_related = ("place", "organization", "cluster")

    def visible(self, user: Any) -> QuerySet[Post]:
        return access.visible_posts(user)

    @admin.display(description=_("Where"))
    def where(self, post: Post) -> str:
        """The place, the organisation or the cluster that it is in."""
        return local(post.place or post.organization or post.cluster)

    def row_context(self, request: HttpRequest, row: Post) -> dict[str, Any]:
        """Who holds it now: staff know by name who holds a post, and open their page where they may
        see it."""
        held = row.holdings.open_at(timezone.now()).select_related("person").order_by("since", "pk")
        people = [holding.person for holding in held]
        written = as_links(self.admin_site, request, Person, people)
        return {
            "row_template": "residents/post_staff.html",
            "holders": [written(person.name, person) for person in people],
        }


@admin.register(Holding)
class HoldingAdmin(ScopedAdmin):
    """Who holds which post, and until when."""

    moves = HOLDING_MOVES
    list_display = ("post", "holder", "since", "ending")
    ordering = ("-since", "-pk")
    search_fields = ("post__title", "post__place__name")
    list_select_related = ("post", "person")
    fields = ("post", "holder", "since", "ending")
    readonly_fields = fields

    def title_of(self, row: Holding) -> str:
        return f"{row.post} · {self.holder(row)}"

    def visible(self, user: Any) -> QuerySet[Holding]:
        return access.visible_holdings(user)

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.GIVE_POSTS) or has_right(user, Right.READ_ALL)

    @admin.display(description=_("Held by"))
    def holder(self, holding: Holding) -> str:
        """Staff see who holds a post: a post's holder is known by name."""
        return holding.person.name

    @admin.display(description=_("until"), ordering="until")
    def ending(self, holding: Holding) -> str:
        """When it ends or ended, if that is known."""
        return ends(holding.until)


@admin.register(Person)
class PersonAdmin(ScopedAdmin):
    """People with a post or a verified home in the user's places; masked."""

    moves = PERSON_MOVES
    list_display = ("masked", "telephone")
    ordering = ("pinyin", "pk")
    fields = ("masked", "telephone", "posts", "lives")
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

    @admin.display(description=_("posts held"))
    def posts(self, person: Person) -> str:
        """What the person holds now."""
        held = person.holdings.open_at(timezone.now()).values_list("post__title", flat=True)
        return gettext(", ").join(held) or "—"

    @admin.display(description=_("lives in"))
    def lives(self, person: Person) -> str:
        """Where, how that is known, and since when."""
        lines = [
            f"{home.place} · {home.get_proof_display()} · {date_format(home.since)}"
            for home in access.homes(person)
        ]
        return "\n".join(lines) or "—"

    @admin.display(description=_("Telephone"))
    def telephone(self, person: Person) -> str:
        """The number, masked."""
        return masked_phone(person.phone) if person.phone else "—"
