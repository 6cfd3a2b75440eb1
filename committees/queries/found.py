"""What of this room can be found by words: public text only."""

from __future__ import annotations

from collections.abc import Iterator

from committees.access.bodies import visible_bodies
from committees.access.minutes import current_minutes, published_resolutions
from committees.addresses import body_address, minutes_address, outcome_address
from committees.models import Body, Minutes, Resolution
from foundation.search.doc import Doc


def body_doc(body: Body) -> Doc:
    """A body by its names and what it decides."""
    organization = body.organization
    return Doc(
        "body",
        str(body.pk),
        organization.name,
        body_address(body),
        body.decides,
        body.record_path,
        title_en=organization.name_en,
    )


def minutes_doc(minutes: Minutes) -> Doc:
    """A published paper by the title of its meeting and its sentence."""
    return Doc(
        "minutes",
        str(minutes.pk),
        minutes.meeting.title,
        minutes_address(minutes),
        minutes.sentence,
        minutes.record_path,
        minutes.published_at,
    )


def outcome_doc(resolution: Resolution) -> Doc:
    """A public outcome by its words. A need's title stands in the need's own line only, so that it
    is found no more once it is withheld."""
    item = resolution.item
    return Doc(
        "outcome",
        str(resolution.pk),
        resolution.text,
        outcome_address(resolution),
        item.meeting.title if item.tabling_id else item.title,
        resolution.record_path,
        resolution.public_at,
    )


def body_docs() -> Iterator[Doc]:
    """Every body."""
    return map(body_doc, visible_bodies(None).select_related("organization__place"))


def minutes_docs() -> Iterator[Doc]:
    """Every published paper that no newer one corrects."""
    papers = current_minutes().select_related("meeting__lead__organization__place")
    return map(minutes_doc, papers)


def outcome_docs() -> Iterator[Doc]:
    """Every public outcome."""
    places = "item__meeting__lead__organization__place"
    return map(outcome_doc, published_resolutions().select_related(places))
