"""The arch of seats: who sits where, and what the share counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.components.arch import CENTRE_X, arch
from foundation.components.bars import parts, percent
from foundation.components.strip import Row, Span, strip

COUNT = st.integers(0, 40)


def test_the_share_of_the_village():
    drawn = arch(party=7, social=19)
    assert (drawn.share, drawn.social, drawn.filled) == (73, 19, 26)


def test_a_vacant_seat_is_drawn_and_not_counted():
    drawn = arch(party=1, social=3, vacant=1)
    assert [place.kind for place in drawn.places].count("vacant") == 1
    assert (drawn.share, drawn.filled) == (75, 4)


def test_nobody_is_no_share():
    assert arch(0, 0).share is None
    assert arch(0, 0, vacant=3).share is None


def test_party_seats_are_the_keystone_and_the_chair_is_in_the_middle():
    drawn = arch(party=7, social=19, vacant=2)
    turns = {
        kind: [abs(place.turn) for place in drawn.places if place.kind == kind]
        for kind in ("party", "social", "vacant")
    }
    assert max(turns["party"]) <= min(turns["social"])
    assert max(turns["social"]) <= min(turns["vacant"])
    chairs = [place for place in drawn.places if place.chair]
    assert len(chairs) == 1
    assert (chairs[0].kind, chairs[0].x, chairs[0].turn) == ("party", CENTRE_X, 0)


@given(COUNT, COUNT, COUNT, COUNT)
def test_every_seat_has_a_place_of_its_own(party, social, other, vacant):
    drawn = arch(party, social, other, vacant)
    kinds = [place.kind for place in drawn.places]
    assert kinds == (
        ["party"] * party + ["social"] * social + ["other"] * other + ["vacant"] * vacant
    )
    places = [(place.x, place.y) for place in drawn.places]
    assert len(set(places)) == len(places)
    assert all(0 <= x <= 400 and 0 <= y <= 236 for x, y in places)
    far = 1.9 * drawn.size
    assert all(
        (x - a) ** 2 + (y - b) ** 2 >= far**2
        for number, (x, y) in enumerate(places)
        for a, b in places[number + 1 :]
    )


@pytest.mark.parametrize(
    ("value", "total", "expected"), [(5, 6, 83), (6, 6, 100), (7, 6, 100), (0, 0, 0), (1, 1000, 0)]
)
def test_a_bar_never_says_more_than_there_is(value, total, expected):
    assert percent(value, total) == expected


def test_parts_share_the_whole_width():
    found = parts([("yes", "For", 3), ("no", "Against", 0), ("abstained", "Abstained", 1)])
    assert [(part.x, part.width) for part in found] == [("0.00%", "75.00%"), ("75.00%", "25.00%")]


def test_the_day_widens_to_hold_every_hour():
    early, late = (
        Row("a", "", [Span(6 * 60 + 30, 9 * 60)]),
        Row("b", "", [Span(1200, 1350, "meeting")]),
    )
    drawn = strip([early, late], now=7 * 60)
    assert [hour for hour, _ in drawn.hours] == [6, 8, 10, 12, 14, 16, 18, 20, 22]
    assert drawn.lanes[0].bars[0].kind == "on"
    assert drawn.lanes[1].bars[0].kind == "meeting"
    assert drawn.now == "5.88%"
    assert strip([early], now=5 * 60).now == ""
