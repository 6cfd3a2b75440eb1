"""The measures of services."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from gaoqiao.reports.figures import Kind
from gaoqiao.reports.queries.measure import Column, Measure, Source
from residents.bilingual import local
from services.models import Listing
from services.queries import measured

ROOM = "services"

LISTINGS = Source(
    rows=lambda: Listing.objects.select_related("place", "venue", "provider"),
    place=lambda listing: listing.place,
    address=lambda listing: reverse("services:listing", args=[listing.slug]),
    columns=(
        Column("name", _("name"), local),
        Column("place", _("place"), lambda listing: local(listing.place)),
        Column("venue", _("venue"), lambda listing: local(listing.venue)),
        Column("run_by", _("run by"), lambda listing: local(listing.provider)),
        Column("state", _("state"), lambda listing: listing.get_state_display()),
    ),
)

MEASURES = (
    Measure(
        "listings",
        _("Services in operation"),
        _("Entered before the period ended, and not ended by its last day."),
        npgettext_lazy("unit", "service", "services"),
        ROOM,
        LISTINGS,
        measured.running,
    ),
    Measure(
        "open_hours",
        _("Hours of opening"),
        _("What the services' hours give for the period, as they are written down now."),
        npgettext_lazy("unit", "hour", "hours"),
        ROOM,
        LISTINGS,
        measured.running,
        kind=Kind.SUM,
        each=measured.open_hours,
        adds=(pgettext_lazy("unit", "hours"),),
    ),
)
