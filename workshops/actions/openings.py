"""Openings: offered by the host, closed by hand, by the last place or by the day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import in_lines, one_line
from foundation.phones import is_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from residents.models.place import has_ended
from workshops.access.workshops import may_host, may_tick
from workshops.kinds import OpeningState
from workshops.models import Opening, Workshop
from workshops.queries.found import opening_doc

MOST_WANTED = 500
LONGEST = timedelta(days=180)
CHANGEABLE = {"title", "title_en", "words", "pay", "wanted", "closes_on", "telephone"}


@action("openings.offer")
def offer_work(
    *,
    by: Actor,
    workshop: Workshop,
    title: str,
    pay: str,
    wanted: int,
    closes_on: date,
    telephone: str = "",
    now: datetime | None = None,
    **details: Any,
) -> Opening:
    """Offer work at a workshop until the end of `closes_on`; `details` are words, title_en.

    `Refused` without a title, what it pays, or a telephone; for a past day or one too far.
    """
    require(may_host(by, workshop), not_yours())
    if has_ended(workshop.ended_on):
        raise Refused(_("This workshop has ended."))
    moment = now or timezone.now()
    fields = {"title": title, "pay": pay, "wanted": wanted, "closes_on": closes_on, **details}
    fields["telephone"] = telephone or workshop.telephone
    written = checked(fields, timezone.localdate(moment))
    opening = Opening.objects.create(workshop=workshop, created_at=moment, **written)
    search.put_doc(opening_doc(opening))
    record.note(by, "opening.offered", opening, values={"wanted": wanted, "closes_on": closes_on})
    return opening


@action("openings.change")
def change_opening(
    *, by: Actor, opening: Opening, revision: int, now: datetime | None = None, **fields: Any
) -> Opening:
    """Change what is offered while it is open. `Stale` when somebody has changed it since."""
    require(may_host(by, opening.workshop), not_yours())
    is_open(opening)
    written = checked(fields, timezone.localdate(now))
    if written.get("wanted", opening.wanted) <= opening.hired:
        raise Refused(_("As many are hired already: close the offer instead."), "wanted")
    update_revised(opening, expected=revision, **written)
    search.put_doc(opening_doc(opening))
    record.note(by, "opening.changed", opening, fields=sorted(written))
    return opening


@action("openings.close")
def close_opening(
    *, by: Actor, opening: Opening, why: str = "", now: datetime | None = None
) -> Opening:
    """Take an offer back, with a reason for everybody if there is one."""
    require(may_host(by, opening.workshop), not_yours())
    is_open(opening)
    shut(opening, why=one_line(why), now=now or timezone.now())
    record.note(by, "opening.closed", opening)
    return opening


@action("openings.close_past")
def close_past(*, by: Actor, now: datetime | None = None) -> int:
    """Close what could be applied for until yesterday; returns how many. Twice is harmless."""
    require(may_tick(by), _("Only the clock closes what is past."))
    moment = now or timezone.now()
    past = Opening.objects.filter(state=OpeningState.OPEN, closes_on__lt=timezone.localdate(moment))
    rows = list(past.order_by("pk").select_for_update(no_key=True))
    for opening in rows:
        shut(opening, why="", now=moment)
        record.note(by, "opening.closed", opening)
    return len(rows)


# Steps


def not_yours() -> str:
    """Why somebody may not."""
    return _("Only who runs or keeps this workshop may do this.")


def is_open(opening: Opening) -> None:
    """Raise `Refused` for an offer that is closed or filled."""
    if opening.state != OpeningState.OPEN:
        raise Refused(_("This offer is closed."))


def shut(opening: Opening, *, why: str, now: datetime) -> None:
    """Close an offer if it is open still, and take it out of the search."""
    Opening.objects.filter(pk=opening.pk, state=OpeningState.OPEN).update(
        state=OpeningState.CLOSED, why_closed=why, ended_at=now, revision=F("revision") + 1
    )
    opening.refresh_from_db()
    search.withdraw("opening", opening.pk)


def checked(fields: dict[str, Any], today: date) -> dict[str, Any]:
    """The fields cleaned; raises `Refused` for what cannot stand, TypeError for a foreign one."""
    strange = set(fields) - CHANGEABLE
    if strange:
        raise TypeError(f"no words of an opening: {sorted(strange)}")
    written = in_lines(fields)
    if written.get("title") == "":
        raise Refused(_("Say what work it is."), "title")
    if written.get("pay") == "":
        raise Refused(_("Say what it pays."), "pay")
    if not 1 <= written.get("wanted", 1) <= MOST_WANTED:
        raise Refused(_("From 1 to %(n)s people, please.") % {"n": MOST_WANTED}, "wanted")
    if "telephone" in written and not is_phone(written["telephone"]):
        raise Refused(_("Give a telephone number with its area code."), "telephone")
    closes = written.get("closes_on", today)
    if not today <= closes <= today + LONGEST:
        raise Refused(_("Choose a day from today on, within half a year."), "closes_on")
    return written
