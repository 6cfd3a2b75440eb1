"""Space for service and workshops in reports: the ledger's own sums, and nothing withheld."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import actor
from gaoqiao.reports.actions.asking import ask_due_reports, ask_report
from gaoqiao.reports.figures import Figure, Kind
from gaoqiao.reports.models import FormBinding, ReportRun
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.counting import counted
from gaoqiao.reports.queries.filling import Counter, value_of
from gaoqiao.reports.queries.measures import MEASURES, figures_of
from gaoqiao.reports.queries.runs import rows_behind
from residents.windows import Window
from services.models import ReductionLift, Statement
from services.queries.agreement_list import so_far_of
from services.ratio import performance_ratio
from tests.factories import make_place, make_town
from tests.factories.agreements import make_agreement, make_delivery, make_statement, noon
from tests.factories.people import by, make_post
from tests.factories.reports import (
    OCTOBER,
    SUMMER,
    TOWN,
    fill_ledger,
    make_clerk_of,
    make_definition,
    make_run,
)
from tests.factories.workshops import make_application, make_opening, make_report, make_workshop
from workshops.queries.figures import figures_of as public_figures

pytestmark = pytest.mark.django_db
SEPTEMBER, NOVEMBER = OCTOBER.before, Period(date(2026, 11, 1), "month")


@pytest.fixture
def village():
    return make_place("示范村", parent=make_town(), code="330299001200")


def figure(key, place, period):
    """The one figure of a measure."""
    window = Window((place.path,), period.since, period.until)
    (found,) = counted(MEASURES[key], window).values()
    return found


def told(key, place, period):
    return figure(key, place, period).figure.told(MEASURES[key].kind)


class TestSpace:
    def test_a_month_is_what_the_ledger_says_of_these_days(self, village):
        agreement = fill_ledger(village)
        said = so_far_of([agreement], OCTOBER.last)[agreement.pk]  # October opens a quarter
        assert told("waived", village, OCTOBER) == said.waived == Decimal("3100.00")
        assert told("accepted", village, OCTOBER) == said.accepted == Decimal("190.00")
        assert told("performance", village, OCTOBER) * 100 == said.ratio == 612
        assert told("deliveries", village, OCTOBER) == 2  # the one taken back is none
        assert told("reductions", village, OCTOBER) == 1
        assert told("performance", make_place("空村"), OCTOBER) is None

    def test_a_lifted_reduction_counts_no_more(self, village):
        agreement = fill_ledger(village)
        reduction = agreement.obligations.get().deliveries.first().reductions.model.objects.get()
        ReductionLift.objects.create(
            reduction=reduction, reason="查实", value=reduction.value,
            counts_on=date(2026, 10, 9), at=noon(date(2026, 10, 9)),
        )  # fmt: skip
        assert told("reductions", village, OCTOBER) == 0
        assert told("accepted", village, OCTOBER) == Decimal("200.00")

    def test_a_late_correction_counts_after_the_agreement_has_ended(self, village):
        agreement = fill_ledger(village)
        entry = agreement.obligations.get().deliveries.get(day=date(2026, 10, 6))
        type(agreement).objects.filter(pk=agreement.pk).update(
            state="ended", ended_on=date(2026, 11, 1)
        )
        make_delivery(
            entry.obligation, entry.day, "-5", kind="correction", why="点错",
            corrects=entry, counts_on=date(2026, 11, 3),
        )  # fmt: skip
        assert told("accepted", village, NOVEMBER) == Decimal("-25.00")
        assert figure("performance", village, NOVEMBER).figure.total == Decimal("-25.00")
        assert told("agreements", village, NOVEMBER) == told("waived", village, NOVEMBER) == 0

    def test_the_quarter_is_that_of_the_published_statements(self, village):
        fill_ledger(village)
        make_statement(make_agreement(place=village, since=SUMMER.since), since=SUMMER.since)
        shown = make_agreement(place=village, since=SUMMER.since)
        make_statement(shown, since=SUMMER.since, published=False)  # for the partner's eyes yet
        stated = list(Statement.objects.exclude(agreement=shown))
        run = make_run(village, definition=make_definition("quarterly-statement"), period=SUMMER)
        lines = {key: rows_behind(run, key).line for key in run.values if key.startswith("stat")}
        assert lines["statements"].told == len(stated) == 2
        waived = sum(one.waived for one in stated)
        accepted = sum(one.accepted for one in stated)
        assert (lines["stated_waived"].told, lines["stated_accepted"].told) == (waived, accepted)
        assert lines["stated_performance"].told * 100 == performance_ratio(accepted, waived)

    @given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
    def test_the_ratio_is_that_of_the_ledger(self, accepted, waived):
        found = Figure(1, accepted, waived).number(Kind.RATIO)
        assert (None if found is None else found * 100) == performance_ratio(accepted, waived)


@pytest.mark.parametrize(
    "days",
    [
        (date(2026, 10, 12), date(2026, 10, 13)),
        (date(2026, 11, 30), date(2026, 12, 31)),  # the worker stood still for weeks
        (date(2027, 1, 1), date(2027, 1, 11)),
    ],
)
def test_the_clock_asks_for_the_quarter_once_as_soon_as_statements_are_public(village, days):
    make_definition("quarterly-statement")
    town = village.parent
    type(town).objects.filter(pk=town.pk).update(code="330299001")
    make_post("town_clerk", place=town)
    runs = ReportRun.objects.filter(since=SUMMER.since)
    for day, asked in zip((date(2026, 10, 11), *days), (0, 1, 1), strict=True):
        now = datetime.combine(day, time(9), tzinfo=TOWN)
        ask_due_reports(by=actor.clock("tests"), now=now)
        assert runs.count() == asked


def test_what_a_clerk_asked_for_before_statements_were_public_is_asked_for_again(village):
    definition, town = make_definition("quarterly-statement"), village.parent
    type(town).objects.filter(pk=town.pk).update(code="330299001")
    clerk = by(make_clerk_of(town))
    for day, versions in ((2, 1), (11, 1), (12, 2), (13, 2)):
        now = datetime(2026, 10, day, 9, tzinfo=TOWN)
        if day == 2:
            ask_report(by=clerk, definition=definition, place=town, period=SUMMER, now=now)
            ReportRun.objects.update(state="failed")  # what is being made is not asked for twice
        ask_due_reports(by=actor.clock("tests"), now=now)
        assert ReportRun.objects.filter(since=SUMMER.since).count() == versions


class TestWork:
    def test_people_and_gain_are_those_of_the_public_page(self, village):
        for number in (20, 30):
            make_report(make_workshop(place=village), OCTOBER.since, headcount=number)
        public = public_figures(None, [village.path])
        assert told("employed", village, OCTOBER) == public.employed == 50
        assert told("gain", village, OCTOBER) == public.gain.value == 2000
        said = figure("gain", village, OCTOBER).label
        for word in ("来工坊前一年", "来时本人填写", "1000", "3000", "50"):
            assert word in said.replace(",", "")

    def test_what_is_withheld_is_in_no_number_and_no_difference(self, village):
        workshop = make_workshop(place=village)
        make_report(workshop, SEPTEMBER.since, headcount=20)
        make_report(workshop, OCTOBER.since, headcount=21, withheld="difference")
        make_report(workshop, NOVEMBER.since, headcount=27)
        small = make_workshop(place=village)
        make_report(small, OCTOBER.since, headcount=3, withheld="few")
        assert [told("employed", village, one) for one in (SEPTEMBER, OCTOBER, NOVEMBER)] == [
            *(20, 20, 27)
        ]
        (gain,) = [key for key, _words in figures_of(MEASURES["gain"])]
        for key, differences in {"employed": ["0", "7"], gain: ["0", "0"]}.items():
            binding = FormBinding(measure=key, place=village, which="difference")
            found = [value_of(binding, one, Counter()) for one in (OCTOBER, NOVEMBER)]
            assert [value["number"] for value, _rows in found] == differences

    def test_months_of_two_definitions_are_two_figures(self, village):
        make_report(make_workshop(place=village), OCTOBER.since)
        other = make_workshop(place=village)
        make_report(other, OCTOBER.since, baseline_method="按上年账目", baseline_mean=Decimal(2000))
        window = Window((village.path,), OCTOBER.since, OCTOBER.until)
        found = counted(MEASURES["gain"], window)
        assert sorted(one.figure.total for one in found.values()) == [1000, 2000]
        assert {f"gain:{key}" for key, _words in MEASURES["gain"].pieces()} == set(found)

    def test_a_gain_without_its_definition_is_refused(self, village):
        make_report(make_workshop(place=village), OCTOBER.since, baseline_period="")
        found = figure("gain", village, OCTOBER)
        assert found.figure.told(Kind.STATED) is None
        assert found.label
        assert len(found.keys) == 1

    def test_few_hired_are_not_told_and_no_difference_tells_them(self, village):
        opening = make_opening(make_workshop(place=village), wanted=9, hired=7)
        days = [datetime(2026, 10, day, 9, tzinfo=TOWN) for day in (2, 3, 4, 5, 6, 7, 8)]
        for day in days[:4]:
            make_application(opening, state="hired", decided_at=day)
        assert told("hired", village, OCTOBER) is None
        for day in days[4:]:
            make_application(opening, state="hired", decided_at=day)
        make_application(opening, state="declined", decided_at=days[0], sentence="已满")
        assert figure("hired", village, OCTOBER).figure.total == 7
        assert told("hired", village, OCTOBER) == 5
