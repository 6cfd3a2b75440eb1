"""Slugs: what a thing is called in its address, made of the sound of its name."""

from __future__ import annotations

import re
from collections.abc import Container

from foundation.pinyin import syllables

LENGTH = 60


def slug_of(name: str) -> str:
    """The syllables of a name with hyphens, at most 60 characters; "x" where it has no sound."""
    words = re.findall(r"[a-z0-9]+", " ".join(syllables(name)).casefold())
    return "-".join(words)[:LENGTH].strip("-") or "x"


def free_slug(name: str, taken: Container[str]) -> str:
    """The slug of a name, with the lowest number behind it that makes it new."""
    slug, number = slug_of(name), 1
    while slug in taken:
        number += 1
        slug = f"{slug_of(name)}-{number}"
    return slug
