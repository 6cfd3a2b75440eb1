"""What publication does: outcomes become public, needs hear what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from committees.actions.meetings import release
from committees.actions.telling import tell_owner
from committees.kinds import ItemResult
from committees.models import AgendaItem, Meeting, Resolution
from committees.queries.found import outcome_doc
from foundation.actor import Actor
from foundation.search import actions as search
from residents.actions.tabling import decide_tabling, return_tabling
from residents.models import Tabling

SENTENCE_LENGTH = 300


def publish_outcomes(by: Actor, meeting: Meeting, now: datetime) -> None:
    """Show what was agreed to everybody, let it be found, and tell whose it is to do."""
    agreed = Resolution.objects.filter(item__meeting=meeting, public_at__isnull=True)
    for resolution in agreed.select_related("item__meeting__lead__organization__place"):
        resolution.public_at = now
        resolution.save(update_fields=["public_at"])
        search.put_doc(outcome_doc(resolution))
        tell_owner(resolution, by=by, now=now)


def settle_tablings(by: Actor, meeting: Meeting, address: str, now: datetime) -> None:
    """Tell each need on the agenda what became of it: agreed, put off, or nothing came of it."""
    taken = meeting.items.filter(tabling__state=Tabling.State.TAKEN)
    for item in taken.select_related("resolution__owner_post", "tabling__need", "tabling__body"):
        settle(by, item, address, now)


def settle(by: Actor, item: AgendaItem, address: str, now: datetime) -> None:
    """One need: with an outcome its owner has it, put off it waits, else the clerk has it."""
    tabling = cast(Tabling, item.tabling)
    words = item.discussion.split("\n")[0][:SENTENCE_LENGTH]
    if hasattr(item, "resolution"):
        agreed = item.resolution
        decide_tabling(
            by=by,
            tabling=tabling,
            owner_post=agreed.owner_post,
            due_on=agreed.due_on,
            sentence=agreed.text,
            address=address,
            now=now,
        )
    elif item.result == ItemResult.POSTPONED:
        release(by, item, words, now)
    else:
        return_tabling(by=by, tabling=tabling, sentence=words, address=address, now=now)
