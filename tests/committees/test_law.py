"""The rules at their boundaries, against a naive recount with fractions."""

import itertools
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.utils.translation import override

from committees.law import (
    Fact,
    NotInForce,
    Numbers,
    Passed,
    judge,
    quorum_met,
    stored,
)
from committees.rules import PRESET_OF_KIND, presets, rule_in_force

DAY = date(2026, 6, 1)
SIZES = [*range(1, 61), 100, 101, 299, 300]
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
# What design.md 6 says, once more: (share to open, strict), (share to pass, strict, of whom).
TABLE = {
    "village_assembly": ((HALF, True), (HALF, True, "present")),
    "village_representatives": ((TWO_THIRDS, False), (HALF, True, "present")),
    "village_group": ((TWO_THIRDS, False), (HALF, True, "present")),
    "residents_assembly": ((HALF, True), (HALF, True, "present")),
    "residents_representatives": ((TWO_THIRDS, False), (HALF, True, "present")),
    "collective_assembly": ((TWO_THIRDS, False), (TWO_THIRDS, False, "entitled")),
    "collective_delegates": (None, (TWO_THIRDS, False, "entitled")),
    "party_branch_meeting": ((HALF, False), (HALF, True, "entitled")),
    "committee_charter": ((HALF, True), (HALF, True, "present")),
}


def reaches(number, of, share, strict):
    """By fractions: more than the share, or at least it."""
    return Fraction(number, of) > share if strict else Fraction(number, of) >= share


def around(n, share):
    """Numbers at the share of n, one less and one more, and the ends."""
    middle = int(n * share)
    near = {0, n, *range(middle - 1, middle + 3), n // 2, n // 2 + 1}
    return sorted(x for x in near if 0 <= x <= n)


def given(**numbers):
    """Called early, nobody against, and no household there."""
    stated = {"notice_days": 30, "votes_against": 0, "abstained": 0}
    return Numbers(**{**stated, "entitled_households": 10, "present_households": 0, **numbers})


@pytest.mark.parametrize("key", TABLE)
def test_every_size_at_every_boundary(key):
    rule, (quorum, majority) = rule_in_force(key, DAY), TABLE[key]
    for n in SIZES:
        for present in around(n, quorum[0] if quorum else HALF):
            opened = quorum is None or reaches(present, n, *quorum)
            base = {"present": present, "entitled": n}[majority[2]]
            for votes in around(present, majority[0]):
                found = judge(rule, given(entitled=n, present=present, votes_for=votes), DAY)
                assert found.quorum == (Fact.MET if opened else Fact.NOT_MET)
                if base:
                    passes = opened and reaches(votes, base, majority[0], majority[1])
                    assert (found.passed is Passed.YES) == passes, (n, present, votes)
                else:
                    assert found.passed is not Passed.YES


@pytest.mark.parametrize(
    ("key", "share", "strict"),
    [
        ("village_assembly", TWO_THIRDS, False),
        ("village_group", TWO_THIRDS, False),
        ("residents_assembly", HALF, True),
    ],
)
def test_households_are_another_way_to_open(key, share, strict):
    rule = rule_in_force(key, DAY)
    for n in SIZES:
        for came in around(n, share):
            numbers = given(
                entitled=1000, present=20, entitled_households=n, present_households=came
            )
            expected = Fact.MET if reaches(came, n, share, strict) else Fact.NOT_MET
            assert judge(rule, numbers, DAY).quorum == expected


def test_a_tie_does_not_pass_and_abstentions_count_as_present():
    rule = rule_in_force("village_representatives", DAY)
    tie = given(entitled=30, present=30, votes_for=15, votes_against=15)
    assert judge(rule, tie, DAY).passed is Passed.NO
    more_for_than_against = given(
        entitled=30, present=30, votes_for=14, votes_against=2, abstained=14
    )
    assert judge(rule, more_for_than_against, DAY).passed is Passed.NO
    assert judge(rule, replace(tie, votes_for=16, votes_against=14), DAY).passed is Passed.YES


def test_a_way_to_open_that_nobody_counted_leaves_it_unknown():
    rule = rule_in_force("village_assembly", DAY)
    numbers = given(entitled=30, present=15, votes_for=15, entitled_households=None)
    found = judge(rule, numbers, DAY)
    assert (found.quorum, found.passed) == (Fact.UNKNOWN, Passed.UNKNOWN)
    assert "quorum_unknown" in found.reasons


def test_what_is_missing_is_never_taken_as_passed():
    """Whatever number is left out of a vote that passes, it no longer counts as passed, unless
    the rule does without it."""
    whole = given(entitled=30, present=30, votes_for=30)
    for key in TABLE:
        rule = rule_in_force(key, DAY)
        assert judge(rule, whole, DAY).passed is Passed.YES
        needed = {"present", "entitled", "votes_for", "notice_days"}
        if rule.notice_days is None:
            needed.remove("notice_days")
        if not rule.quorum:
            needed.remove("present")
        for r in (1, 2):
            for names in itertools.combinations(needed, r):
                found = judge(rule, replace(whole, **dict.fromkeys(names)), DAY)
                assert found.passed is Passed.UNKNOWN, (key, names)


@pytest.mark.parametrize(
    "wrong",
    [
        {"present": 31},
        {"votes_for": 20, "votes_against": 11},
        {"withdrew": 1},
        {"abstained": -1},
        {"present_households": 9, "entitled_households": 8},
    ],
)
def test_impossible_numbers_establish_nothing(wrong):
    rule = rule_in_force("village_representatives", DAY)
    numbers = replace(given(entitled=30, present=30, votes_for=30), **wrong)
    found = judge(rule, numbers, DAY)
    assert (found.passed, found.quorum) == (Passed.UNKNOWN, Fact.UNKNOWN)
    assert quorum_met(rule, numbers) is Fact.UNKNOWN  # what the panel says of each body
    assert not [reason for reason in found.reasons if reason.startswith("quorum")]


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("village_assembly", 10),
        ("residents_assembly", 10),
        ("collective_assembly", 10),
        ("village_representatives", 3),
    ],
)
def test_notice_a_day_short_needs_a_reason(key, days):
    rule = rule_in_force(key, DAY)
    vote = given(entitled=30, present=30, votes_for=30, notice_days=days)
    assert judge(rule, vote, DAY).passed is Passed.YES
    short = replace(vote, notice_days=days - 1)
    assert judge(rule, short, DAY).notice is Fact.NOT_MET
    assert judge(rule, short, DAY).passed is Passed.UNKNOWN
    assert judge(rule, replace(short, notice_excused=True), DAY).passed is Passed.YES


def test_a_rule_is_refused_before_it_is_in_force():
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    rule = rule_in_force("village_assembly", first)
    with pytest.raises(NotInForce):
        rule_in_force("village_assembly", last)
    with pytest.raises(NotInForce):
        judge(rule, Numbers(), last)
    with pytest.raises(NotInForce):
        rule_in_force("collective_assembly", date(2025, 4, 30))
    ended = replace(rule, valid_until=date(2027, 1, 1))
    assert ended.in_force(date(2026, 12, 31))
    assert not ended.in_force(date(2027, 1, 1))


def test_every_preset_names_its_source_and_is_known_by_kind():
    assert set(presets()) == set(TABLE) >= set(PRESET_OF_KIND.values())
    for rule in itertools.chain.from_iterable(presets().values()):
        assert rule.source
        assert rule.article
        with override("en"):
            assert rule.cited.replace(" · ", "").isascii(), "no Chinese on English pages"
        assert rule.source in rule.cited
        assert stored(rule)["valid_from"] == rule.valid_from.isoformat()
