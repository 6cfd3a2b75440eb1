"""Has somebody said it already? Public needs like the words of a draft."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from residents.access.needs import public_needs
from residents.likeness import alike
from residents.models import Need, Place
from residents.queries.supports import FEWEST, with_supporters
from residents.stages import OPEN_STATES

LOOK_BACK = timedelta(days=365)
READ, SHOWN = 200, 3


def similar_needs(words: str, place: Place) -> list[Need]:
    """The open public needs of the same place and the last year that are most like the words,
    three at most, with how many have each, too, and whether they are `few`. One query: the latest
    200 are compared."""
    recent = list(
        with_supporters(public_needs().within(place.path))
        .filter(state__in=OPEN_STATES, public_at__gte=timezone.now() - LOOK_BACK)
        .select_related("place")
        .order_by("-public_at")[:READ]
    )
    texts = [f"{need.public_title} {need.public_sentence}" for need in recent]
    found = [recent[at] for at in alike(words, texts)[:SHOWN]]
    for need in found:
        need.few = 0 < need.supporters < FEWEST  # type: ignore[attr-defined]
    return found
