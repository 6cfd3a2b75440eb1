"""From WGS-84, which we store, to GCJ-02, which the maps of phones in mainland China show."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

AXIS = 6378245.0  # metres, of the Krasovsky ellipsoid
ECCENTRICITY = 0.00669342162296594323


def gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """The point shifted as Chinese maps do, in degrees; outside the mainland's box unchanged."""
    if not (0.8293 <= latitude <= 55.8271 and 72.004 <= longitude <= 137.8347):
        return latitude, longitude
    x, y = longitude - 105.0, latitude - 35.0
    angle = latitude / 180.0 * pi
    magic = 1 - ECCENTRICITY * sin(angle) ** 2
    north = _north(x, y) * 180.0 / (AXIS * (1 - ECCENTRICITY) / (magic * sqrt(magic)) * pi)
    east = _east(x, y) * 180.0 / (AXIS / sqrt(magic) * cos(angle) * pi)
    return latitude + north, longitude + east


def geo_link(latitude: float, longitude: float) -> str:
    """An address that opens the phone's own map at a WGS-84 point."""
    north, east = gcj02(float(latitude), float(longitude))
    return f"geo:{north:.6f},{east:.6f}?q={north:.6f},{east:.6f}"


def _waves(x: float) -> float:
    return (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0


def _north(x: float, y: float) -> float:
    far = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    far += _waves(x)
    far += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    return far + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0


def _east(x: float, y: float) -> float:
    far = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    far += _waves(x)
    far += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    return far + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
