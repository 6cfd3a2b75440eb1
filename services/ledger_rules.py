"""What the database itself keeps of space for service, in SQL that both databases know.

`services.apps` hands these to `foundation.record.guards`; `{row}` is the row that is written.
"""

from __future__ import annotations

from services.periods import LONGEST_YEARS

BEGUN = (
    "EXISTS (SELECT 1 FROM services_agreement a"
    " WHERE a.id = {row}.agreement_id AND a.state <> 'draft')"
)
# What may change of what it grants and is promised: a row ends earlier, as the next of its line
# begins, and in no frozen quarter.
EARLIER = (
    "({row}.until IS NOT NULL AND ({old}.until IS NULL OR {row}.until < {old}.until)"
    " AND NOT EXISTS (SELECT 1 FROM services_statement s"
    " WHERE s.agreement_id = {row}.agreement_id AND s.until > {row}.until))"
)
# What may change of an agreement that has begun: that it ends.
ENDING = ("state", "ended_on", "ended_why", "revision")
# What may change of it to what its last amendment says.
AMENDED = ("until", "floor_percent")
_SAME_FLOOR = "({one}.floor_percent = {other} OR {one}.floor_percent IS NULL AND {other} IS NULL)"
LAST_AMENDED = (
    "EXISTS (SELECT 1 FROM services_amendment m WHERE m.id ="
    " (SELECT MAX(l.id) FROM services_amendment l WHERE l.agreement_id = {row}.id)"
    " AND m.until = {row}.until AND "
    + _SAME_FLOOR.replace("{one}", "m").replace("{other}", "{row}.floor_percent")
    + ")"
)
# Longer than a lease may last (see `periods.longest_until`), other than by an amendment, which has
# a constraint of its own. Dates as text, since that is what both databases can cut.
_YEAR = "CAST(SUBSTR(CAST({row}.%s AS TEXT), 1, 4) AS INTEGER)"
_REST = "SUBSTR(CAST({row}.%s AS TEXT), 5)"
_YEARS = f"{_YEAR % 'until'} - {_YEAR % 'since'}"
TOO_LONG = (
    f"({{row}}.state IN ('running', 'ended') AND NOT {LAST_AMENDED} AND ({_YEARS} > {LONGEST_YEARS}"
    f" OR {_YEARS} = {LONGEST_YEARS} AND {_REST % 'until'} > {_REST % 'since'}))"
)
# An amendment begins with what the agreement says while it runs, and ends it in no frozen quarter.
STRAY_AMENDMENT = (
    "(NOT EXISTS (SELECT 1 FROM services_agreement a WHERE a.id = {row}.agreement_id"
    " AND a.state = 'running' AND a.until = {row}.was_until AND "
    + _SAME_FLOOR.replace("{one}", "a").replace("{other}", "{row}.was_floor_percent")
    + ") OR EXISTS (SELECT 1 FROM services_statement s"
    " WHERE s.agreement_id = {row}.agreement_id AND s.until > {row}.until))"
)
# A paper of this agreement, not struck out.
STRAY_PAPER = (
    "NOT EXISTS (SELECT 1 FROM services_approval p"
    " JOIN services_amendment m ON m.agreement_id = p.agreement_id"
    " WHERE p.id = {row}.approval_id AND m.id = {row}.amendment_id AND p.strikes_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM services_approval x WHERE x.strikes_id = p.id))"
)
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


def _end(grant: str, agreement: str) -> str:
    """The first day on which a grant does not run."""
    over = f"COALESCE({agreement}.ended_on, {agreement}.until)"
    return f"(CASE WHEN {grant}.until < {over} THEN {grant}.until ELSE {over} END)"


def _rented_twice(mine: str, agreement: str) -> str:
    """Another agreement that began gives the rent of the same venue at the same time."""
    return (
        "EXISTS (SELECT 1 FROM services_grant o JOIN services_agreement b ON b.id = o.agreement_id"
        f" WHERE o.venue_id = {mine}.venue_id AND o.agreement_id <> {mine}.agreement_id"
        " AND o.what = 'rent' AND b.state IN ('running', 'ended')"
        f" AND o.since < {_end(mine, agreement)} AND {mine}.since < {_end('o', 'b')})"
    )


# The rent of a venue is waived once at a time: asked of an agreement as it begins or gets another
# end, and of a grant of one that runs.
AGREEMENT_RENTS_TWICE = (
    "({row}.state = 'running' AND EXISTS (SELECT 1 FROM services_grant g"
    " WHERE g.agreement_id = {row}.id AND g.what = 'rent' AND " + _rented_twice("g", "{row}") + "))"
)
GRANT_RENTS_TWICE = (
    "({row}.what = 'rent' AND EXISTS (SELECT 1 FROM services_agreement a"
    " WHERE a.id = {row}.agreement_id AND a.state = 'running' AND "
    + _rented_twice("{row}", "a")
    + "))"
)
VENUE_OF_GRANT = ("residents_venue", "id = {row}.venue_id")
VENUES_OF_AGREEMENT = (
    "residents_venue",
    "id IN (SELECT g.venue_id FROM services_grant g"
    " WHERE g.agreement_id = {row}.id AND g.what = 'rent')",
)
