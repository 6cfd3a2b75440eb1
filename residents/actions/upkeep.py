"""What the town keeps of the site's own rows: the calendar, the words of the search, its texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.calendar import actions as calendar
from foundation.calendar.models import Holiday
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.search import actions as search
from foundation.search.models import Synonym
from foundation.site import actions as site
from foundation.site.figures import FIGURES
from foundation.site.models import QuotedFigure, SiteText
from foundation.site.queries import figures
from residents.access.operators import may_shape_town


@action("holidays.keep")
def keep_day(*, by: Actor, day: date, is_workday: bool, name: str, source: str = "") -> Holiday:
    """Say of a date whether people work then; promises made before keep their day."""
    require(may_shape_town(by), _("Only who keeps the town may change the calendar."))
    return calendar.set_day(by=by, day=day, is_workday=is_workday, name=name, source=source)


@action("synonyms.keep")
def keep_synonym(*, by: Actor, said: str, means: str) -> Synonym:
    """Have a word that people say find the words that we write; with none of them, end it."""
    require(may_shape_town(by), _("Only who keeps the town may change the words of the search."))
    return search.set_synonym(by=by, said=said, means=means.split())


@action("sitetext.keep")
def keep_text(*, by: Actor, key: str, language: str, text: str, revision: int) -> SiteText:
    """Write a text of the site; `Stale` where somebody else has written it since `revision`."""
    require(may_shape_town(by), _("Only who keeps the town may change the site's texts."))
    return site.write_text(by=by, key=key, language=language, text=text, revision=revision)


@action("figures.keep")
def keep_figure(
    *, by: Actor, key: str, value: Decimal, replaces: QuotedFigure | None = None, **said: Any
) -> QuotedFigure:
    """Quote a figure that somebody published, or correct one by a new row: the old one ends.

    `said` is its unit, bound, source, day of publication and what the source does not say.
    """
    require(may_shape_town(by), _("Only who keeps the town may change the quoted figures."))
    if key not in FIGURES:
        raise Refused(_("No page quotes this figure."), "key")
    if replaces is None and key in figures(key):
        raise Refused(_("This figure is quoted already: correct it on its page."), "key")
    return site.quote_figure(by=by, key=key, value=value, replaces=replaces, **said)


@action("figures.drop")
def drop_figure(*, by: Actor, figure: QuotedFigure) -> QuotedFigure:
    """Quote a figure no longer."""
    require(may_shape_town(by), _("Only who keeps the town may change the quoted figures."))
    return site.end_figure(by=by, figure=figure)
