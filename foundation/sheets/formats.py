"""Excel's number formats: which are days, and how a value looks in them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from foundation.sheets.rows import ZERO

BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
BUILT_IN |= {11: "0.00E+00", 49: "@"}
DAYS = {*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58}  # the latter are Chinese ones
HOURS = {*range(18, 23), *range(32, 36), 45, 46, 47, 55, 56}
NOT_A_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
MOST_DAYS = 2_950_000  # not long before the last of 9999


def code_of(number: int, own: dict[int, str]) -> str:
    """The code of a format by its number; `own` are those of the file."""
    if number in own:
        return own[number]
    if number in DAYS:
        return "yyyy-mm-dd"
    return "yyyy-mm-dd hh:mm" if number in HOURS else BUILT_IN.get(number, "General")


def tells_time(code: str) -> bool:
    """Whether numbers of a format are days or moments."""
    first = NOT_A_CODE.sub("", code.partition(";")[0]).lower()
    return first != "general" and any(sign in first for sign in "ymdhs")


def value_of(words: str, code: str, zero: datetime = ZERO) -> Any:
    """A number of the file as what it is: a day or moment since `zero`, an integer, a decimal."""
    try:
        number = Decimal(words)
    except InvalidOperation:
        return words
    if not number.is_finite():
        return words
    if tells_time(code) and 0 <= number < MOST_DAYS:
        moment = zero + timedelta(seconds=round(float(number) * 86400))
        return moment.date() if number == int(number) else moment
    if number == int(number) and abs(number) < 10**15:
        return int(number)
    return Decimal(f"{float(number):.15g}")


def shown(value: Any, code: str) -> str:
    """The value as a table shows it; plain where the format is more than figures."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int | Decimal):
        return str(value)
    plain = NOT_A_CODE.sub("", code.partition(";")[0])
    if not re.fullmatch(r"[#,0]*0(\.0+)?%?", plain):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    places = len(plain.partition(".")[2].rstrip("%"))
    comma = "," if "," in plain else ""
    if plain.endswith("%"):
        return f"{Decimal(value) * 100:{comma}.{places}f}%"
    return f"{Decimal(value):{comma}.{places}f}"
