"""A need's thread as pages show it: stages, steps, promise. One shape for residents and staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from foundation.calendar.queries import day_table
from foundation.calendar.workdays import workdays_between
from residents.models import Need, NeedStep
from residents.stages import OPEN_STATES, STAGE_OF, Stage, StepKind

# Which steps show that a stage was gone through in a round.
STAGE_SEEN = {
    Stage.RECEIVED: {StepKind.RAISED, StepKind.ACCEPTED, StepKind.REOPENED},
    Stage.ASSIGNED: {StepKind.ASSIGNED},
    Stage.DISCUSSED: {
        StepKind.TABLED,
        StepKind.ON_AGENDA,
        StepKind.DECIDED,
        StepKind.NOT_DECIDED,
    },
    Stage.UNDER_WAY: {
        StepKind.STARTED,
        StepKind.PROGRESS,
        StepKind.AGREED,
        StepKind.DELIVERED,
        StepKind.REFERRAL_TAKEN,
        StepKind.REFERRAL_BACK,
        StepKind.CARRIED_OUT,
        StepKind.NOT_CARRIED_OUT,
    },
    Stage.FOLLOWED_UP: {StepKind.ANSWERED, StepKind.REFUSED, StepKind.RATED, StepKind.MERGED},
}


@dataclass(frozen=True)
class StageMark:
    """One stage of the stepper: done, now, to come, or not needed."""

    stage: str
    label: Any
    mark: str


@dataclass(frozen=True)
class Thread:
    """A need with everything its page tells about its way."""

    need: Need
    stages: list[StageMark]
    steps: list[NeedStep]
    promised_on: date | None
    late_workdays: int


def thread_of(need: Need, today: date | None = None) -> Thread:
    """The thread of a need read `with_late`: two queries (its steps with their posts; the calendar
    when late)."""
    steps = list(need.steps.select_related("post__organization").order_by("at", "pk"))
    kinds = {step.kind for step in steps if step.round == need.round}
    late = 0
    if need.late:  # type: ignore[attr-defined]  # annotated by `with_late`
        late = late_workdays(need.promised_on, today or timezone.localdate())  # type: ignore[arg-type]
    return Thread(need, marks(need.state, kinds), steps, need.promised_on, late)


def late_workdays(due: date, today: date) -> int:
    """By how many working days a due day is past. One query when it is, else none."""
    if due >= today:
        return 0
    return workdays_between(due, today, day_table(range(due.year, today.year + 1)))


def marks(state: str, kinds: set[str]) -> list[StageMark]:
    """What each of the five stages shows, from the state and the kinds of step of this round."""
    current = STAGE_OF[state]  # type: ignore[index]
    order = list(Stage)
    found = []
    for stage in order:
        gone_through = bool(STAGE_SEEN[stage] & kinds)
        if stage == current:
            mark = "now" if state in OPEN_STATES else "done"
        elif order.index(stage) < order.index(current):
            mark = "done" if gone_through or stage == Stage.RECEIVED else "not_needed"
        else:
            mark = "to_come"
        found.append(StageMark(stage.value, stage.label, mark))
    return found
