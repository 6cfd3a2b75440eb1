"""Agreements: preparing, beginning, ending and withdrawing them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.words import line, lines
from foundation.actor import Actor
from foundation.numbering.actions import next_number
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from residents.access.operators import is_operator
from residents.actions.steps import add_step
from residents.models import Need, Organization, Place
from residents.stages import StepKind
from services.actions.agreement_steps import drafted, frozen_until, keeping, locked, rent_once
from services.addresses import agreement_address
from services.approvals import in_words, missing
from services.models import Agreement
from services.periods import longest_until
from services.queries.published import agreement_doc
from services.queries.readiness import readiness_of
from services.terms import AgreementState, Form

CHANGEABLE = {
    *("title", "title_en", "form", "need", "since", "until", "floor_percent", "exit_terms"),
    "partner",
}


@action("agreements.draft")
def draft_agreement(
    *,
    by: Actor,
    partner: Organization,
    place: Place,
    title: str,
    since: date,
    until: date,
    form: str = Form.SPACE,
    title_en: str = "",
    need: Need | None = None,
    floor_percent: int | None = None,
    exit_terms: str = "",
    now: datetime | None = None,
) -> Agreement:
    """Begin to prepare an agreement over `[since, until)`; nobody but staff sees it yet."""
    by, moment = keeping(by, place), now or timezone.now()
    written = checked(
        timezone.localdate(moment),
        title=title,
        since=since,
        until=until,
        title_en=title_en,
        form=form,
        need=need,
        floor_percent=floor_percent,
        exit_terms=exit_terms,
        partner=partner,
    )
    agreement = Agreement.objects.create(
        place=place, created_at=moment, number=number_of(moment), **written
    )
    record.note(by, "agreement.drafted", agreement, values={"form": form})
    return agreement


@action("agreements.change")
def change_agreement(*, by: Actor, agreement: Agreement, revision: int, **fields: Any) -> Agreement:
    """Change what an agreement says while it is being prepared (see `CHANGEABLE`). `Stale` where
    somebody else has changed it since `revision`."""
    by = keeping(by, agreement.place)
    row = drafted(agreement)
    strange = set(fields) - CHANGEABLE
    if strange:
        raise TypeError(f"no fields of an agreement: {sorted(strange)}")
    kept = {"since": row.since, "until": row.until, "title": row.title}
    written = checked(timezone.localdate(row.created_at), **{**kept, **fields})
    update_revised(agreement, expected=revision, **written)
    record.note(by, "agreement.changed", agreement, fields=sorted(fields))
    return agreement


@action("agreements.start")
def start_agreement(
    *, by: Actor, agreement: Agreement, revision: int, now: datetime | None = None
) -> Agreement:
    """Let an agreement run: it is public from now on, and the need behind it hears of it.

    Raises `Refused`, in words, while a paper or a term is missing (`readiness_of`).
    """
    by = keeping(by, agreement.place)
    row = drafted(agreement)
    if lacking := missing(readiness_of(row)):
        raise Refused(
            _("Before this agreement can begin, it needs: %(list)s.") % {"list": in_words(lacking)}
        )
    rent_once(row, row.grants.all(), row.until)
    moment = now or timezone.now()
    state = AgreementState.RUNNING
    update_revised(agreement, expected=revision, state=state, started_at=moment)
    search.put_doc(agreement_doc(agreement))
    if row.need:
        address = agreement_address(row.number)
        add_step(row.need, StepKind.AGREED, by=by, sentence=row.title, address=address, now=moment)
    record.note(by, "agreement.started", agreement, values={"state": (row.state, state)})
    return agreement


@action("agreements.end")
def end_agreement(
    *,
    by: Actor,
    agreement: Agreement,
    revision: int,
    ended_on: date | None = None,
    why: str = "",
    now: datetime | None = None,
) -> Agreement:
    """End a running agreement on a day (the first without it; today unless said), and with it
    every grant and obligation: at its own `until`, or earlier with the reason; never on a day of a
    frozen quarter."""
    by = keeping(by, agreement.place)
    row = locked(agreement)
    if row.state != AgreementState.RUNNING:
        raise Refused(_("Only an agreement that runs can be ended."))
    today = timezone.localdate(now)
    day = min(ended_on or today, row.until)
    closed = frozen_until(row)
    cut = closed is not None and day < min(closed, row.until)
    if day > today or cut:
        raise Refused(_("Give today or an earlier day, in no closed quarter."), "ended_on")
    said = line(why, "why", 200, required=day < row.until)
    state = AgreementState.ENDED
    update_revised(agreement, expected=revision, state=state, ended_on=day, ended_why=said)
    record.note(
        by, "agreement.ended", agreement, values={"state": (row.state, state), "ended_on": day}
    )
    return agreement


@action("agreements.withdraw")
def withdraw_agreement(*, by: Actor, agreement: Agreement, revision: int) -> Agreement:
    """Give up an agreement that was being prepared; the row stays, nobody but staff sees it."""
    by = keeping(by, agreement.place)
    row = drafted(agreement)
    state = AgreementState.WITHDRAWN
    update_revised(agreement, expected=revision, state=state)
    record.note(by, "agreement.withdrawn", agreement, values={"state": (row.state, state)})
    return agreement


@action("agreements.expire")
def expire_agreements(*, by: Actor, now: datetime | None = None) -> int:
    """End the running agreements whose last day is over; returns how many."""
    require(is_operator(by), _("Only the clock ends agreements whose time is over."))
    today = timezone.localdate(now)
    over = list(Agreement.objects.filter(state=AgreementState.RUNNING, until__lte=today))
    for row in over:
        end_agreement(by=by, agreement=row, revision=row.revision, ended_on=row.until, now=now)
    return len(over)


# Steps


def checked(drafted_on: date, **fields: Any) -> dict[str, Any]:
    """The fields of an agreement as they are stored; raises `Refused` for what cannot stand."""
    written = dict(fields)
    written["title"] = line(fields["title"], "title", 80)
    if "title_en" in fields:
        written["title_en"] = line(fields["title_en"], "title_en", 120, required=False)
    if "exit_terms" in fields:
        written["exit_terms"] = lines(fields["exit_terms"], "exit_terms", 500)
    check_first_day(fields["since"], drafted_on)
    if fields["until"] <= fields["since"]:
        raise Refused(_("It ends before it begins."), "until")
    check_length(fields["since"], fields["until"])
    check_floor(fields.get("floor_percent"))
    if fields.get("form", Form.SPACE) not in Form.values:
        raise Refused(_("Please fill this in."), "form")
    return written


def check_first_day(since: date, drafted_on: date) -> None:
    """Raise `Refused` for a first day so far off that the agreement would be over by law (see
    `longest_until`) before it was written down, or as far ahead: the year is mistyped."""
    if not (drafted_on < longest_until(since) and since < longest_until(drafted_on)):
        raise Refused(_("Check the year: give a day within twenty years of today."), "since")


def check_length(since: date, until: date) -> None:
    """Raise `Refused` for an end further off than the law allows, counted from a day."""
    if until > longest_until(since):
        raise Refused(_("Twenty years at most (Civil Code, article 705)."), "until")


def check_floor(percent: int | None) -> None:
    """Raise `Refused` for what can be no floor."""
    if percent is not None and not 1 <= percent <= 1000:
        raise Refused(_("Give a whole number from 1 to 1000."), "floor_percent")


def number_of(moment: datetime) -> str:
    """`A26-0003`: the next number of the year."""
    year = timezone.localdate(moment).year % 100
    return f"A{year:02}-{next_number(f'agreements:{year:02}'):04}"
