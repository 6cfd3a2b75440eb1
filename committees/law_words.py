"""The words for what a judgement found; `未能认定` wherever a number is missing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

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
    (4, 5, False): pgettext_lazy("share of a rule", "four fifths or more"),
    (1, 3, False): pgettext_lazy("share of a rule", "one third or more"),
}
# Who a rule wants a body to be made of.
MADE_OF = {
    "representatives": _("representatives"),
    "women_representatives": _("women representatives"),
    "members": _("members"),
}
# How often a rule wants a body to meet, by months.
EVERY = {
    3: _("at least one meeting a quarter"),
    6: _("at least one meeting a half-year"),
    12: _("at least one meeting a year"),
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


def fault_words(fault: Any) -> str:
    """What a body lacks of who it must be made of, in a sentence."""
    words = {
        "who": MADE_OF[fault.counted],
        "has": fault.has,
        "least": fault.least,
        "share": share_words(fault.share) if fault.share else "",
    }
    if fault.fact == "unknown" and fault.share:
        return gettext("%(who)s: the number is not stated (%(share)s needed)") % words
    if fault.fact == "unknown":
        return gettext("%(who)s: the number is not stated (at least %(least)s needed)") % words
    if fault.share:
        return gettext("%(who)s: %(has)s, at least %(least)s needed (%(share)s)") % words
    return gettext("%(who)s: %(has)s, at least %(least)s needed") % words


def every_words(months: int) -> Any:
    """How often a body is to meet."""
    return EVERY.get(months) or gettext("at least one meeting in %(n)s months") % {"n": months}
