"""Opening hours: the week, days of their own, and closing today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from services.access.listings import may_keep_hours
from services.actions.counting import recount
from services.actions.listings import not_yours, open_one
from services.actions.spans import days_of, write_spans
from services.actions.telling import tell_keepers
from services.hours import DAY_MINUTES, SORTS, Rule, Span, apart, mask_of, merged, minute_of
from services.models import HoursException, HoursRule, Listing, OpenSpan

FURTHEST = timedelta(days=366)


@action("hours.set")
def set_hours(
    *,
    by: Actor,
    listing: Listing,
    revision: int,
    rules: Iterable[Rule],
    since: date | None = None,
    now: datetime | None = None,
) -> Listing:
    """Replace the weekly hours: all of them, or from the day `since` on.

    Raises `Stale` when somebody has changed the listing since `revision`, and `Refused` for a rule
    that runs backwards or names no days.
    """
    require(may_keep_hours(by, listing), not_yours())
    open_one(listing)
    fresh = [checked(rule, since) for rule in rules]
    changed(listing, revision, now)
    if since is None:
        listing.rules.all().delete()
    else:
        listing.rules.filter(since__gte=since).delete()
        later = Q(until__isnull=True) | Q(until__gt=since)
        listing.rules.filter(later).update(until=since)
    HoursRule.objects.bulk_create(
        HoursRule(
            listing=listing,
            sorts=mask_of(rule.sorts),
            start=rule.start,
            end=rule.end,
            since=rule.since,
            until=rule.until,
        )
        for rule in fresh
    )
    record.note(by, "listing.hours_set", listing, fields=["rules"], values={"since": since})
    tell_keepers(listing, "hours", by=by, now=now)
    renew(listing, now)
    return listing


@action("hours.except")
def set_exception(
    *,
    by: Actor,
    listing: Listing,
    day: date,
    spans: Sequence[Span] = (),
    reason: str = "",
    now: datetime | None = None,
) -> HoursException:
    """Give a date hours of its own (none: closed), instead of those it had. Says why to everybody.

    Raises `Refused` for a day that is over or more than a year ahead, and for times that overlap.
    """
    require(may_keep_hours(by, listing), not_yours())
    open_one(listing)
    today = timezone.localdate(now)
    if not today <= day <= today + FURTHEST:
        raise Refused(_("Choose a day from today on, at most a year ahead."), "day")
    if not apart(spans):
        raise Refused(_("These times overlap or run backwards."), "spans")
    changed(listing, listing.revision, now)
    pairs = [[span.start, span.end] for span in merged(spans)]
    row, _made = HoursException.objects.update_or_create(
        listing=listing, day=day, defaults={"spans": pairs, "reason": one_line(reason)}
    )
    record.note(by, "listing.day_set", listing, values={"day": day, "closed": not pairs})
    tell_keepers(listing, "day", by=by, now=now, day=day)
    renew(listing, now)
    return row


@action("hours.drop_exception")
def drop_exception(*, by: Actor, listing: Listing, day: date, now: datetime | None = None) -> None:
    """Give a date the hours of the week back; harmless where it has them."""
    require(may_keep_hours(by, listing), not_yours())
    open_one(listing)
    changed(listing, listing.revision, now)
    listing.exceptions.filter(day=day).delete()
    record.note(by, "listing.day_dropped", listing, values={"day": day})
    tell_keepers(listing, "day", by=by, now=now, day=day)
    renew(listing, now)


@action("hours.close_today")
def close_today(
    *, by: Actor, listing: Listing, reason: str = "", now: datetime | None = None
) -> HoursException:
    """Closed for the rest of today; what was open until now stays as it was."""
    require(may_keep_hours(by, listing), not_yours())
    moment = timezone.localtime(now)
    minute = minute_of(moment)
    rows = OpenSpan.objects.filter(listing=listing, day=moment.date(), start__lt=minute)
    gone = [Span(row.start, min(row.end, minute)) for row in rows]
    return set_exception(
        by=by, listing=listing, day=moment.date(), spans=gone, reason=reason, now=now
    )


# Steps


def checked(rule: Rule, since: date | None) -> Rule:
    """The rule as it is stored, from `since` on; raises `Refused` for one that cannot be."""
    known = bool(rule.sorts) and rule.sorts <= set(SORTS)
    if not known or not 0 <= rule.start < rule.end <= DAY_MINUTES:
        raise Refused(_("A line of the hours runs backwards or names no day."), "rules")
    begin = max(filter(None, (rule.since, since)), default=None)
    if rule.until is not None and begin is not None and rule.until <= begin:
        raise Refused(_("A line of the hours ends before it begins."), "rules")
    return Rule(rule.sorts, rule.start, rule.end, begin, rule.until)


def changed(listing: Listing, revision: int, now: datetime | None) -> None:
    """Lock the listing by counting a change of it: hours are confirmed by whoever sets them."""
    update_revised(listing, expected=revision, last_confirmed_on=timezone.localdate(now))


def renew(listing: Listing, now: datetime | None) -> None:
    """Write what the hours now say of the coming days, and count it: the last of an act."""
    today = timezone.localdate(now)
    write_spans([listing], today, days_of(today))
    recount([listing.pk], today)
