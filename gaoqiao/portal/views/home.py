"""The front page: what can be done now, and what became of what people raised."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committees.addresses import body_address
from committees.queries.co_governed import CoGoverned, co_governed
from foundation.site import queries as site
from gaoqiao.portal.figures import KEYS, of_workshops, quoted
from gaoqiao.rooms import is_on
from residents.bilingual import local_address, named
from residents.queries.need_list import average_answer, in_progress
from services.hours import minute_of
from services.kinds import Kind
from services.queries.agreement_list import summary_of
from services.queries.agreement_words import shown_summary
from services.queries.day_strip import Today, day_strip, services_today
from workshops.queries.figures import figures_of

NEEDS = 4
NO_SERVICES = {
    "strip_rows": (),
    "services": None,
    "often": (),
    "meals": "",
    "errands": "",
    "ledger": None,
}
OFTEN = (Kind.MEALS, Kind.CHILDREN, Kind.HEALTH, Kind.SKILLS, Kind.WORK, Kind.ROOMS)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page. Everything on it is a record, or a figure quoted with its source."""
    now = timezone.localtime()
    context = {
        "today": now.date(),
        "minute": minute_of(now),
        "needs": in_progress(NEEDS),
        "average": average_words(),
        "figures": quoted(site.figures(*KEYS), of_work(request.user)),
        "work": reverse("workshops:workshop_list") if is_on("workshops") else "",
        "seats": None,
    }
    if is_on("services"):
        context |= of_services(request.user, now)
    if is_on("committees"):
        context["seats"] = seats(co_governed(request.user, now.date()))
    return render(request, "portal/home.html", NO_SERVICES | context)


def of_services(user: Any, now: datetime) -> dict[str, Any]:
    """What the front page shows of the services."""
    today = services_today(user, now)
    return {
        "strip_rows": day_strip(user, now),
        "ledger": shown_summary(summary_of(user, now.date())),
        "services": today,
        "often": often(today),
        "meals": kind_address(Kind.MEALS) if Kind.MEALS in today.kinds else "",
        "errands": kind_address(Kind.ERRANDS) if Kind.ERRANDS in today.kinds else "",
    }


def of_work(user: Any) -> dict[str, str]:
    """What our own records of workshops give, by the key of the quoted figure."""
    return of_workshops(figures_of(user)) if is_on("workshops") else {}


def average_words() -> str:
    """How long answers took; empty where there are too few to say."""
    average = average_answer()
    if average is None:
        return ""
    return _("Answered after %(days)s days on average (%(cases)s needs of the last 12 months).") % {
        "days": average.days,
        "cases": average.cases,
    }


def often(today: Today) -> list[dict[str, Any]]:
    """Kinds of services that people often ask for, where there is one."""
    return [
        {"label": kind.label, "url": kind_address(kind)} for kind in OFTEN if kind in today.kinds
    ]


def kind_address(kind: Kind) -> str:
    """The list of services of a kind."""
    return f"{reverse('services:listing_list')}?{urlencode({'kind': kind.value})}"


def seats(found: CoGoverned | None) -> dict[str, Any] | None:
    """The arch of one committee with the branches beside it, and its words."""
    if found is None:
        return None
    share, organization = found.share, found.committee.organization
    numbers = {"social": share.social, "percent": share.percent}
    caption = _("%(social)s people of social groups, %(percent)s%% of the members") % numbers
    if found.committee.led_by:
        leader = found.committee.led_by.get_kind_display()
        caption = _("Led by: %(leader)s; %(rest)s") % {"leader": leader, "rest": caption}
    address = local_address(body_address(found.committee))
    return {
        "party": share.all - share.social,
        "social": share.social,
        "caption": caption,
        "branches": found.branches,
        "alone": found.alone.percent,
        "reference": found.committee.reference_share,
        "name": named(organization),
        "place": named(organization.place),
        "url": address if is_valid_path(address) else "",
    }
