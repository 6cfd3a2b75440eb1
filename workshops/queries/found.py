"""What the search may find of this room."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from foundation.search.doc import Doc
from workshops.access.openings import visible_openings
from workshops.access.workshops import visible_workshops
from workshops.addresses import opening_address, workshop_address
from workshops.models import Opening, Workshop


def workshop_docs() -> Iterator[Doc]:
    """Every workshop that everybody may see."""
    rows = visible_workshops(None).select_related("host", "namesake", "place", "venue")
    return (workshop_doc(row) for row in rows.iterator())


def opening_docs() -> Iterator[Doc]:
    """Every opening that can be applied for."""
    rows = visible_openings(None).select_related("workshop__place")
    return (opening_doc(row) for row in rows.iterator())


def workshop_doc(workshop: Workshop) -> Doc:
    """What can be found of a workshop: its name, its sort, who runs it, where."""
    with override("zh-hans"):
        kind = str(workshop.get_kind_display())
    parts = [
        workshop.summary,
        kind,
        workshop.place.name,
        workshop.host.name,
        workshop.namesake.name if workshop.namesake else "",
    ]
    return Doc(
        "workshop",
        str(workshop.pk),
        workshop.name,
        workshop_address(workshop.slug),
        " · ".join(part for part in parts if part),
        workshop.place.path,
        workshop.created_at,
        title_en=workshop.name_en,
    )


def opening_doc(opening: Opening) -> Doc:
    """What can be found of an opening: the work, what it pays, and where."""
    workshop = opening.workshop
    parts = [workshop.name, opening.pay, opening.words, workshop.place.name]
    return Doc(
        "opening",
        str(opening.pk),
        opening.title,
        opening_address(opening.pk),
        " · ".join(part for part in parts if part),
        workshop.place.path,
        opening.created_at,
        title_en=opening.title_en,
    )
