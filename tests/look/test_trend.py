"""A trend: higher values are higher columns, the floor is where a value of its size would end."""

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from foundation.components.trend import BASE, TOP, WIDTH, Point, trend

VALUE = st.integers(0, 100_000)


def points(*values):
    return [Point(f"Q{number}", value, "") for number, value in enumerate(values)]


@given(st.lists(VALUE, min_size=1, max_size=12), VALUE)
def test_columns_stay_inside_and_keep_the_order_of_their_values(values, floor):
    drawn = trend(points(*values), floor)
    for one, value in zip(drawn.columns, values, strict=True):
        assert TOP <= one.y <= BASE
        assert 0 <= one.x < one.x + one.width <= WIDTH
        assert (one.kind == "below") == (value < floor)
        assert (one.y > drawn.floor) <= (value < floor)
    heights = [one.height for one in sorted(drawn.columns, key=lambda one: one.point.value)]
    assert heights == sorted(heights)


def test_no_value_is_no_column_and_an_open_period_looks_open():
    drawn = trend([Point("26Q3", None, "—"), Point("26Q4", 3_000, "30.0%", open=True)], 10_000)
    assert [(one.kind, one.height == 0) for one in drawn.columns] == [
        ("none", True),
        ("below open", False),
    ]
    assert trend([]).floor is None


def test_it_is_one_picture_that_says_its_figures():
    html = Template("{% load ui %}{% trend points floor=10000 floor_words='底线 100%' %}").render(
        Context({"points": [Point("26Q3", 9_500, "95.0%")]})
    )
    assert 'role="img" aria-label="26Q3 95.0%; 底线 100%"' in html
    assert 'class="below"' in html
