"""Needs that were merged: where each went on, and what came to it."""

from __future__ import annotations

from residents.models import Need, Rating
from residents.stages import NeedState

# What was answered can be rated; by those merged into it also when its own reporter closed it.
ENDED_WITH_WORDS = (NeedState.ANSWERED, NeedState.REFUSED)
RATABLE_BY_MERGED = (*ENDED_WITH_WORDS, NeedState.CLOSED)


def head_of(need: Need) -> Need:
    """The need that it goes on in: itself, or the last of those it was merged into. One query for
    each merging that is not read yet."""
    while need.merged_into is not None:
        need = need.merged_into
    return need


def merged_below(need: Need) -> list[int]:
    """The keys of all needs merged into this one, also by way of another."""
    found: list[int] = []
    level = [need.pk]
    while level:
        level = list(Need.objects.filter(merged_into__in=level).values_list("pk", flat=True))
        found += level
    return found


def family_of(need: Need) -> list[int]:
    """The keys of all needs that go on in one: of that one, and of those merged into it. A rating
    of one of them may reopen all."""
    head = head_of(need)
    return [head.pk, *merged_below(head)]


def joined(need: Need, into: Need) -> list[int]:
    """The keys of the needs that a merging writes: of both, and of those that were merged into the
    first, in whose threads an answer is said."""
    return [need.pk, into.pk, *merged_below(need)]


def waits_for_rating(need: Need) -> bool:
    """Whether there is an answer in this round that those who raised the need may still rate."""
    if need.state != NeedState.MERGED:
        return need.state in ENDED_WITH_WORDS
    answered = head_of(need).state in RATABLE_BY_MERGED
    return answered and not need.ratings.filter(round=need.round).exists()


def said_by_merged(need: Need) -> list[Rating]:
    """Why those whose needs were merged into this one were not satisfied."""
    unhappy = Rating.objects.filter(verdict=Rating.Verdict.NOT_SATISFIED)
    return list(unhappy.filter(need__in=merged_below(need)))
