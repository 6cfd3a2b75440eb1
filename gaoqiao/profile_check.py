"""What is wrong with a town's profile: a plain sentence each, for the one who writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foundation.phones import is_phone

TABLES: dict[str, tuple[str, ...]] = {
    "place": ("code", "list", "name"),
    "brand": ("name", "name_en", "column", "column_en"),
    "units": ("organiser",),
    "help": ("telephone", "hours"),
    "government": ("slug",),
    "posts": (
        *("window", "village_clerk", "supervisor"),
        *("system_admin", "security_admin", "audit_admin"),
    ),
}
FREE = {"site", "rules", "words", "modules"}
LISTS: dict[str, tuple[str, ...]] = {
    "offices": ("key", "name", "name_en"),
    "categories": ("key", "name", "name_en"),
    "clusters": ("slug", "name", "places"),
    "texts": ("key", "zh", "en"),
}
MODULES = ("committees", "services", "workshops")
HAND_OFFS = ("110", "119", "120", "12345", "petition", "discipline", "classified")
PROVINCES = ("zhejiang",)
WINDOW = "window"
LONGEST_DEADLINE = 60


def problems(profile: dict[str, Any]) -> list[str]:
    """Every fault of a profile, with the place in the file; empty when it can be used."""
    found = [*_tables(profile), *_rows(profile)]
    return found or [*_place(profile), *_modules(profile), *_categories(profile)]


def _tables(profile: dict[str, Any]) -> Iterator[str]:
    for name in sorted(profile.keys() - TABLES.keys() - FREE - LISTS.keys()):
        yield f"[{name}] is not a part of a profile"
    for name in sorted(TABLES.keys() | FREE):
        table = profile.get(name, {})
        if not isinstance(table, dict):
            yield f"[{name}] must be a table"
            continue
        for key in TABLES.get(name, ()):
            if not isinstance(table.get(key), str) or not table[key].strip():
                yield f"[{name}] needs {key}"


def _rows(profile: dict[str, Any]) -> Iterator[str]:
    for name, needed in LISTS.items():
        rows = profile.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield f"[[{name}]] must be a list of tables"
            continue
        seen: set[str] = set()
        for number, row in enumerate(rows, start=1):
            for key in needed:
                if not row.get(key):
                    yield f"[[{name}]] number {number} needs {key}"
            key = str(row.get(needed[0], ""))
            if key in seen:
                yield f"[[{name}]] number {number}: {needed[0]} {key!r} stands there twice"
            if not re.fullmatch(r"[a-z][a-z0-9_.-]*", key):
                yield f"[[{name}]] number {number}: {needed[0]} {key!r} must be small letters"
            seen.add(key)


def _place(profile: dict[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"[0-9]{9}", profile["place"]["code"]):
        yield "[place] code must be the 9 digits of a town"
    for table in ("help", "government"):
        telephone = profile[table].get("telephone", "")
        if telephone and not is_phone(telephone):
            yield f"[{table}] telephone must be a mobile number, or a fixed line with area code"
    if profile.get("rules", {}).get("province", PROVINCES[0]) not in PROVINCES:
        yield f"[rules] province must be one of: {', '.join(PROVINCES)}"
    for key in ("village_clerk", "village_clerk_en"):
        if "{place}" not in profile["posts"].get(key, "{place}"):
            yield f"[posts] {key} must hold {{place}}"
    contact = profile.get("site", {}).get("security_contact", "")
    if contact and not contact.startswith(("mailto:", "https://")):
        yield "[site] security_contact must begin with mailto: or https://"
    for cluster in profile.get("clusters", []):
        if not isinstance(cluster["places"], list):
            yield f"[[clusters]] {cluster['slug']}: places must be a list of codes"


def _modules(profile: dict[str, Any]) -> Iterator[str]:
    modules = profile.get("modules", {})
    for name, value in modules.items():
        if name not in MODULES:
            yield f"[modules] {name} is not a module: {', '.join(MODULES)}"
        elif not isinstance(value, bool):
            yield f"[modules] {name} must be true or false"
    if modules.get("workshops") is True and not modules.get("services"):
        yield "[modules] workshops cannot be on while services are off"


def _categories(profile: dict[str, Any]) -> Iterator[str]:
    offices = {WINDOW, *(office["key"] for office in profile.get("offices", []))}
    for category in profile.get("categories", []):
        where = f"[[categories]] {category['key']}"
        days, hand_off = category.get("workdays"), category.get("hand_off", "")
        if not hand_off and not (type(days) is int and 1 <= days <= LONGEST_DEADLINE):
            yield f"{where}: workdays must be a number from 1 to {LONGEST_DEADLINE}"
        if hand_off and hand_off not in HAND_OFFS:
            yield f"{where}: hand_off must be one of: {', '.join(HAND_OFFS)}"
        if hand_off and hand_off != "classified" and not category.get("telephone"):
            yield f"{where}: a hand-off needs a telephone"
        if category.get("office", WINDOW) not in offices:
            yield f"{where}: there is no office {category['office']!r}"
