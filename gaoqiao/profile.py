"""The town's profile as a page reads it: in one language, with every slot that a page asks for."""

from __future__ import annotations

from typing import Any

ENGLISH = "_en"
# An empty slot is not drawn; no filing number is ever made up.
SLOTS = {
    "place": ("name",),
    "brand": ("name", "column"),
    "help": ("telephone", "hours", "sample"),
    "units": ("organiser", "operator"),
    "site": ("domain", "id_code", "icp", "police", "map_review"),
}


def localized(profile: dict[str, Any], *, english: bool) -> dict[str, Any]:
    """Each table with its English values (`name_en`) in place of the Chinese where it has them."""
    tables = {
        name: table_in(table, english=english) if isinstance(table, dict) else table
        for name, table in profile.items()
    }
    for name, slots in SLOTS.items():
        tables[name] = dict.fromkeys(slots, "") | tables.get(name, {})
    return tables


def table_in(table: dict[str, Any], *, english: bool) -> dict[str, Any]:
    """One table in one language."""
    plain = {key: value for key, value in table.items() if not key.endswith(ENGLISH)}
    if english:
        translated = {key: value for key, value in table.items() if key.endswith(ENGLISH) and value}
        plain |= {key.removesuffix(ENGLISH): value for key, value in translated.items()}
    return plain
