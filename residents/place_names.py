"""What an official place name is on pages: the short name, the English one, the kind of place."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.pinyin import FULL_LENGTH, INITIALS_LENGTH, syllables

# Endings of villages and communities: the kind, the ending on pages (None: the name stays whole),
# the English word. The longest ending that fits counts; the digits of a code are never asked.
SMALL: dict[str, tuple[str, str | None, str]] = {
    "村民委员会": ("village", "村", "Village"),
    "村委会": ("village", "村", "Village"),
    "村": ("village", "村", "Village"),
    "社区居民委员会": ("community", "社区", "Community"),
    "社区居委会": ("community", "社区", "Community"),
    "社区": ("community", "社区", "Community"),
    "居民委员会": ("community", None, "Community"),
    "居委会": ("community", None, "Community"),
}
LARGE: dict[str, tuple[str, str | None, str]] = {
    "街道": ("other", None, "Subdistrict"),
    "镇": ("other", None, "Town"),
    "乡": ("other", None, "Township"),
    "区": ("other", None, "District"),
    "县": ("other", None, "County"),
    "市": ("other", None, "City"),
}
# Characters that sound otherwise in the names of places than in common words (民乐, folk music).
SOUNDS = {"乐": "le"}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a place is called on pages, in both languages, and what kind of place it is."""

    name: str
    name_en: str
    kind: str


def naming(official_name: str, level: str) -> Naming:
    """The names and the kind of a place: 藕缆桥村村委会 is 藕缆桥村, Oulanqiao Village."""
    endings = SMALL if level == "village" else LARGE
    fitting = [ending for ending in endings if official_name.endswith(ending)]
    if not fitting:
        return Naming(official_name, "", "other")
    ending = max(fitting, key=len)
    kind, short, word = endings[ending]
    stem = official_name.removesuffix(ending)
    if not short:
        return Naming(official_name, f"{romanised(stem)} {word}", kind)
    stem = stem.removesuffix(short)
    return Naming(stem + short, f"{romanised(stem)} {word}", kind)


def romanised(name: str) -> str:
    """A place name in pinyin as one word with a capital: 西安 is Xi'an."""
    first, *rest = place_syllables(name) or [""]
    return first.capitalize() + "".join(f"'{s}" if s[:1] in "aeo" else s for s in rest)


def place_keys(name: str) -> tuple[str, str]:
    """`("minlecun", "mlc")`: the full pinyin and the initials of a place, for finding it."""
    sounds = ["".join(c for c in s.casefold() if c.isalnum()) for s in place_syllables(name)]
    initials = "".join(sound[0] for sound in sounds if sound and sound[0].isascii())
    return "".join(sounds)[:FULL_LENGTH], initials[:INITIALS_LENGTH]


def place_syllables(name: str) -> list[str]:
    """The sound of each character of a place name, in order, without tones."""
    heard = syllables(name)
    if len(heard) != len(name):  # letters and digits come as one
        return heard
    return [SOUNDS.get(character, sound) for character, sound in zip(name, heard, strict=True)]
