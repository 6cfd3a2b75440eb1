"""The search over everything that is public, grouped by what it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.one_line import one_line
from foundation.search.models import SearchDoc
from foundation.search.queries import matching
from residents.bilingual import local, local_address

READ = 100  # of the best; more is a question that was too wide
WORDS_LENGTH = 50


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers the words, the best first within each group."""
    words = one_line(request.GET.get("q", ""))[:WORDS_LENGTH]
    found = list(matching(words)[: READ + 1]) if words else []
    # What a room published stays in the index when the room is switched off.
    docs = [doc for doc in found if is_valid_path(local_address(doc.address))]
    context = {
        "words": words,
        "groups": groups(docs[:READ]),
        "number": len(docs[:READ]),
        "more": len(docs) > READ,
    }
    return render(request, "portal/search.html", context)


def groups(docs: list[SearchDoc]) -> list[dict[str, Any]]:
    """The docs by kind, in the order of the best of each; a kind without words stands last."""
    labels = {
        "listing": _("Services and places"),
        "agreement": _("Ledger of space for service"),
        "workshop": _("Workshops"),
        "opening": _("Find work"),
        "need": _("Needs"),
        "body": _("Committees"),
        "meeting": _("Meetings"),
        "minutes": _("Minutes"),
        "outcome": _("Agreed matters"),
    }
    found: dict[str, list[dict[str, str]]] = {}
    for doc in docs:
        title = local(doc, "title")
        line = {
            "title": title,
            # Below a title in English a sentence in Chinese tells its reader nothing.
            "summary": doc.summary if title == doc.title else "",
            "url": local_address(doc.address),
        }
        found.setdefault(labels.get(doc.kind, _("Other")), []).append(line)
    return [{"label": label, "docs": lines} for label, lines in found.items()]
