"""What there is for programs, said for people; what search engines and finders of flaws ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from foundation.api.copies import open_to_all
from foundation.site import queries as site
from gaoqiao.rooms import LISTS

FEEDS = (
    ("committees:minutes_feed", _("Minutes, for feed readers (Atom)")),
    ("committees:outcome_feed", _("Agreed matters, for feed readers (Atom)")),
    ("committees:calendar", _("Meetings, for calendars (iCalendar)")),
)
# What a search engine has no business with: one's own things, forms, the staff's pages.
PRIVATE = ("admin", "accounts", "me", "desk", "partner", "search", "needs/new", "needs/track")
VALID = timedelta(days=180)  # RFC 9116 asks for less than a year


@dataclass(frozen=True)
class Offer:
    """Something to be read by programs."""

    url: str
    words: Any


def offer(name: str, words: Any = "") -> Offer | None:
    """An address with its words, or those of its view; None where its room is switched off."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    view: Any = resolve(url).func
    return Offer(url, words or view.cls.words)


def offered() -> dict[str, list[Offer]]:
    """The lists, and what can be subscribed to, of the rooms that are open."""
    return {
        "lists": [found for name in LISTS.values() if (found := offer(name))],
        "feeds": [found for name, words in FEEDS if (found := offer(name, words))],
    }


@require_safe
@open_to_all
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: every public page, once there is more than a demo."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}/{path}/" for prefix in ("", "/en") for path in PRIVATE]
    if not site.is_demo():
        lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
@open_to_all
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a flaw (RFC 9116): as the profile says, else by the complaints page."""
    told = settings.TOWN.get("site", {}).get("security_contact", "")
    until = (timezone.now() + VALID).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {told or settings.SITE_URL + reverse('feedback')}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
