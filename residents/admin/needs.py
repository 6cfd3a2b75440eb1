"""The clerk's queue of needs, and a need's page with the buttons that move it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from foundation.backoffice.admin.lists import NOWHERE
from foundation.backoffice.filters import SeenFilter
from foundation.phones import masked_phone
from residents.access import needs as access
from residents.access.standing import has_right
from residents.access.supports import standing_supports
from residents.admin.moves import LEADING, NEED_MOVES
from residents.filters import VillageFilter
from residents.models import Need
from residents.queries.queues import QUEUES
from residents.queries.referrals import sent_of
from residents.queries.reporters import number_of
from residents.queries.threads import thread_of
from residents.roles import Right

EXCERPT = 30  # characters of the raw words in a list
SHOWN = '<li><a href="{0}"><img src="{0}" alt="{1}" loading="lazy"></a></li>'


def photos_shown(need: Need) -> str:
    """Its photos, small, each leading to itself; "" where none came."""
    number = need.number
    photos = [
        (
            reverse("residents:need_photo", args=[number, photo.order]),
            _("Photo %(n)s that came with the need") % {"n": at},
        )
        for at, photo in enumerate(need.photos.all(), 1)
    ]
    items = format_html_join("", SHOWN, photos)
    return format_html('<ul class="photos-shown">{}</ul>', items) if photos else ""


@admin.register(Need)
class NeedAdmin(ScopedAdmin):
    """Needs in the user's places and posts."""

    list_display = ("number", "what", "place", "state", "owner_post", "promise")
    list_filter = ("state", VillageFilter, ("category", SeenFilter))
    search_fields = ("number", "public_title", "public_sentence")
    ordering = ("-created_at", "-pk")
    queues = QUEUES
    queue_ordering = (F("promised_on").asc(nulls_first=True), "created_at", "pk")
    empty_words = _("No need is here. What people raise comes by itself.")
    empty_step = (_("Enter a need for somebody"), "residents:need_new")
    list_select_related = ("place", "owner_post", "category")
    fields = (
        "number",
        "category",
        "place",
        "public_title",
        "public_sentence",
        "state",
        "round",
        "owner_post",
        "promised_on",
        "created_at",
    )
    moves = NEED_MOVES

    def visible(self, user: Any) -> QuerySet[Need]:
        readable = access.readable_words(user).filter(pk=OuterRef("pk"))
        return access.worked_needs(user).with_late().annotate(words_shown=Exists(readable))

    def may_view(self, user: Any) -> bool:
        return any(
            has_right(user, right)
            for right in (Right.READ_NEEDS, Right.ANSWER_NEEDS, Right.READ_ALL)
        )

    def leading(self, row: Any) -> tuple[str, ...]:
        return LEADING.get(row.state, ())

    def next_step(self, request: HttpRequest) -> dict[str, Any]:
        """Only who works at a window enters needs for others."""
        at_window = has_right(request.user, Right.RAISE_FOR_OTHERS)
        return super().next_step(request) if at_window else NOWHERE

    @admin.display(description=_("What"))
    def what(self, need: Any) -> str:
        """The public title; before a clerk has written one, the first words for who reads them."""
        if need.public_title or not need.words_shown:
            return need.public_title or "—"
        return Truncator(need.words).chars(EXCERPT)

    @admin.display(description=_("promised date"), ordering="promised_on")
    def promise(self, need: Any) -> str:
        """The promised date, and that it is past while the need is open."""
        if not need.promised_on:
            return "—"
        day = date_format(need.promised_on, "SHORT_DATE_FORMAT")
        if not need.late:
            return day
        return format_html('{} <span class="tag late">{}</span>', day, _("late"))

    def brief(self, request: HttpRequest, row: Any) -> list[tuple[Any, Any]]:
        said = row.words if row.words_shown else ""
        title = row.public_title and f"{row.public_title} · {row.public_sentence}"
        where = f"{row.place} {row.spot}" if row.words_shown else row.place
        shown = photos_shown(row) if row.words_shown else ""
        facts = [
            (_("What was said"), said),
            (_("Photos"), shown),
            (_("What is public"), title),
            (_("Where"), where),
        ]
        return [(label, value) for label, value in facts if value]

    def row_context(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        phone = number_of(row)
        return {
            "title": f"{row.number} {row.public_title}".strip(),
            "thread": thread_of(row),
            "referrals": sent_of(row),
            "supporters": standing_supports(row).count(),
            "row_template": "residents/need_staff.html",
            "readable": row.words_shown,
            "photos": photos_shown(row) if row.words_shown else "",
            "views": row.ratings.order_by("round", "pk"),
            "masked_phone": masked_phone(phone) if phone else "",
        }
