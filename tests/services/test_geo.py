"""Points for the maps of phones, against values that are known."""

import pytest

from services.geo import gcj02, geo_link


@pytest.mark.parametrize(
    ("wgs", "gcj"),
    [
        ((39.907333, 116.391083), (39.908736, 116.397325)),  # Tian'anmen
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ],
)
def test_a_known_point_is_shifted_as_it_should_be(wgs, gcj):
    assert gcj02(*wgs) == pytest.approx(gcj, abs=3e-5)


def test_outside_the_mainland_nothing_is_shifted():
    assert gcj02(48.8584, 2.2945) == (48.8584, 2.2945)


def test_the_link_carries_the_shifted_point():
    north, east = gcj02(29.9, 121.43)
    assert geo_link(29.9, 121.43) == f"geo:{north:.6f},{east:.6f}?q={north:.6f},{east:.6f}"
