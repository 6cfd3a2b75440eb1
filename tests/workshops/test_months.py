"""A month: reported by the host, signed or sent back by the clerk, corrected, published or not."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from tests.factories import by, make_clerk, make_holding, make_user
from tests.factories.workshops import make_employment
from tests.workshops.scene import NOW, OCTOBER, SEPTEMBER, Scene
from workshops.actions import reporting, workers
from workshops.gain import Gain, Reason
from workshops.models import Employment, MonthReport, Pay
from workshops.queries.figures import figures_of, gain_of_report, latest_reports
from workshops.queries.hosting import people_of

pytestmark = pytest.mark.django_db


def test_a_month_counts_once_it_is_signed():
    scene = Scene()
    report = scene.report()
    assert figures_of(None).employed == 0
    reporting.sign_month(by=scene.clerk, report=report, now=NOW)
    figures = figures_of(None)
    assert (figures.workshops, figures.counted, figures.employed) == (1, 1, 20)
    gain = gain_of_report(latest_reports(None).get())
    assert isinstance(gain, Gain)
    assert (gain.number, gain.mean, gain.baseline, gain.value) == (20, 3000, 1000, 2000)
    verbs = ["month.reported", "month.signed"]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == verbs


def test_what_is_sent_back_never_counts():
    scene = Scene()
    report = scene.report()
    with pytest.raises(Refused):
        reporting.return_month(by=scene.clerk, report=report, reason=" ")
    reporting.return_month(by=scene.clerk, report=report, reason="人数与工资表不符")
    assert figures_of(None).employed == 0
    with pytest.raises(Refused):
        reporting.sign_month(by=scene.clerk, report=report)
    again = scene.signed(25)
    assert (again.version, figures_of(None).employed) == (2, 25)


def test_a_newer_report_takes_the_place_of_one_that_waits():
    scene = Scene()
    first, second = scene.report(20), scene.report(21)
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "submitted")
    assert scene.report(21).pk == second.pk, "the same figures are the same report"
    with pytest.raises(Refused):
        reporting.sign_month(by=scene.clerk, report=first)


def test_a_correction_says_why_and_holds_once_it_is_signed():
    scene = Scene()
    first = scene.signed(20)
    with pytest.raises(Refused, match=r"."):
        scene.report(20, total_pay=Decimal(65000))
    second = scene.report(20, total_pay=Decimal(65000), why="漏了加班费")
    assert gain_of_report(latest_reports(None).get()).mean == 3000
    reporting.sign_month(by=scene.clerk, report=second, now=NOW)
    first.refresh_from_db()
    assert (first.state, second.corrects_id) == ("replaced", first.pk)
    assert gain_of_report(latest_reports(None).get()).mean == 3250


@pytest.mark.parametrize("headcount", [16, 19, 21, 24])
def test_a_month_too_near_to_a_published_one_is_withheld_and_the_earlier_stands(headcount):
    scene = Scene()
    scene.signed(20)
    later = scene.signed(headcount, OCTOBER)
    assert (later.state, later.withheld, later.published_at) == ("signed", "difference", None)
    assert latest_reports(None).get().month == SEPTEMBER
    assert figures_of(None).employed == 20


def test_a_correction_that_may_not_be_shown_leaves_neither():
    scene = Scene()
    scene.signed(20)
    scene.signed(21, why="少算一人")
    assert list(latest_reports(None)) == []
    # Whoever kept the first figure could still subtract: it is compared for ever.
    assert scene.signed(22, OCTOBER).withheld == Reason.DIFFERENCE


@pytest.mark.parametrize("headcount", [0, 1, 4])
def test_few_people_are_withheld_from_totals_too(headcount):
    scene, other = Scene(), Scene()
    other.signed(30)
    small = scene.signed(headcount)
    assert small.withheld == Reason.FEW
    assert (figures_of(None).workshops, figures_of(None).counted) == (2, 1)
    assert figures_of(None).employed == 30


def test_the_baseline_may_be_missing_and_then_there_is_no_gain():
    scene = Scene()
    report = scene.signed(baseline_mean=None)
    assert figures_of(None).employed == 20
    assert gain_of_report(report) is Reason.NO_BASELINE


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"month": date(2026, 11, 1)}, "month"),
        ({"month": date(2026, 9, 2)}, "month"),
        ({"month": date(2024, 12, 1)}, "month"),
        ({"headcount": -1}, "headcount"),
        ({"headcount": 0, "total_pay": Decimal(5)}, "total_pay"),
        ({"total_pay": None}, "total_pay"),
        ({"total_pay": Decimal(-1)}, "total_pay"),
        ({"baseline_mean": Decimal(-1)}, "baseline_mean"),
        ({"baseline_mean": Decimal("100000000")}, "baseline_mean"),  # more than its column holds
    ],
)
def test_what_cannot_be_is_refused_with_its_field(fields, field):
    with pytest.raises(Refused) as refusal:
        Scene().report(**fields)
    assert refusal.value.field == field


def test_only_the_host_reports_and_only_the_clerk_of_the_place_signs():
    scene, other = Scene(), Scene()
    report = scene.report()
    with pytest.raises(NotAllowed):
        reporting.report_month(by=other.operator, workshop=scene.workshop, month=SEPTEMBER)
    with pytest.raises(NotAllowed):
        reporting.sign_month(by=scene.operator, report=report)
    with pytest.raises(NotAllowed):
        reporting.sign_month(by=other.clerk, report=report)
    with pytest.raises(NotAllowed):
        reporting.sign_month(by=by(make_clerk("supervisor", place=scene.village)[0]), report=report)


def test_nobody_signs_what_they_handed_in():
    scene = Scene()
    user, _holding = make_clerk(place=scene.village)
    make_holding(user.person, role="partner", organization=scene.host)
    scene.operator = by(user)
    with pytest.raises(NotAllowed):
        reporting.sign_month(by=by(user), report=scene.report())


@pytest.mark.parametrize("change", [{"headcount": 30}, {"total_pay": 1}, {"members": [1]}])
def test_the_database_keeps_what_was_reported(change):
    report = Scene().signed()
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthReport.objects.filter(pk=report.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        report.delete()


def hired(scene, number, baseline=Decimal(1000)):
    """Rows of people with a September's pay."""
    rows = [
        workers.add_worker(
            by=scene.operator,
            workshop=scene.workshop,
            worker=f"演示{one}",
            since=date(2026, 8, 1),
            baseline=baseline,
        )
        for one in range(number)
    ]
    for row in rows:
        pay(scene, row)
    return rows


def pay(scene, row, amount=Decimal(3000), month=SEPTEMBER):
    return workers.record_pay(
        by=scene.operator, employment=row, month=month, amount=amount, now=NOW
    )


def kept():
    return Scene(mode="individual", baseline_period="来工坊前一年", baseline_method="来时本人填写")


def test_rows_of_each_person_are_summed_and_never_leave_the_host():
    scene = kept()
    rows = hired(scene, 6)
    assert pay(scene, rows[0], Decimal(3600)).corrects is not None
    report = scene.signed(99)
    assert (report.headcount, report.total_pay, report.baseline_mean) == (6, 18600, 1000)
    assert gain_of_report(report).value == 2100
    assert Pay.objects.count() == 7
    assert "演示" not in str(vars(Employment.objects.get(pk=rows[0].pk).workshop))


def test_one_who_came_for_one_who_went_is_withheld():
    scene = kept()
    rows = hired(scene, 6)
    scene.signed()
    for row in [*rows[1:], *hired(scene, 1)]:
        pay(scene, row, month=OCTOBER)
    assert scene.signed(month=OCTOBER).withheld == Reason.DIFFERENCE


def test_a_baseline_that_is_not_known_of_all_is_known_of_none():
    scene = kept()
    hired(scene, 5)
    hired(scene, 1, baseline=None)
    assert gain_of_report(scene.signed()) is Reason.NO_BASELINE


def test_pay_is_kept_once_a_month_and_never_changed():
    scene = kept()
    (row,) = hired(scene, 1)
    assert pay(scene, row).pk == Pay.objects.get().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Pay.objects.create(employment=row, month=SEPTEMBER, amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pay.objects.update(amount=1)
    with pytest.raises(NotAllowed):
        workers.record_pay(
            by=scene.clerk, employment=row, month=SEPTEMBER, amount=Decimal(1), now=NOW
        )


def test_nobody_is_paid_for_a_month_before_they_began_or_after_they_left():
    scene = kept()
    (row,) = hired(scene, 1)
    workers.end_worker(by=scene.operator, employment=row, until=date(2026, 9, 2))
    for month in (date(2026, 7, 1), OCTOBER):
        with pytest.raises(Refused, match="没有在这里上班") as refused:
            pay(scene, row, month=month)
        assert refused.value.field == "amount"
    assert pay(scene, row, Decimal(100)).amount == 100


def test_pay_of_somebody_who_had_left_before_is_in_no_sum():
    scene = kept()
    rows = hired(scene, 6)
    workers.end_worker(by=scene.operator, employment=rows[0], until=SEPTEMBER)
    assert people_of(scene.user, scene.workshop, SEPTEMBER).count() == 5
    report = scene.signed(99)
    assert (report.headcount, report.total_pay) == (5, 15000)


def test_somebody_without_a_post_reports_nothing():
    with pytest.raises(NotAllowed):
        reporting.report_month(
            by=by(make_user()), workshop=Scene().workshop, month=SEPTEMBER, now=NOW
        )


def test_nobody_is_listed_in_a_month_before_they_began():
    scene = Scene(mode="individual")
    make_employment(scene.workshop, worker="王示范", since=OCTOBER)
    make_employment(scene.workshop, worker="李示范", since=date(2026, 9, 30))
    listed = {
        month: {one.worker for one in people_of(scene.user, scene.workshop, month)}
        for month in (SEPTEMBER, OCTOBER)
    }
    assert listed == {SEPTEMBER: {"李示范"}, OCTOBER: {"李示范", "王示范"}}
