"""Places that get another name, or end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Obstacle, Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from residents.access.operators import may_shape_town
from residents.actions.endings import refuse_for
from residents.kept_by import reasons_above
from residents.models import Place
from residents.models.place import FormerName, has_ended
from residents.place_names import place_keys
from residents.queries import upkeep
from residents.queries.upkeep import standing

AHEAD = timedelta(days=366)  # how far ahead an end may be said


@action("places.rename")
def rename_place(
    *,
    by: Actor,
    place: Place,
    revision: int,
    name: str,
    name_en: str = "",
    since: date | None = None,
    today: date | None = None,
) -> Place:
    """Call a place otherwise from a day on, today at the latest: the name it had is kept with that
    day. The official name follows the official list. `Stale` where somebody else has changed it.
    """
    require(may_shape_town(by, place.path), _("Only who keeps the town may change places."))
    today = today or timezone.localdate()
    since = since or today
    if since > today:
        raise Refused(_("This day is still to come: change the name on it."), "since")
    if name == place.name and name_en == place.name_en:
        raise Refused(_("It is called that already."), "name")
    after_last_name(place, since)
    FormerName.objects.create(place=place, name=place.name, name_en=place.name_en, until=since)
    pinyin, initials = place_keys(name)
    said = {"name": name, "name_en": name_en, "pinyin": pinyin, "initials": initials}
    update_revised(place, expected=revision, **said)
    record.note(
        by,
        "place.renamed",
        place,
        fields=["name", "name_en"],
        values={"since": since},
    )
    search.refresh_later(by, place)
    return place


def after_last_name(place: Place, since: date) -> None:
    """`Refused` where the place got the name that it has only after this day."""
    newest = place.former_names.first()
    if newest and since < newest.until:
        day = {"day": date_format(newest.until)}
        said = _("It has had its name since %(day)s: no other can begin before that.")
        raise Refused(said % day, "since")


@action("places.end")
def end_place(
    *,
    by: Actor,
    place: Place,
    revision: int,
    ended_on: date,
    succeeded_by: Place | None = None,
    today: date | None = None,
) -> Place:
    """Let a place end on a day (the first without it), when nothing is left in it. Another place
    may be said to succeed it. Rows that lie in it stay."""
    require(may_shape_town(by, place.path), _("Only who keeps the town may change places."))
    today = today or timezone.localdate()
    if not today <= ended_on <= today + AHEAD:
        raise Refused(_("Give a day from today on, within a year."), "ended_on")
    if has_ended(place.ended_on, today):
        raise Refused(_("This place has ended already."))
    if succeeded_by is not None and succeeded_by.path.startswith(place.path):
        raise Refused(_("A place is not succeeded by itself or by a part of it."), "succeeded_by")
    refuse_for(what_is_left(place, ended_on))
    update_revised(place, expected=revision, ended_on=ended_on, succeeded_by=succeeded_by)
    record.note(
        by,
        "place.ended",
        place,
        values={"ended_on": ended_on, "succeeded_by": succeeded_by},
    )
    return place


def what_is_left(place: Place, day: date) -> Iterator[Obstacle]:
    """Why the place cannot end yet: one for each sort of thing that is still in it."""
    parts = upkeep.parts_in_force(place, day)
    yield from standing(_("These parts of it are still there: %(names)s. End them first."), parts)
    needs = upkeep.open_needs_in(place)
    yield from standing(_("These needs are still open in it: %(names)s."), needs)
    posts = upkeep.posts_in_force(place, day)
    yield from standing(_("It still has these posts: %(names)s. Abolish them first."), posts)
    partners = upkeep.organizations_in_force(place, day)
    words = _("These organisations are still in it: %(names)s. End them first.")
    yield from standing(words, partners)
    venues = upkeep.venues_in_force(place, day)
    yield from standing(_("These venues are still in it: %(names)s. End them first."), venues)
    yield from reasons_above(place, day)
