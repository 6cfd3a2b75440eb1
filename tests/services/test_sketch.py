"""The sketch of distances: to scale, north up, numbered as the list; nothing without points."""

from math import hypot

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from residents.forms.keeping import VenueForm
from services.sketch import APART, SIDE, sketch, square_of
from tests.factories import make_place, make_town, make_user
from tests.factories.places import make_venue
from tests.factories.services import make_listing

HERE = (29.75, 121.43)
NEAR = st.floats(-0.05, 0.05)


def test_no_point_no_sketch():
    assert sketch([]) is None


def test_a_point_in_the_north_is_above_and_one_in_the_east_to_the_right():
    drawn = sketch([(1, *HERE), (2, HERE[0] + 0.01, HERE[1]), (3, HERE[0], HERE[1] + 0.01)])
    one, north, east = drawn.pins
    assert north.y < one.y
    assert abs(north.x - one.x) < 0.2
    assert east.x > one.x
    assert abs(east.y - one.y) < 0.2


def test_distances_are_true_to_the_squares():
    """A hundredth of a degree of latitude is 1,113 metres."""
    drawn = sketch([(1, *HERE), (2, HERE[0] + 0.01, HERE[1])])
    gap = drawn.lines[1] - drawn.lines[0]
    one, other = drawn.pins
    assert hypot(one.x - other.x, one.y - other.y) / gap * drawn.square == pytest.approx(
        1113, rel=0.01
    )
    assert drawn.square == 200


@pytest.mark.parametrize(
    ("scale", "square"), [(1.0, 100), (0.5, 200), (0.2, 500), (0.1, 1000), (0.001, 100_000)]
)
def test_a_square_is_a_round_number(scale, square):
    assert square_of(scale) == square


@given(st.lists(st.tuples(NEAR, NEAR), min_size=1, max_size=20))
def test_everything_is_inside_and_no_pin_covers_another(points):
    drawn = sketch((n, HERE[0] + a, HERE[1] + b) for n, (a, b) in enumerate(points, start=1))
    assert sorted(n for pin in drawn.pins for n in pin.numbers) == [*range(1, len(points) + 1)]
    assert all(0 < pin.x < SIDE and 0 < pin.y < SIDE for pin in drawn.pins)
    for number, pin in enumerate(drawn.pins):
        for other in drawn.pins[number + 1 :]:
            assert hypot(pin.x - other.x, pin.y - other.y) > APART - 0.2


def test_a_place_is_named_once_where_most_of_its_services_are():
    points = [(1, *HERE), (2, HERE[0] + 0.02, HERE[1]), (3, HERE[0] + 0.02, HERE[1])]
    drawn = sketch([*points, (4, HERE[0], HERE[1] + 0.03)], {1: "甲村", 2: "甲村", 3: "甲村"})
    (name,) = drawn.names
    pin = next(pin for pin in drawn.pins if pin.numbers == [2, 3])
    assert (name.text, name.x) == ("甲村", pin.x)
    assert 0 < name.y - pin.y < 30


@given(st.lists(st.tuples(NEAR, NEAR), min_size=1, max_size=20))
def test_no_name_lies_over_a_pin_or_another_name_or_outside(points):
    drawn = sketch(
        ((n, HERE[0] + a, HERE[1] + b) for n, (a, b) in enumerate(points, start=1)),
        {n: f"示范{n}村 Village" for n in range(1, len(points) + 1)},
    )
    boxes = [one.box for one in (*drawn.pins, *drawn.names)]
    for at, (left, top, right, bottom) in enumerate(boxes[len(drawn.pins) :], len(drawn.pins)):
        assert 0 < left < right < SIDE
        others = boxes[:at]
        assert all(
            right <= one[0] or one[2] <= left or bottom <= one[1] or one[3] <= top for one in others
        )


@pytest.mark.django_db
def test_the_list_has_the_numbers_of_the_sketch():
    village = make_place(parent=make_town())
    venue = make_venue(place=village, latitude="29.750000", longitude="121.430000")
    make_listing("示范村老年食堂", place=village)
    make_listing("示范村文化礼堂", place=village, venue=venue)
    response = Client().get("/services/")
    html = response.content.decode()
    (pin,) = response.context["sketch"].pins
    (number,) = pin.numbers
    row = html.split(f'id="row-{number}"')[1].split("</li>")[0]
    assert "示范村文化礼堂" in row
    assert f'<span class="row-number" aria-hidden="true">{number}</span>' in row
    assert 'href="geo:' in row
    assert "这是示意图，不是地图，不标边界" in html
    assert "示范村</text>" in html
    assert "100 米</text>" in html  # the scale
    assert html.count("<text") == 4


@pytest.mark.django_db
def test_without_a_point_there_is_only_the_list():
    make_listing("示范村老年食堂", place=make_place(parent=make_town()))
    html = Client().get("/services/").content.decode()
    assert "示范村老年食堂" in html
    assert "<figure" not in html
    assert "row-number" not in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"),
    [("29.75", "121.43", set()), ("", "", set()), ("29.75", "", {"longitude"})]
    + [("91", "0", {"latitude"}), ("NaN", "1", {"latitude"}), ("二", "1", {"latitude"})],
)
def test_staff_give_both_degrees_or_neither(latitude, longitude, wrong):
    form = VenueForm({"latitude": latitude, "longitude": longitude}, user=make_user(), row=None)
    form.is_valid()
    assert set(form.errors) & {"latitude", "longitude"} == wrong
