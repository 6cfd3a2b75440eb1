"""The gain: never without its definition, never of fewer than five, whatever is subtracted."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshops.gain import SMALLEST, Gain, Reason, Stated, gain_of, gain_together, withheld

WHOLE = Stated(
    number=20,
    total_pay=Decimal("61010.00"),
    mode="aggregate",
    baseline=Decimal("1200.40"),
    period="来工坊前一年",
    method="来时本人填写",
)


def test_it_stands_with_all_that_defines_it():
    gain = gain_of(WHOLE)
    assert gain == Gain(
        mode="aggregate",
        baseline=Decimal(1200),
        period="来工坊前一年",
        method="来时本人填写",
        number=20,
        mean=Decimal(3051),
        value=Decimal(1851),
    )


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ({"mode": ""}, Reason.NO_MODE),
        ({"baseline": None}, Reason.NO_BASELINE),
        ({"period": " "}, Reason.NO_PERIOD),
        ({"method": ""}, Reason.NO_METHOD),
        ({"number": 4}, Reason.FEW),
        ({"number": 0, "total_pay": Decimal(0)}, Reason.FEW),
    ],
)
def test_without_a_part_of_its_definition_there_is_none(lacking, reason):
    assert gain_of(replace(WHOLE, **lacking)) is reason


def test_five_are_enough():
    assert isinstance(gain_of(replace(WHOLE, number=5)), Gain)


@pytest.mark.parametrize("other", [16, 17, 18, 19, 21, 22, 23, 24])
def test_a_month_that_differs_by_fewer_than_five_is_withheld(other):
    assert gain_of(WHOLE, [replace(WHOLE, number=other)]) is Reason.DIFFERENCE


@pytest.mark.parametrize("other", [15, 20, 25])
def test_a_month_of_the_same_number_or_five_more_is_not(other):
    assert isinstance(gain_of(WHOLE, [replace(WHOLE, number=other)]), Gain)


def test_where_rows_are_kept_one_who_came_for_one_who_went_is_seen():
    before = replace(WHOLE, members=frozenset(range(20)))
    swapped = replace(WHOLE, members=frozenset(range(1, 21)))
    assert gain_of(swapped, [before]) is Reason.DIFFERENCE
    assert isinstance(gain_of(replace(before, total_pay=Decimal(70000)), [before]), Gain)


def test_together_only_where_the_words_are_true_of_all():
    other = replace(WHOLE, number=10, total_pay=Decimal(40000), baseline=Decimal("1500.40"))
    both = gain_together([WHOLE, other])
    assert (both.number, both.mean, both.baseline) == (30, Decimal(3367), Decimal(1300))
    assert gain_together([WHOLE, replace(other, mode="individual")]) is Reason.NO_MODE
    assert gain_together([WHOLE, replace(other, period="去年")]) is Reason.NO_PERIOD
    assert gain_together([WHOLE, replace(other, method="估计")]) is Reason.NO_METHOD
    assert gain_together([WHOLE, replace(other, baseline=None)]) is Reason.NO_BASELINE
    assert gain_together([]) is Reason.FEW


# The attacker keeps every figure that was ever published and subtracts any two of them. A figure
# is about a set of people; the difference of two is about those in one set and not in the other.

months = st.lists(st.integers(0, 40), min_size=1, max_size=12)
groups = st.lists(st.frozensets(st.integers(0, 30)), min_size=1, max_size=12)


def published_of(rows):
    """What is published of months in the order in which they are signed."""
    shown = []
    for stated in rows:
        if withheld(stated, shown) is None:
            shown.append(stated)
    return shown


def of_sums(workshop, number):
    """A month of sums: people come last and leave last, so that each group holds the smaller."""
    people = frozenset((workshop, one) for one in range(number))
    return replace(WHOLE, number=number), people


def exposed(figures):
    """How many people the difference of any two figures is about."""
    return {len(one ^ other) for one, other in combinations(figures, 2)}


@settings(max_examples=300, deadline=None)
@given(st.lists(months, min_size=1, max_size=3))
def test_no_two_figures_of_sums_tell_of_fewer_than_five(workshops):
    figures, totals = [], []
    newest = {}
    for number, rows in enumerate(workshops):
        shown = published_of([of_sums(number, count)[0] for count in rows])
        for stated in shown:
            people = of_sums(number, stated.number)[1]
            figures.append(people)
            newest[number] = people
            # A total is over published figures alone: with it, the parts can be taken away.
            totals.append(frozenset().union(*newest.values()))
    small = set(range(1, SMALLEST))
    assert all(len(people) >= SMALLEST for people in figures)
    assert not exposed([*figures, *totals]) & small


@settings(max_examples=300, deadline=None)
@given(groups)
def test_no_two_figures_of_rows_tell_of_fewer_than_five(rows):
    stated = [replace(WHOLE, number=len(one), members=one) for one in rows]
    figures = [one.members for one in published_of(stated)]
    assert all(len(people) >= SMALLEST for people in figures)
    assert not exposed(figures) & set(range(1, SMALLEST))


def test_the_attacker_succeeds_where_only_small_groups_are_withheld():
    """Control: the rule that most sites have is not enough."""
    shown = [of_sums(0, number)[1] for number in (20, 21)]
    assert exposed(shown) == {1}
