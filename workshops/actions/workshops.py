"""Workshops: entering, changing and ending them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.actor import Actor
from foundation.one_line import in_lines
from foundation.phones import is_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from foundation.site.actions import shorten
from residents.actions.steps import add_step
from residents.models import Need, Organization, Place
from residents.models.place import has_ended
from residents.slugs import free_slug, slug_of
from residents.stages import StepKind
from workshops.access.workshops import may_keep_at
from workshops.actions.openings import shut
from workshops.addresses import workshop_address
from workshops.kinds import Kind, Mode, OpeningState
from workshops.models import Opening, Workshop
from workshops.queries.found import workshop_doc

CHANGEABLE = {
    *("name", "name_en", "kind", "namesake", "venue", "mode", "baseline_period"),
    *("baseline_method", "summary", "summary_en", "telephone"),
}


@action("workshops.open")
def open_workshop(
    *,
    by: Actor,
    name: str,
    kind: str,
    host: Organization,
    place: Place,
    telephone: str,
    since: date,
    need: Need | None = None,
    now: datetime | None = None,
    **details: Any,
) -> Workshop:
    """Enter a workshop; `details` are other words of it (see `CHANGEABLE`). A need that led to it
    gets a step in its thread. `Refused` without a name, a kind, or a telephone that can be called.
    """
    require(may_keep_at(by, place), not_yours())
    moment = now or timezone.now()
    fields = {"name": name, "kind": kind, "telephone": telephone, **details}
    written = checked(fields, place)
    if has_ended(host.ended_on):
        raise Refused(_("This organisation has ended."), "host")
    near = Workshop.objects.filter(slug__startswith=slug_of(name)).values_list("slug", flat=True)
    slug = free_slug(name, set(near))
    workshop = Workshop.objects.create(
        slug=slug,
        host=host,
        place=place,
        since=since,
        need=need,
        short_link=shorten(workshop_address(slug), is_new=True),
        created_at=moment,
        **written,
    )
    search.put_doc(workshop_doc(workshop))
    if need is not None:
        say_in_thread(workshop, need, by, moment)
    record.note(by, "workshop.opened", workshop, values={"kind": kind})
    return workshop


@action("workshops.change")
def change_workshop(*, by: Actor, workshop: Workshop, revision: int, **fields: Any) -> Workshop:
    """Change words of a workshop. `Stale` when somebody has changed it since `revision`.

    Months reported before keep the mode and the words they were reported with.
    """
    require(may_keep_at(by, workshop.place), not_yours())
    runs(workshop)
    written = checked(fields, workshop.place)
    update_revised(workshop, expected=revision, **written)
    search.put_doc(workshop_doc(workshop))
    record.note(by, "workshop.changed", workshop, fields=sorted(written))
    return workshop


@action("workshops.end")
def end_workshop(
    *, by: Actor, workshop: Workshop, revision: int, now: datetime | None = None
) -> Workshop:
    """Take a workshop out of the public pages, with its openings. The rows stay."""
    require(may_keep_at(by, workshop.place), not_yours())
    runs(workshop)
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    if today < workshop.since:
        raise Refused(_("It has not begun yet."))
    update_revised(workshop, expected=revision, ended_on=today)
    for opening in Opening.objects.filter(workshop=workshop, state=OpeningState.OPEN):
        shut(opening, why=_("The workshop has ended."), now=moment)
    search.withdraw("workshop", workshop.pk)
    record.note(by, "workshop.ended", workshop)
    return workshop


# Steps


def say_in_thread(workshop: Workshop, need: Need, by: Actor, now: datetime) -> None:
    """One step in the thread of the need that led to the workshop, in the town's language."""
    with override(settings.LANGUAGE_CODE):
        sentence = _("A workshop has opened.")
    add_step(
        need,
        StepKind.PROGRESS,
        by=by,
        sentence=sentence,
        address=workshop_address(workshop.slug),
        now=now,
    )


def not_yours() -> str:
    """Why somebody may not."""
    return _("Only who keeps the workshops of this place may do this.")


def runs(workshop: Workshop) -> None:
    """Raise `Refused` for a workshop that has ended."""
    if workshop.ended_on is not None:
        raise Refused(_("This workshop has ended."))


def checked(fields: dict[str, Any], place: Place) -> dict[str, Any]:
    """The fields cleaned; raises `Refused` for what cannot stand, TypeError for a foreign one."""
    strange = set(fields) - CHANGEABLE
    if strange:
        raise TypeError(f"no words of a workshop: {sorted(strange)}")
    written = in_lines(fields)
    if written.get("name") == "":
        raise Refused(_("Say what the workshop is called."), "name")
    if "kind" in written and written["kind"] not in Kind.values:
        raise Refused(_("Choose what sort of workshop it is."), "kind")
    if "mode" in written and written["mode"] not in Mode.values:
        raise Refused(_("Choose where its figures come from."), "mode")
    if "telephone" in written and not is_phone(written["telephone"]):
        raise Refused(_("Give a telephone number with its area code."), "telephone")
    venue = written.get("venue")
    if venue is not None and not venue.place.path.startswith(place.path):
        raise Refused(_("This venue is in another place."), "venue")
    return written
