"""What a partner's pages are made of, beside the day itself: whose they are, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from residents.models import Organization
from services.access.agreements import (
    partner_agreements,
    partner_deliveries,
    partner_obligations,
    partner_organizations,
    partner_reductions,
    partner_statements,
)
from services.models import Agreement, Amendment, Delivery, Obligation, Reduction, Statement

LATELY = timedelta(days=30)


def own_organizations(user: Any) -> list[Organization]:
    """The organisations whose day the user can enter, in place order."""
    return list(partner_organizations(user).order_by("place__path", "pk"))


def agreements_of(user: Any, organization: Organization) -> list[Agreement]:
    """The agreements of one organisation of the user's that run or ran."""
    rows = partner_agreements(user).filter(partner=organization)
    return list(rows.select_related("place", "partner").order_by("number"))


def amended_lately(agreements: Iterable[Agreement], today: date) -> list[Amendment]:
    """What was agreed anew in the last thirty days, the newest first. One query."""
    rows = Amendment.objects.filter(agreement__in=list(agreements), since__gt=today - LATELY)
    return list(rows.select_related("agreement").order_by("-pk"))


def first_open_day(agreements: Iterable[Agreement]) -> date | None:
    """The earliest day whose quarter is open under one of the agreements; None without any."""
    rows = list(agreements)
    statements = Statement.objects.filter(agreement__in=rows).order_by()
    closed = dict(statements.values_list("agreement").annotate(last=Max("until")))
    days = [max(one.since, closed.get(one.pk, one.since)) for one in rows]
    return min(days, default=None)


def obligations_of(user: Any, organization: Organization) -> QuerySet[Obligation]:
    """What an organisation of the user's promised."""
    rows = partner_obligations(user).filter(agreement__partner=organization)
    return rows.select_related("agreement__place")


def deliveries_of(user: Any, organization: Organization) -> QuerySet[Delivery]:
    """What an organisation entered, counter-entries apart."""
    rows = partner_deliveries(user).filter(
        obligation__agreement__partner=organization, corrects__isnull=True
    )
    return rows.select_related("obligation__agreement__place")


def reductions_of(user: Any, organization: Organization) -> QuerySet[Reduction]:
    """What was taken off an organisation's deliveries."""
    rows = partner_reductions(user).filter(delivery__obligation__agreement__partner=organization)
    return rows.select_related("delivery__obligation__agreement__place", "answer", "lift")


def reductions_to_answer(user: Any, organization: Organization) -> QuerySet[Reduction]:
    """What staff took off, neither answered nor lifted."""
    rows = reductions_of(user, organization).filter(answer__isnull=True, lift__isnull=True)
    return rows.order_by("at", "pk")


def statements_of(user: Any, organization: Organization) -> QuerySet[Statement]:
    """The statements of an organisation, the newest first."""
    rows = partner_statements(user).filter(agreement__partner=organization)
    return rows.select_related("agreement__place", "agreement__partner").order_by(
        "-since", "number"
    )


def statements_to_answer(user: Any, organization: Organization) -> list[Statement]:
    """Statements that are not public yet and have no answer."""
    return list(statements_of(user, organization).filter(published_at__isnull=True, answer=""))
