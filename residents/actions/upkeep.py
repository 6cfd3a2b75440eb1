"""What the town keeps of the site's own rows: the calendar, the words of the search, its texts."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.calendar import actions as calendar
from foundation.calendar.models import Holiday
from foundation.record.actions import action
from foundation.refusals import require
from foundation.search import actions as search
from foundation.search.models import Synonym
from foundation.site import actions as site
from foundation.site.models import SiteText
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
