"""Minutes and outcomes for feed readers, meetings for calendars: what the public pages show."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from committees.addresses import meeting_address, minutes_address, outcome_address
from committees.kinds import MeetingState
from committees.models import Meeting, Minutes, Resolution
from committees.queries.open_data import (
    fed_outcomes,
    fed_papers,
    meetings_for_calendars,
    meetings_in_the_open,
)
from foundation.api.copies import open_to_all
from foundation.api.views import VISITOR
from foundation.one_line import printable
from foundation.site import queries as site
from residents.bilingual import local_address

DAYS_FIRST, DAYS_LAST = date(2000, 1, 1), date(2050, 1, 1)  # that a time zone is told for


def host() -> str:
    """The name of the site in what must never change."""
    return urlsplit(settings.SITE_URL).hostname or ""


def notice() -> str:
    """What everything says while the demo is loaded."""
    return _("Demonstration data: do not quote.") if site.is_demo() else ""


class OpenFeed(Feed):
    """An Atom feed in the language of its address."""

    feed_type = Atom1Feed

    def subtitle(self) -> str:
        """What must be known before reading."""
        return notice()


class MinutesFeed(OpenFeed):
    """Published minutes, the newest first."""

    title = gettext_lazy("Minutes")
    link = reverse_lazy("committees:minutes_list")

    def items(self) -> list[Minutes]:
        """Those that hold."""
        return fed_papers()

    def item_title(self, item: Minutes) -> str:
        """The meeting's."""
        return printable(item.meeting.title)

    def item_description(self, item: Minutes) -> str:
        """The paper in a sentence; readers take it for HTML."""
        return escape(printable(item.sentence))

    def item_link(self, item: Minutes) -> str:
        """Its page."""
        return local_address(minutes_address(item))

    def item_guid(self, item: Minutes) -> str:
        """What it stays known by."""
        return item.uuid.urn

    def item_author_name(self, item: Minutes) -> str:
        """The body that met."""
        return printable(str(item.meeting.lead))

    def item_pubdate(self, item: Minutes) -> datetime | None:
        """When it was published."""
        return item.published_at

    item_updateddate = item_pubdate


class OutcomeFeed(OpenFeed):
    """What was agreed, the newest first; one that moves on comes up again."""

    title = gettext_lazy("Agreed matters")
    link = reverse_lazy("committees:outcome_list")

    def items(self) -> list[Resolution]:
        """What is public of it."""
        return fed_outcomes(timezone.localdate())

    def item_title(self, item: Resolution) -> str:
        """What was agreed."""
        return printable(item.text)

    def item_description(self, item: Resolution) -> str:
        """How it goes, and who carries it out by when."""
        news = [progress.sentence for progress in item.progress.all()][-1:]
        parts = [item.get_state_display(), str(item.carrier), item.due_on.isoformat()]
        return escape(printable(" · ".join([*parts, *news, *filter(None, [item.how_ended])])))

    def item_link(self, item: Resolution) -> str:
        """Where the list shows it."""
        return local_address(outcome_address(item))

    def item_guid(self, item: Resolution) -> str:
        """What it stays known by, in both languages."""
        return f"tag:{host()},2026:outcome-{item.pk}"

    def item_author_name(self, item: Resolution) -> str:
        """The body that agreed it."""
        return printable(str(item.item.meeting.lead))

    def item_pubdate(self, item: Resolution) -> datetime | None:
        """When it became public."""
        return item.public_at

    def item_updateddate(self, item: Resolution) -> datetime | None:
        """When something was last said of it."""
        told = [item.public_at, item.ended_at, *(news.at for news in item.progress.all())]
        return max((moment for moment in told if moment), default=None)


minutes = require_safe(open_to_all(MinutesFeed()))
outcomes = require_safe(open_to_all(OutcomeFeed()))


@require_safe
@open_to_all
def meetings(request: HttpRequest) -> HttpResponse:
    """The calendar of public meetings, to be subscribed to."""
    return calendar(request, meetings_for_calendars(timezone.now()), "meetings")


@require_safe
@open_to_all
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, for one's own calendar."""
    row = get_object_or_404(meetings_in_the_open(VISITOR), pk=pk)
    return calendar(request, [row], f"meeting-{pk}")


def calendar(request: HttpRequest, rows: list[Meeting], name: str) -> HttpResponse:
    """Meetings as an iCalendar file."""
    found, said = Calendar(), notice()
    found.add("prodid", "-//gongchuang//portal//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", " · ".join(filter(None, [_("Meetings"), said])))
    for row in rows:
        found.add_component(event(request, row, said))
    found.add_missing_timezones(DAYS_FIRST, DAYS_LAST)
    response = HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def event(request: HttpRequest, row: Meeting, said: str) -> Event:
    """One meeting; known by the same UID for ever, and newer when it was changed."""
    found = Event()
    changed = row.changed_at or row.notice_at or row.starts_at
    off = row.state == MeetingState.CANCELLED
    address = request.build_absolute_uri(local_address(meeting_address(row)))
    came = (
        _("Anybody may come and listen.") if row.open_to_all else _("For the members of the body.")
    )
    words: list[Any] = [printable(str(row.lead)), came, said]
    found.add("uid", f"meeting-{row.pk}@{host()}")
    found.add("dtstamp", changed.astimezone(UTC))
    found.add("sequence", row.revision)
    found.add("dtstart", timezone.localtime(row.starts_at))
    found.add("summary", printable(row.title))
    found.add("location", printable(row.where))
    found.add("description", "\n".join(filter(None, words)))
    found.add("status", "CANCELLED" if off else "CONFIRMED")
    found.add("url", address)
    return found
