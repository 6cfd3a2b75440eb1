"""Which texts speak of the same thing, by the pairs of characters they share. Values only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foundation.search.tokens import is_han, pairs, runs, word

SHARED = 2  # pairs that two texts share at least
SHARE = 0.2  # of the pairs of the shorter text
EVERYWHERE = 0.2  # a pair in more than a fifth of the texts ("I hope") tells nothing
FEW = 10  # texts; among fewer, no pair counts as standing everywhere


def marks(text: str) -> frozenset[str]:
    """The pairs of characters of a text, and its words of other scripts."""
    return frozenset(
        token
        for run in runs(text)
        if len(run) > 1
        for token in (pairs(run) if is_han(run) else [word(run)])
    )


def alike(words: str, texts: Sequence[str]) -> list[int]:
    """The places in `texts` of those that are like the words, the most like first."""
    marked = [marks(text) for text in texts]
    often = Counter(mark for found in marked for mark in found)
    most = max(FEW, len(texts)) * EVERYWHERE
    asked = {mark for mark in marks(words) if often[mark] <= most}
    scored = [(len(asked & found), at) for at, found in enumerate(marked)]
    near = [
        (shared, at)
        for shared, at in scored
        if shared >= SHARED and shared >= SHARE * min(len(asked), len(marked[at]))
    ]
    return [at for _, at in sorted(near, key=lambda pair: (-pair[0], pair[1]))]
