"""What no page of a town says: the names and the codes of the other towns that have a profile."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

PROFILES = sorted((Path(__file__).parent.parent / "profiles").glob("*/profile.toml"))


@cache
def others(code: str) -> frozenset[str]:
    """The names of every town but the one of this code: in full, in short, in Pinyin."""
    read = ((path, tomllib.loads(path.read_text(encoding="utf-8"))) for path in PROFILES)
    return frozenset().union(*(names(*one) for one in read if one[1]["place"]["code"] != code))


def names(path: Path, profile: dict[str, Any]) -> set[str]:
    """The words by which one town would be known on a page."""
    place, brand = profile["place"], profile["brand"]
    with (path.parent / place["list"]).open(encoding="utf-8") as file:
        official = next(row["name"] for row in csv.DictReader(file) if row["code"] == place["code"])
    return {place["code"], official[:-1], path.parent.name.title(), brand["name"]}


def named_in(text: str) -> set[str]:
    """The names of other towns that stand in a text."""
    return {name for name in others(settings.TOWN["place"]["code"]) if name in text}
