"""What rules and exceptions say of the coming days, written down so that pages can ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.calendar.queries import day_table
from foundation.record.actions import action
from foundation.refusals import require
from services.access.listings import may_renew
from services.actions.counting import check_counts, close_counts, recount
from services.hours import spans_of
from services.kinds import State
from services.models import Listing, OpenSpan
from services.queries.week import weeks_of

AHEAD = 60  # days, today included
AT_ONCE = 200


def days_of(today: date) -> dict[date, bool]:
    """The special days that the coming days can touch. One query."""
    return day_table({today.year, (today + timedelta(days=AHEAD)).year})


@action("hours.renew")
def renew_spans(*, by: Actor, after: int = 0, now: datetime | None = None) -> int:
    """Write the coming days of a batch of listings after the key `after`, and forget past ones.
    The batch is counted, too: before the first one the kept counts are looked at, and after the
    last one they are whole.

    Returns the key of the last listing of the batch, 0 when there is none left. A listing whose
    days are as they should be is not written.
    """
    require(may_renew(by), _("Only the clock renews opening hours."))
    today = timezone.localdate(now)
    rows = Listing.objects.filter(pk__gt=after).exclude(state=State.ENDED).order_by("pk")
    batch = list(rows.select_for_update()[:AT_ONCE])
    if not after:
        check_counts(today)
    OpenSpan.objects.filter(listing__in=batch, day__lt=today).delete()
    write_spans(batch, today, days_of(today))
    recount([listing.pk for listing in batch], today)
    if not batch:
        close_counts(today)
    return batch[-1].pk if batch else 0


def write_spans(listings: list[Listing], today: date, days: Mapping[date, bool]) -> None:
    """Make the rows from today on what the hours say. The listings are locked by the caller."""
    weeks = weeks_of(listings)
    written: dict[int, set[tuple[date, int, int]]] = {listing.pk: set() for listing in listings}
    rows = OpenSpan.objects.filter(listing__in=listings, day__gte=today).order_by()
    for key, day, start, end in rows.values_list("listing", "day", "start", "end"):
        written[key].add((day, start, end))
    coming = [today + timedelta(days=ahead) for ahead in range(AHEAD)]
    fresh: list[OpenSpan] = []
    changed: list[int] = []
    for listing in listings:
        week = weeks[listing.pk]
        wanted = {(d, span.start, span.end) for d in coming for span in spans_of(d, week, days)}
        if wanted != written[listing.pk]:
            changed.append(listing.pk)
            fresh += [
                OpenSpan(listing=listing, day=day, start=start, end=end)
                for day, start, end in sorted(wanted)
            ]
    OpenSpan.objects.filter(listing__in=changed, day__gte=today).delete()
    OpenSpan.objects.bulk_create(fresh, batch_size=500)
