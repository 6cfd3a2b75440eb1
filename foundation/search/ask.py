"""From what somebody typed to a query, as a value; and that value in each database's language.

A query is a conjunction of terms; a term is one of several phrases; a phrase is tokens that stand
side by side, the last of them perhaps only begun. Every token is ASCII letters and digits that we
made ourselves, so nothing typed ever reaches a database as syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foundation.search.tokens import (
    END,
    SOUND_LENGTH,
    START,
    folded,
    is_han,
    pairs,
    runs,
    stream,
    word,
)

LONGEST = 64  # characters read of what was typed
MOST_TERMS = 8
SAID_LONGEST = 12
MOST_MEANINGS = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens side by side; `begun` lets the last one go on."""

    tokens: tuple[str, ...]
    begun: bool = False


Term = tuple[Phrase, ...]
Query = tuple[Term, ...]


def terms_of(text: str) -> list[str]:
    """The Han runs and words typed, at most eight, from the first 64 characters."""
    return runs(text[:LONGEST])[:MOST_TERMS]


def parts_of(text: str) -> list[str]:
    """Every piece of a typed Han run or word that could be a synonym's `said` (12 or shorter)."""
    pieces: dict[str, None] = {}
    for run in terms_of(text):
        for i in range(len(run)):
            for end in range(i + 1, min(len(run), i + SAID_LONGEST) + 1):
                if is_han(run) or (i == 0 and end == len(run)):
                    pieces[run[i:end]] = None
    return list(pieces)


def phrases_for(run: str) -> Term:
    """How one run may stand in the index: Han as written; a word begun, also as sounds."""
    if is_han(run):
        return (Phrase(tuple(pairs(run))),)
    token = word(run)
    written = Phrase((token,), begun=True)
    if not (run.isascii() and run.isalpha()):
        return (written,)
    sound = run[:SOUND_LENGTH]
    return (written, Phrase((f"p{sound}",), begun=True), Phrase((f"i{sound}",), begun=True))


def with_meanings(run: str, synonyms: Mapping[str, Iterable[str]]) -> list[str]:
    """The run, and the run with each synonym's `said` in it replaced by what it means."""
    said_in_it = [s for s in synonyms if (s in run if is_han(run) else s == run)]
    meant = [run.replace(s, folded(m)) for s in said_in_it for m in synonyms[s]]
    return list(dict.fromkeys([run, *meant]))[: MOST_MEANINGS + 1]


def term_for(run: str, synonyms: Mapping[str, Iterable[str]]) -> Term:
    """The phrases that a run asks for, with its synonyms. A meaning may be of several runs."""
    first, *meant = with_meanings(run, synonyms)
    others = [Phrase(tuple(stream(text))) for text in meant if stream(text)]
    return (*phrases_for(first), *others)


def understood(text: str, synonyms: Mapping[str, Iterable[str]] | None = None) -> Query:
    """The query for what was typed; empty when it holds no letter, digit or character of a script.

    Two Han characters are found wherever they stand together, three and more exactly in order;
    a word by its beginning, by full pinyin or by initials; several terms all have to be there.
    """
    return tuple(term_for(run, synonyms or {}) for run in terms_of(text))


def whole(text: str) -> Query:
    """The query for titles that are just what was typed."""
    tokens = stream(" ".join(terms_of(text)))
    return ((Phrase((START, *tokens, END)),),) if tokens else ()


def fts5(query: Query, *, title: bool = False) -> str:
    """The query for SQLite's FTS5; `title` asks for it in the title alone."""
    asked = " AND ".join(f"({' OR '.join(map(fts5_phrase, term))})" for term in query)
    return f"{{title_words}} : ({asked})" if title else asked


def fts5_phrase(phrase: Phrase) -> str:
    """One phrase for FTS5."""
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.begun else ""}'


def tsquery(query: Query, *, title: bool = False) -> str:
    """The query for PostgreSQL, as the text of a tsquery; titles carry the weight A."""
    weight = "A" if title else ""
    terms = (" | ".join(tsquery_phrase(p, weight) for p in term) for term in query)
    return " & ".join(f"({term})" for term in terms)


def tsquery_phrase(phrase: Phrase, weight: str) -> str:
    """One phrase for PostgreSQL: neighbours joined by `<->`."""
    last = len(phrase.tokens) - 1
    marks = (weight + ("*" if phrase.begun and i == last else "") for i in range(last + 1))
    marked = (f"{t}:{m}" if m else t for t, m in zip(phrase.tokens, marks, strict=True))
    return f"({' <-> '.join(marked)})"
