"""Rules applied to a meeting: what was entitled, present and voted, judged and kept whole."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.kinds import CONSULTATIVE_KINDS
from committees.law import Judgement, NotInForce, Numbers, Passed, Rule, judge, stored
from committees.models import AgendaItem, Body, Meeting, Resolution
from committees.rules import rule_in_force
from foundation.refusals import Refused


def binding(body: Body) -> bool:
    """Whether the body makes resolutions: it has a rule of law, and does not merely consult.

    What any other body agrees is an outcome, which the competent body has yet to decide.
    """
    return bool(body.preset) and body.kind not in CONSULTATIVE_KINDS


def rule_of_meeting(meeting: Meeting) -> Rule | None:
    """The rule in force on the meeting's day; None where its body has none that day."""
    try:
        return rule_in_force(meeting.lead.preset, timezone.localdate(meeting.starts_at))
    except NotInForce:
        return None


def numbers_of(meeting: Meeting, item: AgendaItem | None = None) -> Numbers:
    """The numbers of a meeting, with the votes on an item."""
    notice = None
    if meeting.notice_at:
        called = timezone.localdate(meeting.notice_at)
        notice = (timezone.localdate(meeting.starts_at) - called).days
    return Numbers(
        entitled=meeting.entitled,
        present=meeting.present,
        entitled_households=meeting.entitled_households,
        present_households=meeting.present_households,
        votes_for=item.votes_for if item else None,
        votes_against=item.votes_against if item else None,
        abstained=item.abstained if item else None,
        withdrew=item.withdrew if item else 0,
        notice_days=notice,
        notice_excused=bool(meeting.short_notice_because),
    )


def judge_meeting(meeting: Meeting) -> None:
    """Judge the meeting and every outcome of it by the rule of its day, and keep rule, numbers
    and judgement with them. Raises `Refused` for a resolution that was not, or not provably,
    carried: what is missing is never taken as passed."""
    rule = rule_of_meeting(meeting)
    if rule is None and binding(meeting.lead):
        raise Refused(_("No rule of law for this body is in force on the day of the meeting."))
    if rule is None:
        return
    day, numbers = timezone.localdate(meeting.starts_at), numbers_of(meeting)
    found = judge(rule, numbers, day)
    meeting.judgement = {
        "rule": stored(rule),
        "numbers": stored(numbers),
        "quorum": found.quorum.value,
        "notice": found.notice.value,
        "reasons": [reason for reason in found.reasons if not reason.startswith("votes")],
    }
    meeting.save(update_fields=["judgement"])
    for resolution in Resolution.objects.filter(item__meeting=meeting).select_related("item"):
        judge_resolution(resolution, rule, numbers_of(meeting, resolution.item), meeting)


def judge_resolution(
    resolution: Resolution, rule: Rule, numbers: Numbers, meeting: Meeting
) -> None:
    """Keep with an outcome the whole rule and the numbers; a resolution must have been carried."""
    found = judge(rule, numbers, timezone.localdate(meeting.starts_at))
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
