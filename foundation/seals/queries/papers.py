"""What the archive says of a paper that somebody holds: by its code, or by its file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foundation.seals.chains import Chain, Shown, by_letter, chains
from foundation.seals.codes import Parts, mark_of
from foundation.seals.models import Seal
from foundation.seals.queries.checking import holds
from foundation.seals.queries.heads import seal_on, source_of


class Verdict(StrEnum):
    """Whether a paper is as the archive has it."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict; the paper as the archive has it, and its seal, where there are any. `altered`
    says that the archive itself does not hold any more what was sealed."""

    verdict: Verdict
    paper: Shown | None = None
    seal: Seal | None = None
    altered: bool = False


def by_code(parts: Parts) -> Answer:
    """Whether the paper of this code says what the archive says. A few queries."""
    chain = by_letter(parts.letter)
    papers = source_of(chain).papers if chain else None
    row = papers.public().filter(pk=parts.key).first() if papers else None
    if chain is None or papers is None or row is None:
        return Answer(Verdict.UNKNOWN)
    same = mark_of(parts.letter, parts.key, papers.said(row)) == parts.mark
    return judged(chain, row.pk, papers.shown(row), same=same)


def by_file(sha256: str) -> Answer:
    """Whether a file is one that the archive gave out. A few queries."""
    for chain in chains():
        papers = source_of(chain).papers
        row = papers.of_file(sha256) if papers else None
        if papers and row is not None:
            return judged(chain, row.pk, papers.shown(row), same=True)
    return Answer(Verdict.UNKNOWN)


def judged(chain: Chain, key: int, paper: Shown, *, same: bool) -> Answer:
    """The answer on a paper that the archive has: `same` unless the archive itself was altered."""
    seal = seal_on(chain, key)
    altered = seal is not None and not holds(chain, seal)
    verdict = Verdict.SAME if same and not altered else Verdict.DIFFERENT
    return Answer(verdict, paper, seal, altered)
