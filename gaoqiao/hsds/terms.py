"""The two closed lists by which services are sorted, as taxonomies of HSDS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gaoqiao.hsds.ids import everywhere
from services.kinds import Audience, Kind


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A closed list; `key` names it in ids, `link` says what its terms tell of a service."""

    key: str
    link: str
    name: Any
    description: Any
    values: type[TextChoices]

    @property
    def id(self) -> str:
        """Its id, the same in every town."""
        return everywhere(self.key)

    def term_id(self, value: str) -> str:
        """The id of one of its terms."""
        return everywhere(f"{self.key} {value}")


KINDS = Taxonomy(
    "kinds", "service_type", _("Kinds of services"), _("What somebody comes for"), Kind
)
AUDIENCES = Taxonomy(
    "audiences",
    "intended_audience",
    _("Groups of people"),
    _("For whom a service is made above all; without any it is for everybody"),
    Audience,
)
TAXONOMIES = (KINDS, AUDIENCES)


def taxonomy(of: Taxonomy) -> dict[str, Any]:
    """A taxonomy as HSDS has it."""
    return {"id": of.id, "name": str(of.name), "description": str(of.description)}


def term(of: Taxonomy, value: str) -> dict[str, Any]:
    """A term as HSDS has it, with its taxonomy."""
    label = str(of.values(value).label)
    return {
        "id": of.term_id(value),
        "code": value,
        "name": label,
        "description": f"{of.name}{gettext(': ')}{label}",
        "language": "zh",
        "taxonomy_id": of.id,
        "taxonomy_detail": taxonomy(of),
    }


def every_taxonomy() -> list[dict[str, Any]]:
    """Both, in the order of the pages."""
    return [taxonomy(of) for of in TAXONOMIES]


def every_term() -> list[dict[str, Any]]:
    """The terms of both, in the order of the pages."""
    return [term(of, value) for of in TAXONOMIES for value in of.values.values]


def about(words: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the entries whose name or description holds the words."""
    return [one for one in entries if words in one["name"] or words in one["description"]]


def meant(term_id: UUID) -> tuple[Taxonomy, str] | None:
    """Which entry of which list an id means; None for an id that is not ours."""
    for of in TAXONOMIES:
        for value in of.values.values:
            if of.term_id(value) == str(term_id):
                return of, value
    return None
