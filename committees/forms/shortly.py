"""The full form kept short: an item that is complete as one line, a due date by one button."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from committees.kinds import ItemResult
from committees.models import Meeting

CHOSEN = re.compile(r"due:(item-[0-9]{1,9})=([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True)
class NearDay:
    """A day that outcomes are often due on."""

    label: str
    day: date


def near_days(meeting: Meeting) -> list[NearDay]:
    """Two weeks and a month after the day of the meeting; a short month's last day at most."""
    held = timezone.localdate(meeting.starts_at)
    year, month = held.year + held.month // 12, held.month % 12 + 1
    later = date(year, month, min(held.day, monthrange(year, month)[1]))
    return [
        NearDay(_("in two weeks"), held + timedelta(days=14)),
        NearDay(_("in a month"), later),
    ]


def chosen_day(act: str) -> tuple[str, str]:
    """The item and the day that a button of `near_days` names; two empty texts for another."""
    found = CHOSEN.fullmatch(act)
    return (found[1], found[2]) if found else ("", "")


def line_of(form: Any) -> str:
    """What an item says, on one line, once nothing is left to be said about it; else nothing.

    Passed: what was agreed, by whom, by when, and the votes; not passed: the votes; put off or
    noted: that is all. `form` is an `OutcomeForm`; a draft's texts count as what they mean.
    """
    if form.item is None or form.errors:
        return ""
    result = str(form.value("result") or "")
    if result not in ItemResult.values or result == ItemResult.OPEN:
        return ""
    votes = form.votes_cast
    if result in (ItemResult.PASSED, ItemResult.NOT_PASSED) and votes is None:
        return ""
    words = [str(ItemResult(result).label)]
    if votes is not None:
        cast = form.cast(0)
        tally = {"for": cast.votes_for, "against": cast.votes_against, "not": cast.abstained}
        words.append(_("%(for)s for, %(against)s against, %(not)s abstained") % tally)
    if result == ItemResult.PASSED:
        agreed = agreed_words(form)
        if not agreed:
            return ""
        words += agreed
    return " · ".join(words)


def agreed_words(form: Any) -> list[str]:
    """Who carries it out and by when; nothing while a part of the outcome is missing."""
    posts = {str(key): title for key, title in form.fields["owner_post"].choices}
    owner = form.value("owner_post")
    title = posts.get(str(getattr(owner, "pk", owner) or "")) if owner else None
    try:
        due = forms.DateField().clean(form.value("due_on"))
    except forms.ValidationError:
        due = None
    if not (form.value("text") and title and due):
        return []
    return [str(title), _("by %(day)s") % {"day": date_format(due, "MONTH_DAY_FORMAT")}]
