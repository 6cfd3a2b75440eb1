"""What the tests of a run handed over (`tests.fixtures.told`), as `tests/prove.py` reads it."""

from __future__ import annotations

from typing import Any

FIGURE, CONTROL = "figure", "control"
OUTCOMES = ("passed", "skipped", "failed", "error")  # the worst last


def by_test(stats: dict[str, list[Any]]) -> dict[str, dict[str, Any]]:
    """Of each test that ran or was skipped: how it ended, what it handed over. Names as given to
    pytest."""
    found: dict[str, dict[str, Any]] = {}
    for outcome in OUTCOMES:
        for report in stats.get(outcome, []):
            name = getattr(report, "nodeid", "")
            told = found.setdefault(name, {FIGURE: [], CONTROL: []})
            told["outcome"] = outcome
            if outcome == "passed":
                for what, value in report.user_properties:
                    told[what].append(value)
    return found
