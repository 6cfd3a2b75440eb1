"""The reports that every town has: which figures each names, in which order, for which period."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaoqiao.reports.periods import PeriodKind

NEEDS = (
    *("needs_raised", "needs_by_kind", "needs_accepted", "needs_answered", "needs_on_time"),
    *("answer_days", "needs_open", "needs_late", "ratings", "satisfied"),
)
DELIBERATION = (
    *("meetings_held", "minutes_published", "outcomes_agreed", "outcomes_done"),
    *("outcomes_late", "seats", "social_share"),
)
SERVICES = ("listings", "open_hours", "resources", "resources_by_kind")
LEDGER = ("agreements", "waived", "accepted", "performance", "deliveries", "reductions")
STATEMENTS = (
    *("agreements", "statements", "stated_waived", "stated_accepted", "stated_performance"),
    *("deliveries", "reductions"),
)
WORK = ("workshops", "employed", "gain", "openings", "hired")


@dataclass(frozen=True)
class Preset:
    """A report that ships with the portal."""

    key: str
    name: str | Promise
    period: str
    measures: tuple[str, ...]


PRESETS = {
    preset.key: preset
    for preset in (
        Preset(
            "monthly-brief",
            _("Monthly brief"),
            PeriodKind.MONTH,
            (*NEEDS, *DELIBERATION, *SERVICES, *LEDGER, *WORK),
        ),
        Preset(
            "quarterly-statement",
            _("Statement of the quarter"),
            PeriodKind.QUARTER,
            (*NEEDS, *DELIBERATION, *SERVICES, *STATEMENTS, *WORK),
        ),
    )
}
