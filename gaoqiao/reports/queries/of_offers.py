"""The measure of what organisations have to give: the list of resources is its rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from gaoqiao.reports.queries.measure import Column, Measure, Source
from residents.bilingual import local
from residents.models import Offer
from residents.queries import offers

ROOM = "residents"

OFFERS = Source(
    rows=lambda: Offer.objects.select_related(offers.OF_OFFER),
    place=lambda offer: offer.organization.place,
    columns=(
        Column("name", _("what is offered"), local),
        Column("kind", _("kind"), lambda offer: offer.get_kind_display()),
        Column("organization", _("organisation"), lambda offer: local(offer.organization)),
        Column("place", _("place"), lambda offer: local(offer.organization.place)),
        Column("amount", _("how much, when, on which terms"), lambda offer: offer.amount),
        Column("telephone", _("telephone"), lambda offer: offer.organization.telephone),
        Column("since", _("since"), lambda offer: offer.since),
    ),
)


def kind_of(offer: Offer) -> tuple[str, str]:
    """People, rooms, goods or expertise."""
    return str(offer.kind), str(offer.get_kind_display())


def kinds() -> list[tuple[str, str]]:
    """Every kind."""
    return [(str(kind.value), str(kind.label)) for kind in Offer.Kind]


MEASURES = (
    Measure(
        "resources",
        _("Resources offered"),
        _("What organisations offered on the last day of the period."),
        npgettext_lazy("unit", "resource", "resources"),
        ROOM,
        OFFERS,
        offers.offered_at_end,
        section="services",
    ),
    Measure(
        "resources_by_kind",
        _("Resources offered, by kind"),
        _("What organisations offered on the last day of the period, each under its kind."),
        npgettext_lazy("unit", "resource", "resources"),
        ROOM,
        OFFERS,
        offers.offered_at_end,
        group=kind_of,
        pieces=kinds,
        section="services",
    ),
)
