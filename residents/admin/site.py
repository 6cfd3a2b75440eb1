"""The site's own rows that the town keeps: special days, words of the search, texts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from foundation.calendar.models import Holiday
from foundation.calendar.queries import announced, special_days
from foundation.search.models import Synonym
from foundation.search.queries import synonyms
from foundation.site.figures import FIGURES
from foundation.site.models import QuotedFigure, SiteText
from foundation.site.queries import quoted_figures, site_texts
from foundation.site.sums import many
from residents.actions import upkeep
from residents.admin.keeping import (
    DAY_MOVES,
    FIGURE_MOVES,
    SYNONYM_MOVES,
    TEXT_MOVES,
    keeps_town,
    values_of,
)
from residents.forms.keeping import DayForm, SynonymForm
from residents.forms.upkeep import NewFigureForm

EXCERPT = 40


class TownAdmin(ScopedAdmin):
    """Rows that who keeps the town looks up and changes."""

    def may_view(self, user: Any) -> bool:
        return keeps_town(user)

    def may_create(self, user: Any) -> bool:
        return keeps_town(user)


@admin.register(Holiday)
class HolidayAdmin(TownAdmin):
    """Public holidays and make-up days."""

    list_display = ("day", "shown_name", "works", "source")
    list_filter = ("is_workday",)
    ordering = ("-day",)
    fields = ("day", "shown_name", "works", "source")
    readonly_fields = fields
    moves = DAY_MOVES
    create_form = DayForm

    def visible(self, user: Any) -> QuerySet[Holiday]:
        return special_days()

    def list_notes(self, request: HttpRequest) -> list[str]:
        """Whether this year and the next are announced; promises in others are provisional."""
        year = timezone.localdate().year
        said = {
            True: gettext("%(year)s: the holidays are announced and entered."),
            False: gettext("%(year)s: not announced yet. Dates promised in it are provisional."),
        }
        return [said[announced(each)] % {"year": each} for each in (year, year + 1)]

    def create(self, by: Any, data: dict[str, Any]) -> Holiday:
        return upkeep.keep_day(by=by, **values_of(data))

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, day: Holiday) -> str:
        """The name in the page's language."""
        return day.shown_name

    @admin.display(description=_("On this date"), ordering="is_workday")
    def works(self, day: Holiday) -> str:
        """Whether people work."""
        if day.is_workday:
            return gettext("people work (a make-up day)")
        return gettext("people do not work")


@admin.register(Synonym)
class SynonymAdmin(TownAdmin):
    """Words that people say for words that we write."""

    list_display = ("said", "means")
    search_fields = ("said", "means")
    ordering = ("said",)
    fields = ("said", "means")
    moves = SYNONYM_MOVES
    create_form = SynonymForm
    empty_words = _("No word yet. Add one that people say and we write otherwise.")

    def visible(self, user: Any) -> QuerySet[Synonym]:
        return synonyms()

    def create(self, by: Any, data: dict[str, Any]) -> Synonym:
        return upkeep.keep_synonym(by=by, **values_of(data))


class LanguageFilter(admin.SimpleListFilter):
    """In which language a text is, by the language's name."""

    title, parameter_name = _("language"), "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(settings.LANGUAGES)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(language=self.value()) if self.value() else queryset

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        """How many texts are in each."""
        return {
            f"{number}__c": Count(pk_attname, filter=Q(language=code))
            for number, (code, _name) in enumerate(self.lookup_choices)
        }


class QuotedFilter(admin.SimpleListFilter):
    """Whether a figure is quoted still."""

    title, parameter_name = _("state"), "quoted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("Quoted now")), ("0", _("Quoted no longer"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("0", "1"):
            return queryset
        return queryset.filter(ended_at__isnull=self.value() == "1")

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        """How many are, and how many are not."""
        return {
            f"{number}__c": Count(pk_attname, filter=Q(ended_at__isnull=key == "1"))
            for number, (key, _name) in enumerate(self.lookup_choices)
        }


@admin.register(SiteText)
class SiteTextAdmin(TownAdmin):
    """The site's own texts, made by the town's profile."""

    list_display = ("what", "spoken", "begins")
    list_filter = (LanguageFilter,)
    ordering = ("key", "language")
    fields = ("what", "spoken", "text")
    readonly_fields = fields
    moves = TEXT_MOVES

    def visible(self, user: Any) -> QuerySet[SiteText]:
        return site_texts()

    @admin.display(description=_("text of the site"), ordering="key")
    def what(self, row: SiteText) -> Any:
        """Which text it is."""
        return row.what

    @admin.display(description=_("language"), ordering="language")
    def spoken(self, row: SiteText) -> str:
        """In which language."""
        return row.spoken

    @admin.display(description=_("Begins with"))
    def begins(self, row: SiteText) -> str:
        """The first words."""
        return Truncator(row.text).chars(EXCERPT)


@admin.register(QuotedFigure)
class QuotedFigureAdmin(TownAdmin):
    """Figures that somebody published and our pages quote; corrected ones stay in the list."""

    list_display = ("what", "number", "bound", "source", "published_on", "ended_at")
    list_filter = (QuotedFilter,)
    ordering = (F("ended_at").desc(nulls_first=True), "key")
    fields = (
        *("what", "number", "bound", "unit", "source", "published_on", "not_stated"),
        *("quoted_at", "ended_at"),
    )
    readonly_fields = fields
    empty_words = _("No figure is quoted. Add one with its source; the front page shows it.")
    moves = FIGURE_MOVES
    create_form = NewFigureForm

    def visible(self, user: Any) -> QuerySet[QuotedFigure]:
        return quoted_figures()

    def create(self, by: Any, data: dict[str, Any]) -> QuotedFigure:
        return upkeep.keep_figure(by=by, **values_of(data))

    @admin.display(description=pgettext_lazy("of a figure", "number"), ordering="value")
    def number(self, figure: QuotedFigure) -> str:
        """Without noughts at its end."""
        return many(figure.value)

    @admin.display(description=pgettext_lazy("of a figure", "what it counts"), ordering="key")
    def what(self, figure: QuotedFigure) -> Any:
        """What it counts."""
        return FIGURES.get(figure.key, figure.key)
