"""How much more people earn: never without its definition, never of fewer than five people.

What is published is never taken back out of the world, so the rule holds against whoever kept every
figure: two figures of one workshop are about the same people, or about groups that differ by at
least five. Then no difference of the two says anything of fewer than five. How far two groups
differ is known exactly where the host keeps rows of each person; of sums alone, only by their
numbers (a person who came for one who went is not seen).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SMALLEST = 5
YUAN = Decimal(1)


class Reason(TextChoices):
    """Why there is no figure."""

    FEW = "few", _("Fewer than five people")
    DIFFERENCE = (
        "difference",
        _("Fewer than five people more or less than in a figure already published"),
    )
    NO_MODE = "no_mode", _("It is not said where the figures come from")
    NO_BASELINE = "no_baseline", _("It is not said what people earned before")
    NO_PERIOD = "no_period", _("It is not said of which time the earlier pay is")
    NO_METHOD = "no_method", _("It is not said how the earlier pay was found out")


@dataclass(frozen=True)
class Stated:
    """A month as a host states it. `members` are keys of people where the host keeps rows."""

    number: int
    total_pay: Decimal
    mode: str = ""
    baseline: Decimal | None = None
    period: str = ""
    method: str = ""
    members: frozenset[int] | None = None


@dataclass(frozen=True)
class Gain:
    """Yuan a month that `number` people earn more on average than the `baseline`, with all that it
    takes to understand it: the words `period` say of which time the baseline is, `method` how it
    was found out."""

    mode: str
    baseline: Decimal
    period: str
    method: str
    number: int
    mean: Decimal
    value: Decimal


def apart(one: Stated, other: Stated) -> int:
    """By how many people two groups of one workshop differ, as far as anybody can know."""
    if one.members is not None and other.members is not None:
        return len(one.members ^ other.members)
    return abs(one.number - other.number)


def withheld(stated: Stated, published: Iterable[Stated]) -> Reason | None:
    """Why a month may not be published beside those that were; None where it may."""
    if stated.number < SMALLEST:
        return Reason.FEW
    if any(0 < apart(stated, other) < SMALLEST for other in published):
        return Reason.DIFFERENCE
    return None


def undefined(stated: Stated) -> Reason | None:
    """What a gain lacks to be understood; None where nothing."""
    if not stated.mode:
        return Reason.NO_MODE
    if stated.baseline is None:
        return Reason.NO_BASELINE
    if not stated.period.strip():
        return Reason.NO_PERIOD
    return None if stated.method.strip() else Reason.NO_METHOD


def gain_of(stated: Stated, published: Iterable[Stated] = ()) -> Gain | Reason:
    """The gain of a month, in whole yuan, or why there is none to be told."""
    reason = withheld(stated, published) or undefined(stated)
    if reason or stated.baseline is None:
        return reason or Reason.NO_BASELINE
    mean = (stated.total_pay / stated.number).quantize(YUAN, ROUND_HALF_UP)
    baseline = stated.baseline.quantize(YUAN, ROUND_HALF_UP)
    return Gain(
        mode=stated.mode,
        baseline=baseline,
        period=stated.period,
        method=stated.method,
        number=stated.number,
        mean=mean,
        value=mean - baseline,
    )


def gain_together(parts: Iterable[Stated]) -> Gain | Reason:
    """The gain of several workshops as one: only where mode, period and method are the same of
    all, so that the words beside it are true. The parts are published ones."""
    found = list(parts)
    number = sum(part.number for part in found)
    if number < SMALLEST:
        return Reason.FEW
    lacking = next((reason for part in found if (reason := undefined(part))), None)
    if lacking:
        return lacking
    if len({part.mode for part in found}) > 1:
        return Reason.NO_MODE
    if len({part.period for part in found}) > 1:
        return Reason.NO_PERIOD
    if len({part.method for part in found}) > 1:
        return Reason.NO_METHOD
    before = sum((part.number * (part.baseline or Decimal(0)) for part in found), Decimal(0))
    first = found[0]
    return gain_of(
        Stated(
            number=number,
            total_pay=sum((part.total_pay for part in found), Decimal(0)),
            mode=first.mode,
            baseline=before / number,
            period=first.period,
            method=first.method,
        )
    )
