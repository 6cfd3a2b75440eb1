"""The trend of a figure, as a tag of `ui`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from foundation.components import trend as course

register = template.Library()


@register.inclusion_tag("components/trend.html")
def trend(
    points: Sequence[course.Point],
    floor_words: str = "",
    caption: str = "",
) -> dict[str, Any]:
    """A value by periods; points are `foundation.components.trend.Point`. A table with the same
    figures stands beside it."""
    words = [f"{point.label} {point.words}" for point in points]
    return {
        "trend": course.trend(points),
        "caption": caption,
        "floor_words": floor_words,
        "said": "; ".join(str(part) for part in (caption, *words, floor_words) if part),
    }
