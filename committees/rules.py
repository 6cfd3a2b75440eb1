"""The presets of `presets/*.toml`, read once: rules of law, dated, and the default charter.

A file is one rule over one time; a rule that changes gets another file with the same key.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from committees.law import NotInForce, Rule, Threshold

FOLDER = Path(__file__).parent / "presets"
# By kind of body; a kind that is not here has no rule of law for its meetings on file.
PRESET_OF_KIND = {
    "committee": "committee_charter",
    "functional_branch": "committee_charter",
    "party_branch": "party_branch_meeting",
    "village_assembly": "village_assembly",
    "village_representatives": "village_representatives",
    "residents_assembly": "residents_assembly",
    "residents_representatives": "residents_representatives",
    "collective": "collective_assembly",
}


@cache
def presets() -> dict[str, tuple[Rule, ...]]:
    """Every rule by its key, the newest first."""
    found: dict[str, tuple[Rule, ...]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        rule = rule_of(tomllib.loads(path.read_text(encoding="utf-8")))
        found[rule.key] = (*found.get(rule.key, ()), rule)
    return {
        key: tuple(sorted(rules, key=lambda rule: rule.valid_from, reverse=True))
        for key, rules in found.items()
    }


def rule_in_force(key: str, on: date) -> Rule:
    """The rule with the key on a day; raises `NotInForce` where there is none."""
    for rule in presets().get(key, ()):
        if rule.in_force(on):
            return rule
    raise NotInForce(f"no rule {key!r} is in force on {on}")


def rule_of(table: dict[str, Any]) -> Rule:
    """A rule from its TOML table; an unknown or missing key raises TypeError."""
    values = dict(table)
    for name in ("quorum", "composition"):
        values[name] = tuple(threshold(row) for row in values.get(name, ()))
    if "majority" in values:
        values["majority"] = threshold(values["majority"])
    return Rule(**values)


def threshold(row: dict[str, Any]) -> Threshold:
    """`{counted, of, more_than = [1, 2]}` or `{counted, of, at_least = [2, 3]}`."""
    strict = "more_than" in row
    above, below = row["more_than" if strict else "at_least"]
    if not 0 < above <= below:
        raise ValueError("a share is more than nothing and at most all")
    return Threshold(above, below, strict, row["counted"], row["of"])
