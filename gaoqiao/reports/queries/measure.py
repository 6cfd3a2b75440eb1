"""What a measure is: words, a unit, the rows behind its number, and how the number follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst

from gaoqiao.reports.figures import Figure, Kind
from residents.models import Place
from residents.windows import Window

Words = str | Promise


@dataclass(frozen=True)
class Column:
    """A column of the rows: its key, its title, and what a row has in it (words, a number, a
    day)."""

    key: str
    title: Words
    value: Callable[[Any], Any]

    @property
    def heading(self) -> str:
        """The title as it stands over the column."""
        return capfirst(str(self.title))


@dataclass(frozen=True)
class Source:
    """A table that measures count from: its rows with all that the columns ask for, where a row
    lies, and the portal's page of it ("" for none)."""

    rows: Callable[[], QuerySet[Any]]
    place: Callable[[Any], Place]
    columns: tuple[Column, ...]
    address: Callable[[Any], str] = field(default=lambda row: "")


@dataclass(frozen=True)
class Measure:
    """One number of a report, defined once.

    `means` says in one sentence what is counted. `units` is a sign, or what one and what several
    of them are called (`npgettext_lazy`). `rows(window)` are the rows that the number is counted
    from, and nothing else is: of a count how many, else what `each` gives for them (of a share
    whether the row has the property, of a ratio both sums). `each(window, rows)` reads what it
    needs and returns the function of a row; `adds` are the titles of what it gives.
    `whole(rows)` is for numbers that are not the sum of their parts. `group(row)` cuts the number
    up by (key, words); `pieces()` are those that there can be. `states(rows)` are the words without
    which a number must not be told. `period` is the only length that it can be asked for, "" for
    any; `section` the heading that it stands under, "" for its room's. The number can be told from
    `days_after` the end of its period on.
    """

    key: str
    words: Words
    means: Words
    units: Words
    room: str
    source: Source
    rows: Callable[[Window], QuerySet[Any]]
    kind: Kind = Kind.COUNT
    each: Callable[[Window, list[Any]], Callable[[Any], Any]] | None = None
    whole: Callable[[Iterable[Any]], Figure] | None = None
    group: Callable[[Any], tuple[str, str]] | None = None
    pieces: Callable[[], list[tuple[str, str]]] | None = None
    states: Callable[[list[Any]], str] | None = None
    adds: tuple[Words, ...] = ()
    period: str = ""
    section: str = ""
    days_after: int = 0

    @property
    def unit(self) -> str:
        """What several of them are called."""
        return self.unit_of(2)

    def unit_of(self, number: int | Decimal | None) -> str:
        """The unit beside a number."""
        if isinstance(self.units, str):
            return self.units
        return str(self.units % (1 if number == 1 else 2))

    @property
    def under(self) -> str:
        """Under which heading of a paper it stands: its room's, or one of its own."""
        return self.section or self.room

    def column(self, key: str) -> Column | None:
        """The column of its rows with this key."""
        return next((one for one in self.source.columns if one.key == key), None)

    def by_keys(self, keys: Iterable[int]) -> QuerySet[Any]:
        """These rows of the table, as the columns need them."""
        return self.source.rows().filter(pk__in=list(keys))


def measures_in(room: str, *, section: str = "") -> Callable[..., Measure]:
    """The way to write down the measures of a room; each is a count unless it says otherwise."""

    def measure(
        key: str, words: Words, means: Words, source: Source, rows: Any, **more: Any
    ) -> Measure:
        return Measure(
            key, words, means, room=room, section=section, source=source, rows=rows, **more
        )

    return measure
