"""Public pages: bodies, meetings, papers, what was agreed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committees.access.bodies import may_file_minutes, visible_bodies
from committees.law_words import FACTS
from committees.queries import public as shown
from committees.queries import sealed
from committees.queries.co_governed import co_governed
from committees.queries.desk import desk_bodies, outcomes_in_hand
from committees.queries.duties import duty_of, with_meetings
from committees.queries.meetings import agenda
from committees.queries.numbers import decides
from committees.queries.paging import paged
from committees.queries.papers import earlier_photos

BODIES = 60


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Which body deliberates where."""
    now = timezone.now()
    page = paged(shown.listed_bodies(request.user, now), request.GET.get("page"), BODIES)
    rows = shown.with_counts(page.rows, timezone.localdate(now))
    return render(request, "committees/body_list.html", {"page": page, "rows": rows})


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: its seats, areas, posts, meetings and what it agreed."""
    rows = visible_bodies(request.user).select_related(
        "organization__place", "led_by__organization"
    )
    now = timezone.now()
    one = get_object_or_404(with_meetings(rows, now), organization__slug=slug)
    found = shown.body_page(one, now, timezone.localdate(now))
    front = co_governed(request.user, timezone.localdate(now)) if found.together else None
    context = {
        "shown": found,
        "body": one,
        "duty": None if one.is_party else duty_of(one, timezone.localdate(now)),
        "today": timezone.localdate(now),
        "on_front": front is not None and front.committee == one,
    }
    return render(request, "committees/body.html", context)


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then past ones, of all villages or one."""
    now, place = timezone.now(), request.GET.get("place", "")
    places = shown.meeting_places()
    chosen = place if place in dict(places) else ""
    past = shown.listed_meetings(past=True, now=now, place=chosen)
    ahead = shown.listed_meetings(past=False, now=now, place=chosen)
    context = {
        "ahead": list(ahead[:BODIES]),
        "page": paged(past, request.GET.get("page")),
        "places": places_offered(places, chosen),
        "now": now,
    }
    return render(request, "committees/meeting_list.html", context)


def places_offered(places: list[Any], chosen: str) -> list[dict[str, Any]]:
    """The villages as filters."""
    first = {"label": _("All villages"), "url": "?", "count": None, "current": not chosen}
    rows = [
        {"label": name, "url": f"?place={path}", "count": None, "current": path == chosen}
        for path, name in places
    ]
    return [first, *rows]


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: when, where, its agenda; after publication its paper."""
    row = get_object_or_404(shown.public_meeting(request.user), pk=pk)
    papers = shown.published_of(row)
    context = {
        "meeting": row,
        "papers": papers,
        "items": agenda(row) if papers or row.starts_at > timezone.now() else [],
        "counts": shown.shows_counts(row),
        "now": timezone.now(),
    }
    return render(request, "committees/meeting.html", context)


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Every published paper."""
    page = paged(shown.listed_papers(), request.GET.get("page"))
    return render(request, "committees/minutes_list.html", {"page": page})


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper, as everybody reads and prints it."""
    row = get_object_or_404(shown.readable_papers(request.user), pk=pk)
    newer, today = getattr(row, "corrected_by", None), timezone.localdate()
    items = agenda(row.meeting)
    context = {
        "paper": row,
        "meeting": row.meeting,
        "items": items,
        "code": sealed.code(row, items),
        "outcomes": shown.outcomes_of(row.meeting, today),
        "today": today,
        "photos": list(row.photos.filter(public=True)),
        "earlier": earlier_photos(row),
        "public": True,
        "counts": shown.shows_counts(row.meeting),
        "official": decides(row.meeting.lead),
        "newer": newer if newer and newer.state == "published" else None,
        "facts": FACTS.get(row.meeting.judgement.get("quorum", ""), ""),
        "mine": may_file_minutes(request.user, row.meeting.lead),
    }
    return render(request, "committees/minutes.html", context)


def in_hand(user: Any) -> set[int]:
    """The keys of the outcomes that the reader may report on; nothing is asked for a visitor."""
    return set(outcomes_in_hand(user).values_list("pk", flat=True)) if user.pk else set()


@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """What was agreed and how it goes, the overdue first."""
    today, state = timezone.localdate(), request.GET.get("state", "")
    labels = {
        "": _("All"),
        "late": _("Overdue"),
        "open": _("Being carried out"),
        "ended": _("Ended"),
    }
    state = state if state in labels else ""
    counts = shown.outcome_counts(today)
    choices = [
        {
            "label": label,
            "url": f"?state={key}" if key else "?",
            "count": counts[key or "all"],
            "current": key == state,
        }
        for key, label in labels.items()
    ]
    page = paged(shown.listed_outcomes(today, state), request.GET.get("page"))
    mine = in_hand(request.user)
    seated = bool(request.user.pk) and desk_bodies(request.user).exists()
    context = {"page": page, "choices": choices, "today": today, "mine": mine, "seated": seated}
    return render(request, "committees/outcome_list.html", context)
