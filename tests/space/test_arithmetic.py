"""What is waived, promised and judged: properties over any dates and amounts."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.canonical import canonical, digest
from services.approvals import OF_OWNER, Filed, Requirement, missing, readiness
from services.money import cents, spread, value_of, waived
from services.periods import (
    clipped,
    month_of,
    months_in,
    position,
    quarter_code,
    quarter_of,
    quarters_in,
)
from services.ratio import performance_ratio, verdict_of
from services.terms import ApprovalKind, Per, Verdict

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
YUAN = st.decimals(0, 999_999, places=2)
PER = st.sampled_from(Per.values)
FIRST = date(2026, 1, 1)


def three_days(first, second, third):
    return sorted((first, second, third))


@given(DAYS, DAYS, DAYS, DAYS, YUAN, PER)
def test_the_parts_of_a_period_add_up_to_it_to_the_cent(one, two, three, four, amount, per):
    begun, a, b, c = sorted((one, two, three, four))
    parts = spread(amount, per, begun=begun, since=a, until=b)
    parts += spread(amount, per, begun=begun, since=b, until=c)
    assert parts == spread(amount, per, begun=begun, since=a, until=c)


@given(DAYS, DAYS, DAYS, YUAN)
def test_the_months_of_a_grant_add_up_to_its_quarter(one, two, three, market):
    begun, a, b = three_days(one, two, three)
    terms = {"market": market, "charged": Decimal(0), "begun": begun}
    months = [waived(**terms, since=s, until=u) for s, u in months_in(a, b)]
    assert sum(months, Decimal("0.00")) == waived(**terms, since=a, until=b)


@given(DAYS, DAYS, YUAN)
def test_a_period_is_never_more_than_half_a_cent_off_what_its_days_are_worth(one, two, monthly):
    a, b = sorted((one, two))
    exact = sum(
        Fraction(monthly) * (until - since).days / monthrange(since.year, since.month)[1]
        for since, until in months_in(a, b)
    )
    found = waived(monthly, Decimal(0), begun=a, since=a, until=b)
    assert abs(Fraction(found) - exact) <= Fraction(1, 200)


def test_a_whole_month_is_the_monthly_difference_however_long_it_is():
    for month in range(1, 13):
        span = month_of(date(2026, month, 15))
        found = waived(Decimal(3000), Decimal("500.50"), begun=FIRST, **span._asdict())
        assert found == Decimal("2499.50")
    part = waived(
        Decimal(2800), Decimal(0), begun=FIRST, since=date(2026, 2, 1), until=date(2026, 2, 15)
    )
    assert part == Decimal("1400.00")


@pytest.mark.parametrize(
    ("per", "quantity"),
    [(Per.DAY, "1840.00"), (Per.WEEK, "262.86"), (Per.MONTH, "60.00"), (Per.QUARTER, "20.00")],
)
def test_what_a_quarter_promises(per, quantity):
    third = quarter_of(date(2026, 8, 1))
    found = spread(Decimal(20), per, begun=third.since, **third._asdict())
    assert found == Decimal(quantity)


@given(DAYS, DAYS)
def test_positions_are_in_the_order_of_days(one, two):
    for per in Per.values:
        assert (position(one, per) < position(two, per)) == (one < two)


@given(DAYS, DAYS)
def test_quarters_cover_a_period_and_do_not_meet(one, two):
    a, b = sorted((one, two + timedelta(days=1)))
    spans = list(quarters_in(a, b))
    if a < b:
        assert spans[0].since <= a < spans[0].until
        assert spans[-1].since < b <= spans[-1].until
    assert all(left.until == right.since for left, right in zip(spans, spans[1:], strict=False))


@given(DAYS, st.one_of(st.none(), DAYS), DAYS)
def test_a_clipped_period_lies_inside_both(since, until, day):
    within = quarter_of(day)
    part = clipped(since, until, within)
    inside = [
        one
        for one in (within.since + timedelta(days=n) for n in range(92))
        if one < within.until and since <= one and (until is None or one < until)
    ]
    assert (part.until - part.since).days == len(inside)
    assert not inside or part.since == inside[0]


def test_names_of_quarters():
    assert quarter_code(date(2026, 10, 1)) == "26Q4"
    assert quarter_of(date(2026, 12, 31)).last == date(2026, 12, 31)


@given(st.fractions(-1000, 1000))
def test_cents_are_the_nearest(amount):
    found = cents(amount)
    assert abs(Fraction(found) - amount) <= Fraction(1, 200)
    assert cents(-amount) == -found
    assert found.as_tuple().exponent == -2


def test_a_half_cent_goes_up():
    assert value_of(Decimal("0.5"), Decimal("0.01")) == Decimal("0.01")


@given(YUAN, YUAN, st.integers(1, 1000))
def test_the_ratio_never_reaches_a_floor_that_the_amounts_do_not(accepted, given_away, floor):
    ratio = performance_ratio(accepted, given_away)
    verdict = verdict_of(accepted, given_away, floor)
    if given_away == 0:
        assert (ratio, verdict) == (None, Verdict.NOTHING_WAIVED)
    else:
        assert 0 <= Fraction(accepted) * 10_000 / Fraction(given_away) - ratio < 1
        assert (ratio >= floor * 100) == (verdict == Verdict.MET)


def test_a_negative_quarter_and_no_floor():
    assert performance_ratio(Decimal("-0.01"), Decimal("100")) == -1
    assert verdict_of(Decimal(-1), Decimal(1), 1) == Verdict.BELOW
    assert verdict_of(Decimal(1), Decimal(1), None) == Verdict.NO_FLOOR


def test_every_requirement_can_be_met_and_each_paper_only_meets_its_own():
    papers = [
        Filed(ApprovalKind.DECISION),
        Filed(ApprovalKind.LETTING_EXEMPTION),
        Filed(ApprovalKind.APPROVAL, "1"),
        Filed(ApprovalKind.CONTRACT, "2"),
        Filed(ApprovalKind.PUBLICITY, notice_until=FIRST),
    ]
    terms = {"grants": 1, "obligations": 1, "since": FIRST}
    assert missing(readiness(OF_OWNER, papers, **terms)) == []
    for left_out in papers:
        rest = [one for one in papers if one is not left_out]
        assert len(missing(readiness(OF_OWNER, rest, **terms))) == 1
    empty = readiness([], papers, grants=0, obligations=0, since=FIRST)
    assert missing(empty) == [Requirement.GRANT, Requirement.OBLIGATION]


@pytest.mark.parametrize(
    "paper",
    [
        Filed(ApprovalKind.DECISION, collective=False),
        Filed(ApprovalKind.PUBLICITY, notice_until=FIRST + timedelta(days=1)),
        Filed(ApprovalKind.PUBLICITY),
        Filed(ApprovalKind.CONTRACT),
        Filed(ApprovalKind.APPROVAL),
    ],
)
def test_a_paper_without_its_point_meets_nothing(paper):
    lines = readiness(OF_OWNER, [paper], grants=0, obligations=0, since=FIRST)
    assert not any(line.done for line in lines)


def test_one_spelling_has_one_digest():
    assert canonical({"b": "二", "a": [1]}) == '{"a":[1],"b":"二"}'.encode()
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) != digest({"a": 1, "b": 3})
