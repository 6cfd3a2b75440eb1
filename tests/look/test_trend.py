"""A trend: higher values are higher columns, the floor is where a value of its size would end."""

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from foundation.components.trend import BASE, CLEAR, SIGNS, TOP, WIDTH, Point, trend

VALUE = st.integers(0, 100_000)


def points(*values, floor=None):
    return [Point(f"Q{number}", value, "", floor=floor) for number, value in enumerate(values)]


@given(st.lists(VALUE, min_size=1, max_size=12), VALUE)
def test_columns_stay_inside_and_keep_the_order_of_their_values(values, floor):
    drawn = trend(points(*values, floor=floor))
    (line,) = drawn.floors
    assert (line.x, line.width) == (0, WIDTH)
    for one, value in zip(drawn.columns, values, strict=True):
        assert TOP <= one.y <= BASE
        assert 0 <= one.x < one.x + one.width <= WIDTH
        assert (one.kind == "below") == (value < floor)
        assert (one.y > line.y) <= (value < floor)
    heights = [one.height for one in sorted(drawn.columns, key=lambda one: one.point.value)]
    assert heights == sorted(heights)


def test_no_value_is_no_column_and_an_open_period_looks_open():
    running = Point("26Q4", 3_000, "30.0%", open=True, floor=10_000)
    drawn = trend([Point("26Q3", None, "—"), running])
    assert [(one.kind, one.height == 0) for one in drawn.columns] == [
        ("none", True),
        ("below open", False),
    ]
    assert trend([]).floors == ()


def test_each_period_is_measured_by_the_floor_that_it_had():
    early, late = points(9_000, 9_000, floor=8_000), points(9_000, floor=10_000)
    drawn = trend([*early, *points(9_000), *late])
    assert [one.kind for one in drawn.columns] == ["", "", "", "below"]
    first, last = drawn.floors
    assert (first.x, first.width, last.x, last.width) == (0, WIDTH / 2, WIDTH * 3 / 4, WIDTH / 4)
    assert first.y > last.y


@given(st.lists(st.builds(Point, st.just(""), VALUE, st.just(""), floor=VALUE), max_size=8))
def test_no_floor_runs_through_a_value(points):
    """Neither that of its own period nor those beside it, over which a long value reaches."""
    drawn = trend(points)
    for one in drawn.columns:
        assert one.value_y - SIGNS >= 0
        assert one.value_y <= one.y - CLEAR + 0.1  # of a rounding
        for line in drawn.floors:
            if line.x <= one.middle + 20 and one.middle - 20 <= line.x + line.width:
                assert not one.value_y - SIGNS < line.y < one.value_y


def test_it_is_one_picture_that_says_its_figures():
    html = Template("{% load ui %}{% trend points floor_words='底线 100%' %}").render(
        Context({"points": [Point("26Q3", 9_500, "95.0%", floor=10_000)]})
    )
    assert 'role="img" aria-label="26Q3 95.0%; 底线 100%"' in html
    assert 'class="below"' in html
