"""Whether a meeting counts (这次会议算不算数): its quorum, its notice and each vote by the rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from committees.counting import Cast, Count
from committees.kinds import CONSULTATIVE_KINDS, ItemResult
from committees.law import Fact, Judgement, Numbers, Rule, judge
from committees.law_words import FACTS, PASSED, reason_words, share_words
from committees.models import Meeting
from committees.queries.numbers import Gathering, day_of, facts_of, gatherings, numbers_of

PUT = (ItemResult.PASSED, ItemResult.NOT_PASSED)


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which enough are there: how many of whom, and which share that is."""

    households: bool
    entitled: int | None
    present: int | None
    least: int | None
    share: Any

    @property
    def lacking(self) -> int:
        """How many more have to come, as far as that is known."""
        if self.least is None or self.present is None:
            return 0
        return max(0, self.least - self.present)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether one body was told in time and could open, with the numbers and rule that say so."""

    body: Any
    rule: Rule | None
    numbers: Numbers
    ways: list[Way]
    quorum: str
    notice: str

    @property
    def words(self) -> Any:
        """Met, not met, or not established."""
        return FACTS[self.quorum]

    @property
    def notice_words(self) -> Any:
        """Whether its people were told early enough."""
        return FACTS[self.notice]


@dataclass(frozen=True, slots=True)
class Vote:
    """One item put to the vote: what the rule makes of it, and what was written."""

    cast: Cast
    passed: str
    least: int | None
    reasons: list[Any]

    @property
    def words(self) -> Any:
        """Passed, not passed, or not established."""
        return PASSED[self.passed]

    @property
    def otherwise(self) -> bool:
        """Whether the paper says the opposite of what the rule makes of the votes."""
        results = {ItemResult.PASSED.value: "yes", ItemResult.NOT_PASSED.value: "no"}
        says = results.get(self.cast.result)
        return {says, self.passed} == {"yes", "no"}


@dataclass(frozen=True, slots=True)
class Validity:
    """Everything that the panel says."""

    openings: list[Opening]
    rule: Rule | None
    quorum: str
    notice_excused: bool
    consults: bool
    votes: list[Vote]
    reasons: list[Any]
    count: Count

    @property
    def joint(self) -> bool:
        """Whether several bodies meet."""
        return len(self.openings) > 1

    @property
    def quorum_words(self) -> Any:
        """Whether all who meet could open."""
        return FACTS[self.quorum]


def validity(
    meeting: Meeting, count: Count, casts: Iterable[Cast], came: Collection[int] | None = None
) -> Validity:
    """What the rules of the day make of these numbers, whether saved or only typed so far. `came`
    are the keys of the people ticked, None for those that are written down."""
    bodies = gatherings(meeting, count, came)
    facts = facts_of(bodies)
    rule, numbers, day = bodies[0].rule, numbers_of(meeting, count), day_of(meeting)
    consults = meeting.lead.kind in CONSULTATIVE_KINDS
    found = judge(rule, numbers, day, *facts) if rule else None
    votes = []
    for cast in casts:
        if rule is None:
            break
        if cast.sum is not None or (cast.result in PUT and not consults):
            judged = judge(rule, numbers_of(meeting, count, cast), day, *facts)
            votes.append(vote(rule, cast, numbers, judged))
    return Validity(
        openings=[opening(one) for one in bodies],
        rule=rule,
        quorum=(found.quorum if found else Fact.UNKNOWN).value,
        notice_excused=numbers.notice_excused,
        consults=consults,
        votes=votes,
        reasons=meeting_reasons(found),
        count=count,
    )


def meeting_reasons(found: Judgement | None) -> list[Any]:
    """What stands in the way of the meeting itself, in sentences; votes have their own."""
    if found is None:
        return []
    return reason_words([one for one in found.reasons if not one.startswith("votes")])


def vote(rule: Rule, cast: Cast, numbers: Numbers, judged: Judgement) -> Vote:
    """One vote with how many in favour it takes, and what stands in its own way."""
    least = rule.majority.least(numbers) if rule.majority else None
    own = [one for one in judged.reasons if one.startswith(("votes", "more_votes"))]
    return Vote(cast, judged.passed.value, least, reason_words(own))


def opening(one: Gathering) -> Opening:
    """A body with the ways in which it can open."""
    rule, numbers = one.rule, one.numbers
    ways = [
        Way(
            households=share.counted == "present_households",
            entitled=getattr(numbers, share.of),
            present=getattr(numbers, share.counted),
            least=share.least(numbers),
            share=share_words(share),
        )
        for share in (rule.quorum if rule else ())
    ]
    return Opening(one.body, rule, numbers, ways, one.quorum.value, one.notice.value)
