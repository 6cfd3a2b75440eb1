"""A workshop with the people around it: its host's operator, the village clerk, and somebody."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.factories import (
    by,
    make_clerk,
    make_holding,
    make_organization,
    make_person,
    make_place,
    make_town,
    make_user,
)
from tests.factories.workshops import DEFINED, make_opening, make_workshop
from workshops.actions import reporting

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


class Scene:
    """A village with a clerk, and a workshop whose host has an operator."""

    def __init__(self, **fields):
        self.village = make_place(parent=make_town())
        self.host = make_organization("示范服装厂", place=self.village, kind="enterprise")
        self.workshop = make_workshop(host=self.host, **fields)
        self.user = make_user()
        make_holding(make_person(user=self.user), role="partner", organization=self.host)
        self.operator = by(self.user)
        self.clerk = by(make_clerk(place=self.village)[0])

    def report(self, headcount=20, month=SEPTEMBER, **fields):
        """Hand in a month as the host."""
        figures = {"total_pay": Decimal(3000) * headcount, **DEFINED, **fields}
        return reporting.report_month(
            by=self.operator,
            workshop=self.workshop,
            month=month,
            headcount=headcount,
            now=figures.pop("now", NOW),
            **figures,
        )

    def signed(self, headcount=20, month=SEPTEMBER, **fields):
        """Hand in a month, and sign it as the clerk."""
        report = self.report(headcount, month, **fields)
        return reporting.sign_month(by=self.clerk, report=report, now=NOW)

    def opening(self, **fields):
        """Work that is offered at the workshop."""
        return make_opening(self.workshop, **fields)
