"""The items of an agenda as a draft of minutes writes them, and what was agreed on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.access.bodies import owner_posts
from committees.actions.meetings import append_item
from committees.actions.words import DISCUSSION_LENGTH, line, lines
from committees.kinds import ItemResult
from committees.models import AgendaItem, Meeting, Resolution
from committees.papers import ItemText, OutcomeText
from committees.queries.numbers import binding
from foundation.refusals import Refused

MOST_VOTES = 1_000_000
VOTES = ("votes_for", "votes_against", "abstained", "withdrew")


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What an outcome of a meeting is, which of the chosen posts answer for the place, and the day
    before which none is due."""

    kind: str
    answering: frozenset[int]
    held_on: date


def save_items(meeting: Meeting, texts: Iterable[ItemText]) -> None:
    """Write what became of each item; one without a key is put at the end of the agenda."""
    items = {item.pk: item for item in meeting.items.select_related("resolution")}
    texts = list(texts)
    agreeing = agreeing_of(meeting, texts)
    for text in texts:
        if text.item is None:
            title = text.title or (text.outcome.text[:120] if text.outcome else "")
            item = append_item(meeting, title)
        elif text.item in items:
            item = items[text.item]
        else:
            raise Refused(_("This item is no longer on the agenda."))
        save_item(agreeing, item, text)


def agreeing_of(meeting: Meeting, texts: list[ItemText]) -> Agreeing:
    """What holds for every outcome of the meeting: two queries, whatever the number of items."""
    chosen = {one.outcome.owner_post for one in texts if one.outcome and one.outcome.owner_post}
    answering = owner_posts(meeting.lead).filter(pk__in=[post.pk for post in chosen])
    return Agreeing(
        kind=Resolution.Kind.RESOLUTION if binding(meeting) else Resolution.Kind.OUTCOME,
        answering=frozenset(answering.values_list("pk", flat=True)),
        held_on=timezone.localdate(meeting.starts_at),
    )


def save_item(agreeing: Agreeing, item: AgendaItem, text: ItemText) -> None:
    """Write one item; what was agreed on it means that it passed."""
    result = text.result
    if text.outcome and result == ItemResult.OPEN:
        result = ItemResult.PASSED
    if result not in ItemResult.values:
        raise Refused(_("Choose what became of this item."), text.field("result"))
    if text.outcome and result != ItemResult.PASSED:
        raise Refused(_("Something was agreed only on an item that passed."), text.field("result"))
    item.result = result
    item.discussion = lines(text.discussion, text.field("discussion"), DISCUSSION_LENGTH)
    for name in VOTES:
        number = getattr(text, name)
        if number is not None and not 0 <= number <= MOST_VOTES:
            raise Refused(_("This is not a number of votes."), text.field(name))
        setattr(item, name, number)
    item.withdrew = text.withdrew or 0
    item.save()
    save_outcome(agreeing, item, text)


def save_outcome(agreeing: Agreeing, item: AgendaItem, text: ItemText) -> None:
    """What was agreed, always with its owner post and its date; None takes it away again."""
    if text.outcome is None:
        Resolution.objects.filter(item=item).delete()
        return
    Resolution.objects.update_or_create(
        item=item, defaults={"kind": agreeing.kind, **complete(agreeing, text, text.outcome)}
    )


def complete(agreeing: Agreeing, text: ItemText, outcome: OutcomeText) -> dict[str, Any]:
    """The fields of an outcome: a sentence, a post that answers for the place, and a date."""
    words = line(outcome.text, text.field("text"), 300)
    if outcome.owner_post is None:
        raise Refused(_("Choose which post carries this out."), text.field("owner_post"))
    if outcome.owner_post.pk not in agreeing.answering:
        words_ = _("This post does not answer for the place of this body.")
        raise Refused(words_, text.field("owner_post"))
    if outcome.due_on is None:
        raise Refused(_("Say by which day."), text.field("due_on"))
    if outcome.due_on < agreeing.held_on:
        raise Refused(_("Choose a day after the meeting."), text.field("due_on"))
    return {"text": words, "owner_post": outcome.owner_post, "due_on": outcome.due_on}
