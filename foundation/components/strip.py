"""The day strip: today's opening hours as bars beside each other. Minutes in, per cents out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FROM_HOUR, TO_HOUR = 8, 21
EVERY_HOURS = 2


@dataclass(frozen=True)
class Span:
    """From minute to minute of the day; `kind` is "" (open) or "meeting"."""

    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """A place today. `words` say what the bar shows ("Open, until 18:00"); `open` is now."""

    name: str
    words: str
    spans: Sequence[Span]
    url: str = ""
    note: str = ""
    open: bool = False


@dataclass(frozen=True)
class Bar:
    x: str
    width: str
    kind: str


@dataclass(frozen=True)
class Lane:
    row: Row
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Strip:
    """Hours along the top as (label, x), lanes, and where now is ("" outside the hours)."""

    hours: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    now: str


def strip(rows: Sequence[Row], now: int | None = None) -> Strip:
    """Lay out a day; the hours widen to the whole hours that hold every span."""
    spans = [span for row in rows for span in row.spans]
    first = min([FROM_HOUR, *(span.start // 60 for span in spans)])
    last = max([TO_HOUR, *(-(-span.end // 60) for span in spans)])
    length = (last - first) * 60

    def at(minute: int) -> str:
        return f"{100 * (minute - first * 60) / length:.2f}%"

    def lane(row: Row) -> Lane:
        bars = (
            Bar(at(s.start), f"{100 * (s.end - s.start) / length:.2f}%", kind_at(s, now))
            for s in row.spans
        )
        return Lane(row, tuple(bars))

    mark = at(now) if now is not None and first * 60 <= now < last * 60 else ""
    hours = tuple((hour, at(hour * 60)) for hour in range(first, last + 1, EVERY_HOURS))
    return Strip(hours, tuple(lane(row) for row in rows), mark)


def kind_at(span: Span, now: int | None) -> str:
    """`on` for a span that is running now, else its kind."""
    running = now is not None and span.start <= now < span.end
    return span.kind or ("on" if running else "")
