"""Rules applied to a meeting: what was entitled, present and voted, judged and kept whole."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from committees.counting import cast_on
from committees.law import Judgement, Passed, Rule, judge, stored
from committees.models import Meeting, Resolution
from committees.queries.numbers import (
    Facts,
    Gathering,
    count_of,
    day_of,
    decides,
    facts_of,
    gatherings,
    numbers_of,
    rule_of,
)
from foundation.refusals import Refused


def judge_meeting(meeting: Meeting) -> None:
    """Judge the meeting and every outcome of it by the rule of its day, and keep rule, numbers
    and judgement with them. Raises `Refused` for a resolution that was not, or not provably,
    carried: what is missing is never taken as passed."""
    rule = rule_of(meeting.lead, day_of(meeting))
    if rule is None and decides(meeting.lead):
        raise Refused(_("No rule of law for this body is in force on the day of the meeting."))
    if rule is None:
        return
    numbers = numbers_of(meeting, count_of(meeting))
    bodies = gatherings(meeting, count_of(meeting))
    facts = facts_of(bodies)
    found = judge(rule, numbers, day_of(meeting), *facts)
    meeting.judgement = {
        "rule": stored(rule),
        "numbers": stored(numbers),
        "quorum": found.quorum.value,
        "notice": found.notice.value,
        "reasons": [reason for reason in found.reasons if not reason.startswith("votes")],
    }
    if len(bodies) > 1:
        meeting.judgement["bodies"] = [kept_of(one) for one in bodies]
    meeting.save(update_fields=["judgement"])
    for resolution in Resolution.objects.filter(item__meeting=meeting).select_related("item"):
        judge_resolution(resolution, rule, meeting, facts)


def kept_of(one: Gathering) -> dict[str, Any]:
    """One body of a joint meeting as the judgement keeps it."""
    return {
        "body": one.body.pk,
        "name": str(one.body),
        "rule": stored(one.rule) if one.rule else None,
        "numbers": stored(one.numbers),
        "quorum": one.quorum.value,
        "notice": one.notice.value,
    }


def judge_resolution(
    resolution: Resolution, rule: Rule, meeting: Meeting, facts: tuple[Facts, Facts]
) -> None:
    """Keep with an outcome the whole rule and the numbers; a resolution must have been carried."""
    numbers = numbers_of(meeting, count_of(meeting), cast_on(resolution.item))
    found = judge(rule, numbers, day_of(meeting), *facts)
    if resolution.kind == Resolution.Kind.RESOLUTION and found.passed is not Passed.YES:
        field = f"item-{resolution.item_id}-votes_for"
        raise Refused(refusal_of(found), field)
    resolution.rule = stored(rule)
    resolution.numbers = {**stored(numbers), **judged(found)}
    resolution.save(update_fields=["rule", "numbers"])


def judged(found: Judgement) -> dict[str, Any]:
    """A judgement as it is kept beside its numbers."""
    return {
        "quorum": found.quorum.value,
        "notice": found.notice.value,
        "passed": found.passed.value,
        "reasons": list(found.reasons),
    }


def refusal_of(found: Judgement) -> str:
    """Why a resolution cannot stand."""
    if found.passed is Passed.NO:
        return _("By the rule and the numbers this was not passed: it cannot be a resolution.")
    return _("That this was passed cannot be established: a number is missing or cannot be.")
