"""What every page is handed: the town's brand as `town`, the doors as `nav`, and `demo`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_urlconf, resolve, translate_url
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from foundation.site import queries as site
from gaoqiao import profile, text_size
from gaoqiao.portal.queries import things_to_do, workplaces

# The doors of design.md 9, without language prefix. One that no room has opened is not shown.
MAIN = (
    ("/services/", gettext_lazy("Services and places")),
    ("/needs/", gettext_lazy("Needs")),
    ("/committees/", gettext_lazy("Deliberation")),
    ("/workshops/", gettext_lazy("Workshops and courses")),
    ("/ledger/", gettext_lazy("Open ledger")),
)
TABS = (
    ("/", gettext_lazy("Home"), "home"),
    ("/services/", gettext_lazy("Services"), "search"),
    ("/needs/new/", gettext_lazy("Raise a need"), "say"),
    ("/committees/", gettext_lazy("Deliberation"), "bridge"),
    ("/me/", gettext_lazy("Mine"), "person"),
)
LOG_IN = "/accounts/login/"
FOOT = (
    (
        gettext_lazy("Get things done"),
        (
            ("/services/", gettext_lazy("Services and places")),
            ("/needs/new/", gettext_lazy("Raise a need")),
            ("/needs/track/", gettext_lazy("Follow a need")),
            ("/courses/", gettext_lazy("Courses")),
            ("/jobs/", gettext_lazy("Find work")),
        ),
    ),
    (
        gettext_lazy("In the open"),
        (
            ("/meetings/", gettext_lazy("Meetings")),
            ("/minutes/", gettext_lazy("Minutes")),
            ("/decisions/", gettext_lazy("Agreed matters")),
            ("/ledger/", gettext_lazy("Open ledger")),
            ("/reports/", gettext_lazy("Reports")),
            ("/verify/", gettext_lazy("Check a paper")),
            ("/about/data/", gettext_lazy("Open data")),
        ),
    ),
    (
        gettext_lazy("About this site"),
        (
            ("/feedback/", gettext_lazy("Complaints and suggestions")),
            ("/about/", gettext_lazy("About")),
            ("/about/accessibility/", gettext_lazy("Accessibility")),
            ("/about/privacy/", gettext_lazy("How personal data is used")),
            (LOG_IN, gettext_lazy("Log in: chairs, partners, staff")),
        ),
    ),
)
LOG_OUT = ("/accounts/logout/", gettext_lazy("Log out"))
SINGLE = ("search", "feedback", "me", "desk", "partner", "verify")


@dataclass(frozen=True)
class Door:
    """A link of a menu; `current` is the value of aria-current, `main` the tab in the middle."""

    label: str
    url: str
    current: str = ""
    icon: str = ""
    main: bool = False


def portal(request: HttpRequest) -> dict[str, Any]:
    """The town's profile in the page's language, the navigation, whether the data is a demo."""
    english = (get_language() or "").startswith("en")
    return {
        "town": profile.localized(settings.TOWN, english=english),
        "nav": navigation(request, "/en" if english else ""),
        "demo": site.is_demo(),
    }


def navigation(request: HttpRequest, prefix: str) -> dict[str, Any]:
    """Only doors that exist, in the page's language; `prefix` is "" or "/en"."""
    here = request.path.removeprefix(prefix)
    main = [
        door(prefix, address, label, here) for address, label in MAIN if exists(prefix + address)
    ]
    tabs = [
        door(prefix, address, label, here, icon)
        for address, label, icon in TABS
        if exists(prefix + address)
    ]
    waiting = unread_by(request)
    singles = {name: address(prefix, f"/{name}/") for name in SINGLE}
    return singles | {
        "home": f"{prefix}/",
        "work": address(prefix, "/partner/workshops/"),
        "follow": address(prefix, "/needs/track/"),
        "applied": address(prefix, "/jobs/track/"),
        "privacy": address(prefix, "/about/privacy/"),
        "main": main,
        "menu": main + extra(prefix, here),
        "tabs": tabs,
        "foot": list(foot(prefix, within=logged_in(request))),
        "languages": languages(request),
        "unread": waiting,
        "to_do": cache(
            partial(things_to_do, request.user)
        ),  # asked of by pages with the desk's bar
        "account": list(account(request, prefix, waiting)),
        "size": text_size.chosen(request),
        "sizes": text_size.offers(request, address(prefix, "/text-size/")),
    }


def address(prefix: str, path: str) -> str:
    """The address in this language, or "" where no such door exists."""
    return prefix + path if exists(prefix + path) else ""


def door(prefix: str, path: str, label: Any, here: str, icon: str = "") -> Door:
    """One link; the front page is current only as itself, the others with all below them."""
    inside = here == path or (path != "/" and here.startswith(path))
    current = "page" if here == path else "true" if inside else ""
    return Door(str(label), prefix + path, current, icon, main=path == "/needs/new/")


def extra(prefix: str, here: str) -> list[Door]:
    """What the phone's menu has beside the main doors."""
    more = (
        ("/needs/track/", _("Follow a need")),
        ("/jobs/", _("Find work")),
        ("/feedback/", _("Complaints and suggestions")),
    )
    return [door(prefix, path, label, here) for path, label in more if exists(prefix + path)]


def foot(prefix: str, *, within: bool) -> Iterable[dict[str, Any]]:
    """The groups of the footer that have a door; who is within is not asked to log in."""
    for label, entries in FOOT:
        doors = [
            Door(str(word), prefix + path)
            for path, word in entries
            if exists(prefix + path) and not (within and path == LOG_IN)
        ]
        if doors:
            yield {"label": label, "doors": doors}


def unread_by(request: HttpRequest) -> int:
    """How many notices the reader has not marked as read, as the log-in brought it along."""
    return getattr(request.user, "unread", 0) if logged_in(request) else 0


def logged_in(request: HttpRequest) -> bool:
    """Whether there is a reader with an account; a visitor without a session costs no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def account(request: HttpRequest, prefix: str, waiting: int) -> Iterable[Door]:
    """Where the reader works, what is new for the reader, and the way out."""
    if not logged_in(request):
        return
    for one in workplaces(request.user):
        yield Door(str(one.label), prefix + one.address)
    if waiting:
        words = ngettext("%(n)s new notice", "%(n)s new notices", waiting) % {"n": waiting}
        yield Door(words, f"{prefix}/me/#notices")
    path, label = LOG_OUT
    yield Door(str(label), prefix + path)


def languages(request: HttpRequest) -> list[dict[str, Any]]:
    """This page in each language, by its own name."""
    active = get_language()
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    here = escape_uri_path(request.path)
    return [
        {
            "code": "zh-Hans" if code == "zh-hans" else code,
            "label": name,
            "url": (here if code == active else translate_url(request.path, code)) + query,
            "current": code == active,
        }
        for code, name in settings.LANGUAGES
    ]


def exists(path: str) -> bool:
    """Whether an address answers in the language that is active."""
    return _exists(path, get_language(), get_urlconf() or settings.ROOT_URLCONF)


@cache
def _exists(path: str, _language: str, urlconf: Any) -> bool:
    """Found out once a process: the addresses are those of this file, and no room opens later."""
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True
