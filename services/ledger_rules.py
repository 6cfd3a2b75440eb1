"""What the database itself keeps of space for service, in SQL that both databases know.

`services.apps` hands these to `foundation.record.guards`; `{row}` is the row that is written.
"""

from __future__ import annotations

BEGUN = (
    "EXISTS (SELECT 1 FROM services_agreement a"
    " WHERE a.id = {row}.agreement_id AND a.state <> 'draft')"
)
# What may change of an agreement that has begun: that it ends.
ENDING = ("state", "ended_on", "ended_why", "revision")
# What may be added to a frozen statement, once each.
AFTERWARDS = ("answer", "answered_at", "answered_by_id", "published_at")

_OF_OBLIGATION = "(SELECT o.agreement_id FROM services_obligation o WHERE o.id = {obligation})"
_OBLIGATION_OF_DELIVERY = (
    "(SELECT d.obligation_id FROM services_delivery d WHERE d.id = {delivery})"
)
_DELIVERY_OF_REDUCTION = "(SELECT r.delivery_id FROM services_reduction r WHERE r.id = {reduction})"

OF_DELIVERY = _OF_OBLIGATION.replace("{obligation}", "{row}.obligation_id")
OF_REDUCTION = _OF_OBLIGATION.replace(
    "{obligation}", _OBLIGATION_OF_DELIVERY.replace("{delivery}", "{row}.delivery_id")
)
OF_LIFT = _OF_OBLIGATION.replace(
    "{obligation}",
    _OBLIGATION_OF_DELIVERY.replace(
        "{delivery}", _DELIVERY_OF_REDUCTION.replace("{reduction}", "{row}.reduction_id")
    ),
)


def lock(agreement: str) -> tuple[str, str]:
    """The agreement's row: whatever counts in its quarters takes turns by it."""
    return "services_agreement", f"id = {agreement}"


def frozen(agreement: str) -> str:
    """The row counts in a quarter that is frozen."""
    return (
        f"EXISTS (SELECT 1 FROM services_statement s WHERE s.agreement_id = {agreement}"
        " AND s.since <= {row}.counts_on AND s.until > {row}.counts_on)"
    )


def _accepted(delivery: str) -> str:
    """The accepted quantity of a delivery: with its counter-entries, less what stands reduced."""
    return (
        "(SELECT d.quantity"
        " + COALESCE((SELECT SUM(c.quantity) FROM services_delivery c"
        " WHERE c.corrects_id = d.id), 0)"
        " - COALESCE((SELECT SUM(r.quantity) FROM services_reduction r WHERE r.delivery_id = d.id"
        " AND NOT EXISTS (SELECT 1 FROM services_reductionlift l WHERE l.reduction_id = r.id)), 0)"
        f" FROM services_delivery d WHERE d.id = {delivery})"
    )


# Rounded, because SQLite adds in floating point.
CORRECTED_BELOW_ZERO = (
    "({row}.corrects_id IS NOT NULL"
    " AND ROUND(" + _accepted("{row}.corrects_id") + " + {row}.quantity, 2) < 0)"
)
REDUCED_BELOW_ZERO = "ROUND(" + _accepted("{row}.delivery_id") + " - {row}.quantity, 2) < 0"
