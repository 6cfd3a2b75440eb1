"""The record and the looks at personal data, to be read; jobs and the installation likewise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from foundation.backoffice.admin.named import named_rows
from foundation.jobs.kinds import words_of_kind
from foundation.jobs.models import Job
from foundation.record.models import Entry, Reading
from foundation.record.verbs import verb_groups, words_of
from foundation.retention.kinds import words_of as words_of_kept
from foundation.seals.queries.checking import decoded
from foundation.site.models import Installation
from residents.access import record as access
from residents.access.standing import has_right
from residents.bilingual import local
from residents.channels import CHANNELS
from residents.filters import VillageFilter
from residents.queries.queues import QUEUES
from residents.queries.recorded import field_words, numbers_of, sort_of, value_lines
from residents.queries.records import numbered, placed
from residents.roles import Right
from residents.verbs import FIELDS

FORGETTING = "foundation.forget_due"
DAYS = {"0": _("Today"), "6": _("The last 7 days"), "29": _("The last 30 days")}


class SubjectFilter(admin.SimpleListFilter):
    """What an entry is about, by the first word of its verb."""

    title, parameter_name = _("About"), "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, label) for key, (label, _firsts) in verb_groups().items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        firsts = verb_groups().get(self.value() or "", ("", ()))[1]
        found = Q(pk__in=[]) if firsts else Q()
        for first in sorted(firsts):
            found |= Q(verb__startswith=f"{first}.")
        return queryset.filter(found)


class DayFilter(admin.SimpleListFilter):
    """When it was."""

    title, parameter_name = _("Date"), "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(DAYS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in DAYS:
            return queryset
        morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(at__gte=morning - timedelta(days=int(self.value() or 0)))


class WhereFilter(VillageFilter):
    """In which village or community something was done."""

    columns = ("place_path",)


class RecordAdmin(ScopedAdmin):
    """Rows that are read only."""

    def prepare(self, request: HttpRequest, rows: Sequence[Any]) -> None:
        """What each row is about, as the reader may know it. A sort costs two queries at most."""
        keys: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            keys[row.subject_label].add(row.subject_key)
        for label in keys:
            wanted = keys[label] - {""}
            seen = named_rows(self.admin_site, request, label, wanted)
            numbers = numbers_of(label, wanted - seen.keys())
            for row in rows:
                if row.subject_label == label:
                    key = row.subject_key
                    row.subject, row.subject_number = seen.get(key), numbers.get(key, key)

    @admin.display(description=_("About"))
    def about(self, row: Any) -> str:
        """The sort of thing, and which: its name and a way to it where the reader may see it, else
        the number that people know, or its key."""
        if row.subject:
            link = format_html('<a href="{}">{}</a>', row.subject.url, row.subject.title)
            return format_html("{} {}", sort_of(row.subject_label), link)
        return f"{sort_of(row.subject_label)} {row.subject_number}"

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.READ_RECORD)


@admin.register(Entry)
class EntryAdmin(RecordAdmin):
    """Who did what, where, with what result."""

    list_display = ("at", "act", "about", "actor", "where", "result")
    list_filter = (SubjectFilter, DayFilter, WhereFilter, "result")
    search_fields = ("^verb", "=subject_key", "=need_number", "=actor__username")
    ordering = ("-pk",)
    list_select_related = ("actor",)
    fields = (*list_display, "door", "changed", "kept_values")
    readonly_fields = fields
    empty_words = _("Nothing was recorded here yet.")

    def visible(self, user: Any) -> QuerySet[Entry]:
        return numbered(placed(access.visible_entries(user)))

    def row_context(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        which = row.subject.title if row.subject else row.subject_number
        return {"title": f"{self.act(row)} · {sort_of(row.subject_label)} {which}"}

    @admin.display(description=_("Act"), ordering="verb")
    def act(self, entry: Entry) -> str:
        """What was done, in words."""
        return words_of(entry.verb)

    @admin.display(description=_("Place"))
    def where(self, entry: Any) -> str:
        """The place of that day."""
        return local(entry, "place_name") if entry.place_name else "—"

    @admin.display(description=_("channel"))
    def door(self, entry: Entry) -> Any:
        """By which door it was done, in words."""
        return CHANNELS.get(entry.channel, entry.channel)

    @admin.display(description=_("Fields changed"))
    def changed(self, entry: Entry) -> str:
        """What the fields are called whose values are not kept, a line each."""
        return "\n".join(field_words(entry)) or "—"

    @admin.display(description=_("Values"))
    def kept_values(self, entry: Entry) -> str:
        """Old and new values, never personal ones."""
        return "\n".join(value_lines(entry)) or "—"


@admin.register(Reading)
class ReadingAdmin(RecordAdmin):
    """Who looked at unmasked personal data, and why."""

    list_display = ("at", "reader", "about", "what", "reason")
    list_filter = (DayFilter,)
    search_fields = ("=reader__username", "=need_number")
    ordering = ("-pk",)
    list_select_related = ("reader",)
    fields = list_display
    readonly_fields = fields
    empty_words = _("Nobody has looked at personal data here.")

    def visible(self, user: Any) -> QuerySet[Reading]:
        return numbered(access.visible_readings(user))

    @admin.display(description=_("What was seen"), ordering="field")
    def what(self, reading: Reading) -> Any:
        """The field, in words."""
        return FIELDS.get(reading.field, reading.field)


class SystemAdmin(ScopedAdmin):
    """What who keeps the system sees."""

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.KEEP_SYSTEM)


@admin.register(Job)
class JobAdmin(SystemAdmin):
    """Work that outlives a request."""

    list_display = ("what", "state", "attempts", "share", "created_at", "ended_at")
    list_filter = ("state",)
    search_fields = ("^kind",)
    ordering = ("-pk",)
    fields = ("what", "state", "attempts", "share", "created_at", "ended_at", "key")
    readonly_fields = (*fields, "found", "forgotten")
    queues = QUEUES
    empty_words = _("No job was asked for yet.")

    def title_of(self, row: Job) -> str:
        return self.what(row)

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, job: Job) -> str:
        """Which work it is, in words."""
        return words_of_kind(job.kind)

    @admin.display(description=_("progress"), ordering="progress")
    def share(self, job: Job) -> str:
        """How much of it is done."""
        return f"{job.progress}%"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A check that found something says what, and what is kept no longer how much it was."""
        if obj and obj.kind == FORGETTING and obj.result:
            return (*self.fields, "forgotten")
        return (*self.fields, "found") if obj and obj.result.get("first") else self.fields

    @admin.display(description=_("Deleted, its time being over"))
    def forgotten(self, job: Job) -> str:
        """How many rows of each kind, a line each."""
        numbers = sorted(job.result.items())
        return "\n".join(f"{words_of_kept(key)}{gettext(': ')}{n}" for key, n in numbers)

    @admin.display(description=_("Not as it was sealed"))
    def found(self, job: Job) -> str:
        """The first findings of a check, a line each."""
        return "\n".join(map(decoded, job.result["first"]))

    def visible(self, user: Any) -> QuerySet[Job]:
        return access.visible_jobs(user)


@admin.register(Installation)
class InstallationAdmin(SystemAdmin):
    """What this database is."""

    list_display = ("kind", "town_code", "created_at")
    fields = list_display
    readonly_fields = fields

    def title_of(self, row: Installation) -> str:
        return f"{row.get_kind_display()} · {row.town_code}"

    def visible(self, user: Any) -> QuerySet[Installation]:
        return access.visible_installation(user)
