"""Whether the rows still hold what was sealed, chain by chain: a thousand seals at a time, whose
number of queries does not depend on how many there are; the memory neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from foundation.seals.chains import Chain, Content, chains
from foundation.seals.models import Seal
from foundation.seals.queries.heads import (
    Head,
    kept_heads,
    newest,
    newest_seals,
    settled,
    source_of,
    stands,
    unsealed,
    waiting,
)
from foundation.seals.spelling import FIRST, digest_of, seal_of
from foundation.seals.words import Kind, line

AT_ONCE = 1_000
MOST_KEPT = 20  # findings that are kept with the job of a check
NEVER, MOMENT = "\u2014", "%Y-%m-%dT%H:%M:%S.%fZ"
COMPARED = 100  # changed rows of a chain that are tried on each other, to find exchanged ones


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed: which row or seal, and when that was sealed."""

    chain: Chain
    kind: Kind
    number: int = 0
    subject: int = 0
    other: int = 0
    at: datetime | None = None


class Changed(NamedTuple):
    """A row that says something else than what was sealed of it."""

    seal: Seal
    content: Content


def findings(
    chain: Chain, kept: Iterable[Head] = (), told: Callable[[int], None] = lambda _number: None
) -> Iterator[Finding]:
    """Everything of a chain that is not as it was sealed; nothing where all is well. `kept` are
    ends of the chain that were kept elsewhere; `told` is called with the number reached."""
    last, changed = Head(0, FIRST), list[Changed]()
    while seals := after(chain, last.number):
        contents = contents_of(chain, [seal.subject for seal in seals])
        for seal in seals:
            yield from broken_links(chain, seal, last)
            last = Head(seal.number, seal.seal)
            content = contents.get(seal.subject)
            if not is_whole(seal):
                yield Finding(chain, Kind.SEAL_CHANGED, seal.number, seal.subject, at=seal.at)
            elif content is None:
                yield Finding(chain, Kind.GONE, seal.number, seal.subject, at=seal.at)
            elif digest_of(seal.salt, content) != seal.digest:
                changed.append(Changed(seal, content))
        if len(changed) > COMPARED:
            yield from exchanged_or_changed(chain, changed)
            changed = []
        told(last.number)
    yield from exchanged_or_changed(chain, changed)
    for head in kept:
        yield from cut_off(chain, head)
    yield from left_out(chain)


def findings_of_all(
    told: Callable[[int], None] = lambda _done: None, others: Mapping[str, Head] | None = None
) -> Iterator[Finding]:
    """The findings of every chain; `told` is called with how many seals were looked at. `others`
    are ends that were kept on another machine."""
    kept, before = (kept_heads(), others or {}), 0
    for chain in chains():

        def so_far(number: int, before: int = before) -> None:
            told(before + number)

        ends = {heads[chain.key] for heads in kept if chain.key in heads}
        yield from findings(chain, ends, so_far)
        last = newest(chain)
        before += last.number if last else 0


def number_sealed() -> int:
    """How many seals there are to look at."""
    return sum(seal.number for _chain, seal in newest_seals())


def after(chain: Chain, number: int) -> list[Seal]:
    """The next seals, in order. One query."""
    rows = Seal.objects.filter(chain=chain.key, number__gt=number)
    return list(rows.order_by("number")[:AT_ONCE])


def contents_of(chain: Chain, keys: list[int]) -> Mapping[int, Content]:
    """The rows' contents. A row that cannot even be read, since somebody wrote what no column of
    its sort holds, has an empty one, which fits no seal: it is found by halves."""
    try:
        return source_of(chain).contents(keys)
    except (ValueError, TypeError, AttributeError):
        if len(keys) == 1:
            return {keys[0]: {}}
        half = len(keys) // 2
        return {**contents_of(chain, keys[:half]), **contents_of(chain, keys[half:])}


def broken_links(chain: Chain, seal: Seal, last: Head) -> Iterator[Finding]:
    """A seal that does not follow the one before it."""
    if seal.number != last.number + 1:
        gap = {"number": last.number + 1, "other": seal.number - 1}
        yield Finding(chain, Kind.SEALS_GONE, **gap, at=seal.at)
    elif seal.previous != last.seal:
        yield Finding(chain, Kind.UNLINKED, seal.number, seal.subject, at=seal.at)


def is_whole(seal: Seal) -> bool:
    """Whether a seal says what it was made of."""
    said = (seal.chain, seal.number, seal.subject, seal.at, seal.digest, seal.previous)
    return seal_of(*said) == seal.seal


def exchanged_or_changed(chain: Chain, changed: list[Changed]) -> Iterator[Finding]:
    """Of rows that say something else: those that say what was sealed of another, and the rest."""
    named: set[int] = set()
    for one, other in combinations(changed[:COMPARED], 2):
        if fits(one, other) and fits(other, one):
            named |= {one.seal.subject, other.seal.subject}
            seal, partner = one.seal, other.seal.subject
            found = (seal.number, seal.subject, partner, seal.at)
            yield Finding(chain, Kind.EXCHANGED, *found)
    for row in changed:
        if row.seal.subject not in named:
            seal = row.seal
            yield Finding(chain, Kind.CHANGED, seal.number, seal.subject, at=seal.at)


def fits(one: Changed, other: Changed) -> bool:
    """Whether one row says what was sealed of the other."""
    return digest_of(other.seal.salt, one.content) == other.seal.digest


def cut_off(chain: Chain, kept: Head) -> Iterator[Finding]:
    """An end that was kept elsewhere and that the chain does not hold any more."""
    if stands(chain.key, kept):
        return
    last = newest(chain)
    until, at = (last.number, last.at) if last else (0, None)
    yield Finding(chain, Kind.CUT_OFF, kept.number, other=until, at=at)


def left_out(chain: Chain) -> Iterator[Finding]:
    """Rows of a growing chain that were put among sealed ones: the sealer takes no such row."""
    if chain.growing:
        stray = unsealed(chain).filter(pk__lte=settled(chain)).values_list("pk", flat=True)
        for key in stray.iterator(AT_ONCE):
            yield Finding(chain, Kind.PUT_IN, subject=key)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a chain are sealed, and how many wait for it."""

    sealed: int
    waiting: int


def counts(chain: Chain) -> Counts:
    """What the check has looked at. A few queries."""
    last = newest(chain)
    return Counts(last.number if last else 0, waiting(chain).count())


def holds(chain: Chain, seal: Seal) -> bool:
    """Whether the row of one seal still says what was sealed."""
    content = contents_of(chain, [seal.subject]).get(seal.subject)
    return content is not None and digest_of(seal.salt, content) == seal.digest


def said(finding: Finding) -> str:
    """A finding as a line: what, where, when."""
    return in_words(finding.kind, finding.chain.label, *numbers_of(finding), finding.at)


def numbers_of(finding: Finding) -> tuple[int, int, int]:
    """The numbers of a finding, in the order in which it is kept."""
    return finding.number, finding.subject, finding.other


def in_words(
    kind: str, chain: Any, number: int, subject: int, other: int, at: datetime | None
) -> str:
    """A finding in the reader's language and hour."""
    day = date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else NEVER
    return line(kind, chain=chain, number=number, subject=subject, other=other, at=day)


def coded(finding: Finding) -> str:
    """A finding as a job keeps it."""
    at = finding.at.astimezone(UTC).strftime(MOMENT) if finding.at else ""
    return "/".join((finding.chain.key, finding.kind, *map(str, numbers_of(finding)), at))


def decoded(code: str) -> str:
    """A kept finding in words."""
    key, kind, *numbers, at = code.split("/")
    moment = datetime.strptime(at, MOMENT).replace(tzinfo=UTC) if at else None
    label = next((chain.label for chain in chains() if chain.key == key), key)
    number, subject, other = map(int, numbers)
    return in_words(kind, label, number, subject, other, moment)
