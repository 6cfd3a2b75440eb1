"""Every measure: its number is what its rows say, in whole and in parts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from gaoqiao.reports.figures import Figure, Kind
from gaoqiao.reports.models import ReportRun
from gaoqiao.reports.presets import PRESETS
from gaoqiao.reports.queries.counting import counted, worth_of
from gaoqiao.reports.queries.measures import MEASURES, measures_of
from gaoqiao.reports.queries.papers import headings
from gaoqiao.reports.queries.runs import (
    count_part,
    in_order,
    part_of,
    parts_of,
    rows_behind,
    stored,
    window_of,
)
from residents.models import Need
from residents.windows import Window
from tests.factories import make_need, make_place
from tests.factories.reports import (
    OCTOBER,
    SUMMER,
    make_definition,
    make_run,
    moment,
)

pytestmark = pytest.mark.django_db
KEYS = sorted(MEASURES)


@pytest.fixture(scope="module")
def kept_runs(keep, kept_town):
    """A finished brief of October, and a finished statement of the third quarter."""
    reports = (("monthly-brief", OCTOBER), ("quarterly-statement", SUMMER))
    return {
        period.kind: keep(
            lambda key=key, period=period: make_run(
                kept_town, definition=make_definition(key), period=period
            )
        )
        for key, period in reports
    }


def period_of(key):
    """October, or for what only a quarter is asked the third one."""
    return SUMMER if MEASURES[key].period == "quarter" else OCTOBER


@pytest.fixture
def window(town, request):
    key = request.node.callspec.params["key"]
    return Window((town.path,), period_of(key).since, period_of(key).until)


def said_by_rows(measure, window, rows):
    """The figure, worked out anew from the rows themselves."""
    if measure.kind == Kind.STATED:
        if not rows:
            return Figure()
        number = sum(row.headcount for row in rows)
        now = sum(row.total_pay for row in rows) / number
        before = sum(row.baseline_mean * row.headcount for row in rows) / number
        return Figure(number, round(now) - round(before))
    if measure.kind == Kind.RATIO:
        pairs = [worth_of(measure, window, list(rows))(row) for row in rows]
        return Figure(len(rows), sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))
    if measure.whole:
        people = {}
        for seat in sorted(rows, key=lambda seat: (seat.group != "party", seat.pk)):
            people.setdefault(seat.person_id, seat.group)
        social = [group for group in people.values() if group != "party"]
        return Figure(len(people), Decimal(len(social)))
    worth = worth_of(measure, window, list(rows))
    return Figure(len(rows), sum((Decimal(worth(row)) for row in rows), Decimal(0)))


@pytest.mark.parametrize("key", KEYS)
def test_the_number_is_that_of_the_very_rows_it_opens(key, window):
    measure = MEASURES[key]
    found = counted(measure, window)
    rows = measure.rows(window)
    assert sum(one.figure.n for one in found.values()) > 0, "the town has nothing to count"
    assert sorted(pk for one in found.values() for pk in one.keys) == sorted(
        rows.values_list("pk", flat=True)
    )
    for one in found.values():
        listed = in_order(measure, one.keys)
        assert [row.pk for row in listed] == one.keys
        assert one.figure == said_by_rows(measure, window, listed)
        if measure.kind == Kind.COUNT:
            assert one.figure.number(measure.kind) == rows.filter(pk__in=one.keys).count()


@pytest.mark.parametrize("key", KEYS)
def test_a_finished_report_opens_the_rows_it_counted(key, kept_runs):
    measure, run = MEASURES[key], kept_runs[period_of(key).kind]
    keys = [one for one in run.values if one.partition(":")[0] == key]
    assert keys
    for one in keys:
        behind = rows_behind(run, one)
        rows = in_order(measure, behind.keys)
        assert len(rows) == len(behind.keys) == len(set(behind.keys))
        parts = parts_of(run)
        if measure.whole is None:
            assert behind.line.figure == sum((stored(p, one).figure for p in parts), Figure())
            assert len(rows) == behind.line.figure.n
        for part in parts:
            mine = in_order(measure, stored(part, one).keys)
            assert stored(part, one).figure == said_by_rows(measure, window_of(part), mine)
            for row in mine:
                assert measure.source.place(row).path.startswith(part.place.path)


def test_rows_of_several_figures_are_read_once_and_of_none_nothing_more(kept_runs, town):
    village, _other, whole = parts_of(kept_runs["month"])
    for part, queries in ((village, 46), (whole, 26)):
        with CaptureQueriesContext(connection) as made:
            count_part(part_of(part.pk))
        assert len(made) == queries, part


def test_what_changes_later_does_not_change_a_finished_report(town, kept_runs):
    run = kept_runs["month"]
    before = rows_behind(run, "needs_late")
    Need.objects.update(state="answered", answered_at=moment(6))
    make_need(place=town, created_at=moment(7))
    again = ReportRun.objects.get(pk=run.pk)
    assert rows_behind(again, "needs_late") == before
    assert before.line.figure.n == len(before.keys) == 2


@pytest.mark.parametrize("key", KEYS)
def test_words_columns_and_pages_are_there_in_both_languages(key, window):
    measure = MEASURES[key]
    row = measure.rows(window).first()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            titles = [str(column.title) for column in measure.source.columns]
            assert all([str(measure.words), str(measure.means), str(measure.unit), *titles])
            assert [str(column.value(row)) for column in measure.source.columns]
            assert measure.source.address(row)[:1] in ("", "/")


def test_reports_name_measures_that_there_are():
    for preset in PRESETS.values():
        found = measures_of(preset.measures)
        assert [one.key for one in found] == list(preset.measures)
        assert {one.period for one in found} <= {"", preset.period}
        assert {one.under for one in found} <= set(headings())
    assert {key for one in PRESETS.values() for key in one.measures} == set(MEASURES)


def test_a_room_switched_off_has_no_measure(settings):
    settings.ROOMS_OFF = {"services"}
    keys = [one.key for one in measures_of(PRESETS["monthly-brief"].measures)]
    assert "listings" not in keys
    assert "needs_raised" in keys


def test_invented_villages_are_left_out_of_the_town_and_have_reports_of_their_own(town):
    invented = make_place("无代码村", parent=town)
    make_need(place=invented, created_at=moment(3))
    make_need(place=town, created_at=moment(3))
    definition = make_definition()
    run = make_run(town, definition=definition)
    assert [part.place.code for part in parts_of(run)] == [
        "330299001200",
        "330299001201",
        "330299001",
    ]
    assert rows_behind(run, "needs_raised").line.figure.n == 4 + 5 + 1
    own = make_run(invented, definition=definition)
    assert [part.place_id for part in parts_of(own)] == [invented.pk]
    assert rows_behind(own, "needs_raised").line.figure.n == 1


def test_rows_on_the_edge_of_the_period(town):
    window = Window((town.path,), date(2026, 10, 31), date(2026, 11, 1))
    inside = make_need(place=town, created_at=moment(31, 23))
    make_need(place=town, created_at=moment(30, 23))
    make_need(place=town, created_at=OCTOBER_END)
    assert counted(MEASURES["needs_raised"], window)["needs_raised"].keys == [inside.pk]


OCTOBER_END = Window((), OCTOBER.since, OCTOBER.until).end


@pytest.mark.parametrize(
    ("n", "total", "kind", "told"),
    [
        (4, 3, Kind.SHARE, None),
        (5, 3, Kind.SHARE, 60),
        (6, 4, Kind.SHARE, 66),
        (4, 10, Kind.MEAN, None),
        (5, 11, Kind.MEAN, Decimal("2.2")),
        (0, 0, Kind.MEAN, None),
        (0, 0, Kind.COUNT, 0),
        (3, 3, Kind.COUNT, 3),
        (1, 4, Kind.PEOPLE, None),
        (1, 5, Kind.PEOPLE, 5),
        (3, 19, Kind.PEOPLE, 15),
        (2, 0, Kind.PEOPLE, 0),
        (4, 900, Kind.STATED, None),
        (5, 900, Kind.STATED, 900),
        (0, 0, Kind.STATED, None),
    ],
)
def test_means_and_shares_of_few_are_withheld(n, total, kind, told):
    assert Figure(n, Decimal(total)).told(kind) == told
