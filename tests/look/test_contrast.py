"""The colours of tokens.css, light and dark: every pair that a page uses is legible."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "static", "css", "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
TEXT, SHAPE = 4.5, 3.0

WORDS = [  # (what is written, on what)
    *((word, ground) for word in ("ink", "quiet") for ground in ("wall", "ground", "sunk")),
    *((word, ground) for word in ("water", "water-deep") for ground in ("wall", "ground")),
    ("water-deep", "water-tint"),
    ("ink", "water-tint"),
    ("zhu", "wall"),
    ("zhu", "ground"),
    ("leaf", "wall"),
    ("leaf", "leaf-tint"),
    ("ink", "leaf-tint"),
    ("amber", "amber-tint"),
    ("ink", "amber-tint"),
    ("zhu", "zhu-tint"),
    ("ink", "zhu-tint"),
    ("on-tile", "tile"),
    ("on-tile-quiet", "tile"),
    ("on-solid", "solid"),
    ("on-solid", "solid-deep"),
    ("on-solid-quiet", "solid"),
    ("wall", "ink"),
]
SHAPES = [  # (a line, dot or bar that carries meaning, on what)
    ("edge", "wall"),
    ("edge", "ground"),
    ("zhu-mark", "wall"),
    ("water", "sunk"),
    ("leaf", "sunk"),
    ("amber", "wall"),
    ("focus", "focus-edge"),
]


def themes() -> dict[str, dict[str, str]]:
    """Token names to colours; the dark block changes some of the light ones."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    bright = dict(COLOUR.findall(light))
    return {"light": bright, "dark": bright | dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_is_legible(theme):
    colours = themes()[theme]
    weak = [
        f"{mark} on {ground}: {contrast(colours[mark], colours[ground]):.2f}"
        for pairs, least in ((WORDS, TEXT), (SHAPES, SHAPE))
        for mark, ground in pairs
        if contrast(colours[mark], colours[ground]) < least
    ]
    assert weak == []


def test_the_measure_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_changes_words_and_grounds():
    light, dark = themes().values()
    assert light.keys() == dark.keys()
    assert all(light[name] != dark[name] for name in ("wall", "ground", "ink", "water", "line"))


def test_colours_are_named_once():
    """Other sheets take colours from the tokens; the exceptions are fixed in both themes."""
    fixed = {"#a8201a", "#fff", "#000", "#58707b", "#1b262d", "#5b6870"}
    for sheet in sorted(Path(settings.BASE_DIR, "static", "css").glob("*.css")):
        if sheet.name in ("tokens.css", "print.css", "admin.css"):
            continue
        found = set(re.findall(r"#[0-9a-f]{3,6}\b", sheet.read_text(encoding="utf-8")))
        assert found <= fixed, f"{sheet.name}: {found - fixed}"
