"""The words for what a judgement found; `未能认定` wherever a number is missing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FACTS = {
    "met": pgettext_lazy("condition of a rule", "met"),
    "not_met": pgettext_lazy("condition of a rule", "not met"),
    "unknown": pgettext_lazy("condition of a rule", "cannot be established"),
}
PASSED = {
    "yes": pgettext_lazy("a motion", "passed"),
    "no": pgettext_lazy("a motion", "not passed"),
    "unknown": pgettext_lazy("a motion", "cannot be established"),
}
# A share of a threshold: above, below, strict.
SHARES = {
    (1, 2, True): pgettext_lazy("share of a rule", "more than half"),
    (1, 2, False): pgettext_lazy("share of a rule", "half or more"),
    (2, 3, True): pgettext_lazy("share of a rule", "more than two thirds"),
    (2, 3, False): pgettext_lazy("share of a rule", "two thirds or more"),
}
REASONS = {
    "quorum_not_met": _("Too few took part for the meeting to open."),
    "quorum_unknown": _("It is not stated how many were entitled, or how many took part."),
    "notice_not_met": _("It was called later than the rule allows, and no reason is stated."),
    "notice_unknown": _("It is not stated when it was called."),
    "votes_short": _("The votes in favour do not reach the majority."),
    "votes_missing": _("It is not stated how many voted in favour."),
    "more_present_than_entitled": _("More took part than were entitled to."),
    "more_votes_than_present": _("More votes were cast than people took part."),
    "negative": _("A number is below nought."),
}


def reason_words(reasons: list[str]) -> list[Any]:
    """A sentence for each reason of a judgement; one that is no longer known is left out."""
    return [REASONS[reason] for reason in reasons if reason in REASONS]


def share_words(share: Any) -> Any:
    """A threshold's share in words; one that no rule on file uses, as a fraction."""
    return SHARES.get((share.above, share.below, share.strict), f"{share.above}/{share.below}")
