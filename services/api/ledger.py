"""The public ledger of space for service as open data."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import Page, Url
from foundation.api.shown import Shown
from foundation.api.views import VISITOR, OpenList, OpenOne
from residents.api import NeedNumber, OrganizationBrief, PlaceBrief, VenueBrief
from services.addresses import agreement_address
from services.filters import AgreementFilters, StatementFilters
from services.models import Agreement, Grant, Obligation, Statement
from services.queries.open_data import (
    agreements_in_the_open,
    statements_in_the_open,
    with_terms,
)
from services.ratio import performance_ratio

RATIO = _("Value delivered in per cent of rent waived, rounded down; null where none is waived.")


def agreement_page(agreement: Agreement) -> str:
    """The page of an agreement."""
    return agreement_address(agreement.number)


def statement_page(statement: Statement) -> str:
    """The page of a statement."""
    return f"/ledger/statements/{statement.number}/"


class StatementShown(Shown):
    """A quarter of an agreement as it was closed."""

    url = Url("services:api_statement", "number")
    page = Page(statement_page)
    agreement = serializers.CharField(source="agreement.number", read_only=True)
    ratio = serializers.SerializerMethodField(help_text=RATIO)

    class Meta:
        model = Statement
        fields = [
            *("url", "page", "number", "agreement", "since", "until", "waived", "accepted"),
            *("ratio", "floor_percent", "verdict", "digest", "frozen_at", "published_at"),
            *("answer", "answered_at"),
        ]

    @extend_schema_field(serializers.DecimalField(12, 2, allow_null=True))
    def get_ratio(self, statement: Statement) -> str | None:
        """As ledgers reckon it."""
        points = performance_ratio(statement.accepted, statement.waived)
        return None if points is None else f"{Decimal(points) / 100:.2f}"


class StatementWhole(StatementShown):
    """A statement with its lines."""

    lines = serializers.JSONField(read_only=True)

    class Meta(StatementShown.Meta):
        fields = [*StatementShown.Meta.fields, "lines"]


class AgreementShown(Shown):
    """An agreement: who gets what, for which services."""

    url = Url("services:api_agreement", "number")
    page = Page(agreement_page)
    partner = OrganizationBrief(read_only=True)
    place = PlaceBrief(read_only=True)
    need = NeedNumber()

    class Meta:
        model = Agreement
        fields = [
            *("url", "page", "uuid", "number", "title", "title_en", "form", "partner", "place"),
            *("need", "since", "until", "floor_percent", "state", "ended_on", "ended_why"),
        ]


class GrantShown(Shown):
    """What the partner is spared, in yuan a month."""

    venue = VenueBrief(read_only=True, allow_null=True)

    class Meta:
        model = Grant
        fields = [
            *("what", "words", "venue", "market_monthly", "charged_monthly", "since", "until"),
        ]


class ObligationShown(Shown):
    """What the partner does in return."""

    listing = serializers.SerializerMethodField()

    class Meta:
        model = Obligation
        fields = [
            *("name", "name_en", "unit", "unit_en", "per", "quantity", "unit_value", "listing"),
            *("since", "until"),
        ]

    def get_listing(self, row: Obligation) -> str | None:
        """The service by way of which it is done, while that is shown."""
        listing = row.listing
        return listing.slug if listing and not listing.ended_on else None


class AgreementWithTerms(AgreementShown):
    """An agreement with its terms and the quarters that are public."""

    grants = GrantShown(many=True, read_only=True)
    obligations = ObligationShown(many=True, read_only=True)
    statements = StatementShown(many=True, read_only=True)

    class Meta(AgreementShown.Meta):
        fields = [
            *AgreementShown.Meta.fields,
            *("exit_terms", "grants", "obligations", "statements"),
        ]


class Agreements(OpenList):
    """Agreements."""

    words = _("Agreements on space for service that run or ran.")
    serializer_class = AgreementShown
    filterset_class = AgreementFilters
    order = ("number",)

    def get_queryset(self) -> QuerySet[Agreement]:
        """The public ones."""
        return agreements_in_the_open(VISITOR)


class OneAgreement(OpenOne):
    """One agreement."""

    words = _("One agreement with its terms and public quarters.")
    serializer_class = AgreementWithTerms
    lookup_field = "number"

    def get_queryset(self) -> QuerySet[Agreement]:
        """The public ones."""
        return with_terms(agreements_in_the_open(VISITOR), VISITOR)


class Statements(OpenList):
    """Statements."""

    words = _("Quarters of agreements that were closed and published.")
    serializer_class = StatementShown
    filterset_class = StatementFilters
    order = ("number",)

    def get_queryset(self) -> QuerySet[Statement]:
        """The public ones."""
        return statements_in_the_open(VISITOR)


class OneStatement(OpenOne):
    """One statement."""

    words = _("One closed quarter, line by line.")
    serializer_class = StatementWhole
    lookup_field = "number"

    def get_queryset(self) -> QuerySet[Statement]:
        """The public ones."""
        return statements_in_the_open(VISITOR)
