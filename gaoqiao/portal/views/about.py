"""What the site says of itself: who runs it, personal data, accessibility; and complaints."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from foundation.retention.kinds import kinds
from foundation.retention.words import how_long
from foundation.site import queries as site
from foundation.site.models import TextVersion
from foundation.site.prose import blocks
from gaoqiao import rooms
from gaoqiao.portal.views.data import offered
from residents.bilingual import named
from residents.queries.categories import categories_handed_off, handled_category

FEEDBACK = "feedback"  # the key of the kind of need, and of the text
HSDS = (
    ("hsds:root", gettext_lazy("Where it begins")),
    ("hsds:services", gettext_lazy("Every service")),
    ("hsds:organizations", gettext_lazy("Organisations that run them")),
    ("hsds:services_at", gettext_lazy("Services at their places")),
    ("hsds:openapi", gettext_lazy("What can be asked for (OpenAPI)")),
)
ELSEWHERE = ("12345", "discipline")  # hand-offs that concern those who work here


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who runs the site, and how it works."""
    return text_page(request, "about", _("About this site"))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, for how long, and what rights there are."""
    return text_page(request, "privacy", _("How personal data is used"), kept=kept_for())


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What everybody can use, and what not yet."""
    return text_page(request, "accessibility", _("Accessibility"))


@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """Complaints and suggestions are needs of a kind: this leads there, or to a telephone."""
    kind = handled_category(FEEDBACK)
    address = reverse("residents:need_new")
    context = {
        "kind": kind,
        "say": f"{address}?about={kind.key}" if kind else address,
        "elsewhere": [
            {"name": named(other), "telephone": other.telephone}
            for other in categories_handed_off()
            if other.hand_off in ELSEWHERE and other.telephone
        ],
    }
    return text_page(request, FEEDBACK, _("Complaints and suggestions"), **context)


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What others may read of the site by program, and how."""
    shown = HSDS if rooms.is_on("services") else ()
    addresses = [{"address": reverse(name), "words": words} for name, words in shown]
    context = {"key": "open-data", "hsds": addresses, **offered()}
    return render(request, "portal/open_data.html", context)


def kept_for() -> dict[str, Any]:
    """What is kept for how long, of every room: the table that the clock goes by."""
    words = (_("Kind of data"), _("How long"), _("What then goes"))
    rows = [(kind.label, how_long(kind), kind.then) for kind in kinds()]
    return {"columns": [{"label": word} for word in words], "rows": rows}


def text_page(request: HttpRequest, key: str, title: str, **more: Any) -> HttpResponse:
    """A page of the site's own words; `?version=` shows what it said before."""
    versions = site.text_versions(key)
    shown = version_asked(versions, request.GET.get("version", ""))
    context = {
        "key": key,
        "title": title,
        "shown": shown,
        "present": shown is None or shown is versions[0],
        "versions": versions,
        "blocks": blocks(shown.text) if shown else [],
    }
    template = "portal/feedback.html" if key == FEEDBACK else "portal/about.html"
    return render(request, template, context | more)


def version_asked(versions: list[TextVersion], asked: str) -> TextVersion | None:
    """The wording with that number, the present one where none is asked for."""
    if not asked:
        return versions[0] if versions else None
    for one in versions:
        if str(one.revision) == asked:
            return one
    raise Http404
