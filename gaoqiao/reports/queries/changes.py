"""What changed in a form since the period before."""

from __future__ import annotations

from typing import Any

from gaoqiao.reports.models import FormFill, FormTemplate, RunState
from gaoqiao.reports.periods import Period

LIST = "list"  # the target of a list that ships
SAME = ("measure", "place", "which", "column")  # what a number must share to be compared
Frozen = dict[str, Any]


def last_fill(form: FormTemplate, period: Period) -> FormFill | None:
    """The newest finished filling of the form for a period."""
    done = form.fills.filter(since=period.since, state=RunState.DONE)
    return done.order_by("-version").first()


def changes_of(form: FormTemplate, period: Period, values: Frozen, rows: Frozen) -> Frozen:
    """By cell the number of the period before and this one, where they differ and mean the same; of
    a list also how many of its rows are new and how many gone, though their number be the same."""
    last = last_fill(form, period.before)
    if last is None:
        return {}
    changes = {}
    for at, now in values.items():
        before = last.values.get(at)
        if not before or any(before.get(key) != now.get(key) for key in SAME):
            continue
        moved = {}
        if at == LIST or now.get("column"):
            moved = moved_rows(last.rows.get(at, {}), rows.get(at, {}))
        if moved or before["number"] != now["number"]:
            changes[at] = {"before": before["number"], "now": now["number"], **moved}
    return changes


def moved_rows(before: Frozen, now: Frozen) -> Frozen:
    """How many rows of a list were not there in the period before, and how many are there no more;
    nothing where it has the very same ones."""
    old, new = set(before.get("now", [])), set(now.get("now", []))
    return {"new": len(new - old), "gone": len(old - new)} if old != new else {}


def was_compared(fill: FormFill) -> bool:
    """Whether the form had been filled for the period before when this one was finished."""
    earlier = fill.form.fills.filter(since=fill.period.before.since, state=RunState.DONE)
    return earlier.filter(finished_at__lt=fill.finished_at or fill.asked_at).exists()
