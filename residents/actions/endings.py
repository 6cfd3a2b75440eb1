"""Organisations and venues that are no more: their rows stay for what was written about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import InTheWay, Obstacle, Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from residents.access.operators import may_shape_town
from residents.kept_by import reasons_above
from residents.models import Organization, Venue
from residents.models.place import has_ended
from residents.queries import upkeep
from residents.queries.upkeep import need_of, standing

WHY_LENGTH = 200
Row = TypeVar("Row", Organization, Venue)


@action("organizations.end")
def end_organization(
    *,
    by: Actor,
    organization: Organization,
    revision: int,
    sentence: str,
    today: date | None = None,
) -> Organization:
    """Let an organisation end today, with a sentence why, when nothing hangs on it any more."""
    today = today or timezone.localdate()
    allowed = may_shape_town(by, organization.record_path)
    require(allowed, _("Only who keeps the town may end organisations."))
    if has_ended(held(organization).ended_on, today):
        raise Refused(_("This organisation has ended already."))
    end_row(organization, revision, sentence, what_hangs_on(organization, today), today)
    record.note(by, "organization.ended", organization, values={"ended_on": today})
    search.refresh_later(by, organization)
    return organization


@action("venues.end")
def end_venue(
    *, by: Actor, venue: Venue, revision: int, sentence: str, today: date | None = None
) -> Venue:
    """Let a venue end today, with a sentence why, when nothing is done in it any more."""
    today = today or timezone.localdate()
    require(may_shape_town(by, venue.record_path), _("Only who keeps the town may end venues."))
    if has_ended(held(venue).ended_on, today):
        raise Refused(_("This venue has ended already."))
    end_row(venue, revision, sentence, reasons_above(venue, today), today)
    record.note(by, "venue.ended", venue, values={"ended_on": today})
    return venue


def held(row: Row) -> Row:
    """The row as it stands, held until the act ends, and only once what is just being hung on it
    hangs there: more than an UPDATE would wait for."""
    return type(row)._base_manager.select_for_update().get(pk=row.pk)


def end_row(
    row: Organization | Venue,
    revision: int,
    sentence: str,
    reasons: Iterable[Obstacle],
    today: date,
) -> None:
    """Write that it ends, and why; `Refused` with the reasons that it cannot yet."""
    why = why_it_ends(sentence)
    refuse_for(reasons)
    update_revised(row, expected=revision, ended_on=today, ended_why=why)


def why_it_ends(sentence: str) -> str:
    """The sentence as it is stored; `Refused` where there is none, or too much."""
    why = one_line(sentence)
    if not why:
        raise Refused(_("Say in one sentence why it ends."), "sentence")
    if len(why) > WHY_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": WHY_LENGTH}, "sentence")
    return why


def refuse_for(reasons: Iterable[Obstacle]) -> None:
    """`InTheWay` with all of the reasons, if there is one."""
    if standing := list(reasons):
        raise InTheWay(standing)


def what_hangs_on(organization: Organization, day: date) -> Iterator[Obstacle]:
    """Why the organisation cannot end yet: one for each sort of thing that needs it."""
    posts = upkeep.posts_in_force(organization, day)
    yield from standing(_("It still has these posts: %(names)s. Abolish them first."), posts)
    venues = upkeep.venues_owned(organization, day)
    yield from standing(_("These venues are still its own: %(names)s. End them first."), venues)
    tablings = upkeep.tablings_before(organization)
    yield from standing(_("These needs are still before it: %(names)s."), tablings, need_of)
    yield from reasons_above(organization, day)
