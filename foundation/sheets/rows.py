"""Rows of values as rows of cells, a hundred at a time.

What each value becomes follows from its type alone: numbers and days are such cells; all else is
text, in a cell of text format, so that what begins with = + - @ a tab or CR is never reckoned.
Rows whose types agree share one pattern. The XML stands in it as single control characters, which
no text may hold; so a hundred rows are escaped and spelt out in a few passes. Where a count of
those characters or a pattern shows an odd value (a control character, a number without end, a
text that no cell can hold), the same rows are taken again, value by value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from foundation.sheets import parts

LONGEST_TEXT = 32767  # characters in a cell, says Excel
MOST_DIGITS = 15  # a longer number would lose its last figures: it is written as text
ZERO, DAY = datetime(1899, 12, 30), timedelta(days=1)  # noqa: DTZ001 - Excel knows no zones
UNIX, UNIX_DAY = datetime(1970, 1, 1, tzinfo=UTC), 25569
MOST_REMEMBERED = 10_000
ZERO_DAY, FIRST = ZERO.toordinal(), 61  # Excel counts the days before March 1900 wrongly
ROW, END_ROW, WORDS, END_WORDS, END_NUMBER, EMPTY, TRUE_OR_FALSE = "\x01\x02\x03\x04\x05\x06\x07"
OPENINGS = "\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f"
CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\r")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONG_NUMBER = re.compile(rb"[%b]-?\d{16}" % OPENINGS.encode())
LONG_TEXT = re.compile(rb"\x03[^\x04]{32768}")
NOT_IN_XML = re.compile(b"\xef\xbf[\xbe\xbf]")
# For a quick look: all figures by one sign, and all spaces.
ALIKE = bytes.maketrans(b"0123456789\t\n\r", b"0" * 10 + b" " * 3)
TOO_LONG = b"0" * (MOST_DIGITS + 1)
AT_AN_EDGE = (b"\x03 ", b" \x04")
SPELT = {
    ROW: "<row>",
    END_ROW: "</row>",
    WORDS: f'<c s="{parts.TEXT}" t="inlineStr"><is><t>',
    END_WORDS: "</t></is></c>",
    END_NUMBER: "</v></c>",
    EMPTY: "<c/>",
    TRUE_OR_FALSE: '<c t="b"><v>',
}
SPACES_KEPT = SPELT[WORDS].replace("<t>", '<t xml:space="preserve">').encode()
ESCAPED = [(b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;")]
Row = Sequence[Any]
Change = Callable[[Any], str]
Plan = tuple[list[str], list[tuple[int, Change]], int]


class Odd(Exception):
    """A value that its type's cell cannot hold: the row is taken value by value."""


class Rows:
    """The cells of one sheet, whose columns have these number formats ("" for the usual one)."""

    def __init__(self, formats: Sequence[str], styles: list[str], zone: tzinfo) -> None:
        self.formats, self.styles = formats, styles
        self.zone, self.ahead = zone, dict[float, float]()
        self.plans: dict[tuple[type, ...], Plan] = {}
        self.spelt = [(mark.encode(), xml.encode()) for mark, xml in SPELT.items()]

    def xml(self, rows: Sequence[Row]) -> bytes:
        """These rows as XML; raises ValueError for one that is not as long as there are columns."""
        try:
            raw, marks = self._raw(rows)
        except (Odd, UnicodeEncodeError):
            raw, marks = b"", -1
        alike = raw.translate(ALIKE)
        if len(raw) - len(raw.translate(None, CONTROLS)) != marks or odd(raw, alike):
            raw, marks = self._raw([[fit(value) for value in row] for row in rows])
            alike = raw.translate(ALIKE)
        for sign, escaped in ESCAPED:
            raw = raw.replace(sign, escaped)
        if any(edge in alike for edge in AT_AN_EDGE):
            raw = raw.replace(WORDS.encode(), SPACES_KEPT)
        for mark, spelt in self.spelt:
            raw = raw.replace(mark, spelt)
        return raw

    def _raw(self, rows: Sequence[Row]) -> tuple[bytes, int]:
        """The rows with their marks, not yet escaped, and how many marks they should have."""
        made: list[str] = []
        marks = 0
        for row in rows:
            types = tuple(map(type, row))
            pattern, changes, count = self.plans.get(types) or self._plan(types)
            cells = list(row)
            for at, change in changes:
                cells[at] = change(cells[at])
            pattern[1::2] = cells
            made += pattern
            marks += count
        return "".join(made).encode(), marks

    def _plan(self, types: tuple[type, ...]) -> Plan:
        """What such a row becomes: marks with gaps for the values, what makes those values words,
        and the number of marks."""
        pattern, changes, end = [], [], ROW
        for at, (kind, format) in enumerate(zip(types, self.formats, strict=True)):
            start, change, close = self._cell(kind, format)
            pattern += [end + start, ""]
            end = close
            if change:
                changes.append((at, change))
        pattern.append(end + END_ROW)
        self.plans[types] = plan = pattern, changes, len("".join(pattern))
        return plan

    def _cell(self, kind: type, format: str) -> tuple[str, Change | None, str]:
        """The marks around values of a type, and what makes them words (None where they are)."""
        if kind is type(None):
            return EMPTY, nothing, ""
        if issubclass(kind, bool):
            return TRUE_OR_FALSE, one_or_zero, END_NUMBER
        if issubclass(kind, int):
            return self._opening(format), int.__repr__, END_NUMBER
        if issubclass(kind, float | Decimal):
            return self._opening(format), figure, END_NUMBER
        if issubclass(kind, datetime):
            return self._opening(format, parts.MOMENT), self._moment, END_NUMBER
        if issubclass(kind, date):
            return self._opening(format, parts.DAY), day, END_NUMBER
        return WORDS, None if issubclass(kind, str) else str, END_WORDS

    def _opening(self, format: str, usual: int = 0) -> str:
        """The mark that opens a number of this format; `ValueError` when there are too many."""
        if format and format not in self.styles:
            self.styles.append(format)
        style = parts.TITLE + 1 + self.styles.index(format) if format else usual
        xml = f'<c s="{style}"><v>'.encode() if style else b"<c><v>"
        known = {spelt: mark for mark, spelt in self.spelt}
        if xml not in known:
            if len(self.spelt) == len(SPELT) + len(OPENINGS):
                raise ValueError("a sheet may have twenty number formats")
            known[xml] = OPENINGS[len(self.spelt) - len(SPELT)].encode()
            self.spelt.append((known[xml], xml))
        return known[xml].decode()

    def _moment(self, value: datetime) -> str:
        """A moment as days since Excel's zero, in local time where it knows its zone."""
        if value.tzinfo:
            seconds = (value - UNIX).total_seconds()
            quarter = seconds // 900  # clocks are changed on quarters of an hour only
            days = (seconds + (self.ahead.get(quarter) or self._ahead(value))) / 86400 + UNIX_DAY
        else:
            days = (value - ZERO) / DAY
        if days < FIRST:
            raise Odd
        return f"{days:.9f}"

    def _ahead(self, value: datetime) -> float:
        """By how many seconds the local clock is ahead at a moment, remembered for a while."""
        if len(self.ahead) > MOST_REMEMBERED:
            self.ahead.clear()
        ahead = value.astimezone(self.zone).utcoffset() or timedelta()
        quarter = (value - UNIX).total_seconds() // 900
        return self.ahead.setdefault(quarter, ahead.total_seconds())


def nothing(value: None) -> str:
    """An empty cell holds nothing."""
    return ""


def one_or_zero(value: bool) -> str:
    """A truth as Excel writes it."""
    return "1" if value else "0"


def figure(value: float | Decimal) -> str:
    """A number in figures; raises `Odd` for one without end, or that is none."""
    text = str(value)
    if "n" in text or "N" in text:
        raise Odd
    return text


def day(value: date) -> str:
    """A day as Excel counts it; raises `Odd` for one before March 1900."""
    number = value.toordinal() - ZERO_DAY
    if number < FIRST:
        raise Odd
    return str(number)


def odd(raw: bytes, alike: bytes) -> bool:
    """Whether rows, still with their marks, hold a number or a text that no cell can hold."""
    return bool(
        (TOO_LONG in alike and LONG_NUMBER.search(raw))
        or (b"\xef\xbf" in raw and NOT_IN_XML.search(raw))
        or (len(raw) > LONGEST_TEXT and LONG_TEXT.search(raw))
    )


def fit(value: Any) -> Any:
    """A value as its cell can hold it: what a number or a day cannot be is told in words, signs
    that no XML may hold are shown as �, and a text ends with … at the length that Excel takes.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < 10**MOST_DIGITS else str(int(value))
    if isinstance(value, float | Decimal):
        return value if math.isfinite(value) and abs(value) < 10**MOST_DIGITS else str(value)
    if isinstance(value, date):
        return value if value.toordinal() - ZERO_DAY > FIRST else value.isoformat()
    if value is None or isinstance(value, bool):
        return value
    text = ILLEGAL.sub("\ufffd", str(value))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
