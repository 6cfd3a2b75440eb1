"""How a rule of law or a charter is applied to numbers: integers only, values in, values out.

过半数 is more than one half (one half is not); 三分之二以上 includes two thirds, 超过三分之二
does not. A number that is missing or impossible means that a thing could not be established
(未能认定): it is never taken as met or passed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext

from residents.bilingual import local


class Fact(StrEnum):
    """Whether a condition of the rule was met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Passed(StrEnum):
    """Whether a motion was carried."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share `above/below` of a number of `Numbers`, or of `duties.Members`; `strict` is more than
    it, else at least."""

    above: int
    below: int
    strict: bool
    counted: str
    of: str

    def reached(self, numbers: Any) -> bool | None:
        """Whether the counted number reaches the share of the other; None where one is missing."""
        counted, of = getattr(numbers, self.counted), getattr(numbers, self.of)
        if counted is None or not of:
            return None
        left, right = self.below * counted, self.above * of
        return left > right if self.strict else left >= right

    def least(self, numbers: Any) -> int | None:
        """The smallest number that reaches the share; None where the other is missing."""
        of = getattr(numbers, self.of)
        if not of:
            return None
        return (
            self.above * of // self.below + 1 if self.strict else -(-self.above * of // self.below)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its source, in force over `[valid_from, valid_until)`; see `rules`."""

    key: str
    name: str
    name_en: str
    source: str
    source_en: str
    article: str
    article_en: str
    valid_from: date
    valid_until: date | None = None
    called_by: str = ""
    notice_days: int | None = None
    agenda_with_notice: bool = False
    quorum: tuple[Threshold, ...] = ()
    majority: Threshold | None = None
    every_months: int | None = None
    composition: tuple[Threshold, ...] = ()
    least_members: int | None = None
    most_members: int | None = None
    binding: bool = True
    remarks: str = ""

    @property
    def cited(self) -> str:
        """Its name and where it stands, in the page's language."""
        parts = {name: local(self, name) for name in ("name", "source", "article")}
        return gettext("%(name)s · %(source)s, %(article)s") % parts

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a judgement is made on; None is a number that nobody has stated.

    `notice_days` is how many days before the meeting it was called; `notice_excused` that a reason
    is stated for a shorter one. Who withdrew for interest was present and voted for nothing.
    """

    entitled: int | None = None
    present: int | None = None
    entitled_households: int | None = None
    present_households: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    withdrew: int | None = 0
    notice_days: int | None = None
    notice_excused: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What follows from a rule and numbers; `reasons` are keys of `law_words`."""

    quorum: Fact
    notice: Fact
    passed: Passed
    reasons: tuple[str, ...]


class NotInForce(ValueError):
    """There is no such rule on that day."""


def judge(
    rule: Rule,
    numbers: Numbers,
    on: date,
    quorums: tuple[Fact, ...] = (),
    notices: tuple[Fact, ...] = (),
) -> Judgement:
    """Judge a motion put to a meeting on a day; `NotInForce` where the rule is not. `quorums` and
    `notices` are those of the bodies that meet, each by its own rule: every one must be met."""
    if not rule.in_force(on):
        raise NotInForce(f"{rule.key} is not in force on {on}")
    wrong = impossible(numbers)
    notice = weakest(notices) if notices else notice_met(rule, numbers)
    quorum = weakest(quorums) if quorums else quorum_met(rule, numbers)
    carried = carried_by(rule, numbers)
    if wrong:
        said = (*wrong, *_because("notice", notice))
        return Judgement(Fact.UNKNOWN, notice, Passed.UNKNOWN, said)
    reasons = [*_because("quorum", quorum), *_because("notice", notice)]
    if quorum is Fact.NOT_MET or carried is Passed.NO:
        reasons += ["votes_short"] if carried is Passed.NO else []
        return Judgement(quorum, notice, Passed.NO, tuple(reasons))
    if carried is Passed.UNKNOWN:
        lacks = "votes_missing" if numbers.votes_for is None else "quorum_unknown"
        reasons += [lacks] if lacks not in reasons else []
    sound = quorum is Fact.MET and notice is Fact.MET and carried is Passed.YES
    return Judgement(quorum, notice, Passed.YES if sound else Passed.UNKNOWN, tuple(reasons))


def quorum_met(rule: Rule, numbers: Numbers) -> Fact:
    """Whether the meeting could open: by any of the rule's alternatives. Met where none is set;
    not established where a number cannot be."""
    if not rule.quorum:
        return Fact.MET
    if impossible(numbers):
        return Fact.UNKNOWN
    reached = [way.reached(numbers) for way in rule.quorum]
    if True in reached:
        return Fact.MET
    return Fact.UNKNOWN if None in reached else Fact.NOT_MET


def weakest(facts: tuple[Fact, ...]) -> Fact:
    """What holds of all: not met where one is not, established only where each one is."""
    return next((fact for fact in (Fact.NOT_MET, Fact.UNKNOWN) if fact in facts), Fact.MET)


def notice_met(rule: Rule, numbers: Numbers) -> Fact:
    """Whether it was called early enough; a stated reason excuses a shorter notice."""
    if rule.notice_days is None or numbers.notice_excused:
        return Fact.MET
    if numbers.notice_days is None:
        return Fact.UNKNOWN
    return Fact.MET if numbers.notice_days >= rule.notice_days else Fact.NOT_MET


def carried_by(rule: Rule, numbers: Numbers) -> Passed:
    """Whether the votes in favour reach the majority; abstentions count as present."""
    reached = rule.majority.reached(numbers) if rule.majority else None
    return {True: Passed.YES, False: Passed.NO, None: Passed.UNKNOWN}[reached]


def impossible(numbers: Numbers) -> list[str]:
    """What cannot be: more present than entitled, more votes than people present."""
    found = []
    pairs = (
        (numbers.present, numbers.entitled),
        (numbers.present_households, numbers.entitled_households),
    )
    if any(few is not None and many is not None and few > many for few, many in pairs):
        found.append("more_present_than_entitled")
    cast = (numbers.votes_for, numbers.votes_against, numbers.abstained, numbers.withdrew)
    votes = sum(number for number in cast if number is not None)
    if numbers.present is not None and votes > numbers.present:
        found.append("more_votes_than_present")
    if any(type(v) is int and v < 0 for v in asdict(numbers).values()):
        found.append("negative")
    return found


def _because(what: str, fact: Fact) -> list[str]:
    return [] if fact is Fact.MET else [f"{what}_{fact.value}"]


def stored(value: Any) -> dict[str, Any]:
    """A rule, numbers or a judgement as a result keeps it: whole, as JSON."""
    return _plain(asdict(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
