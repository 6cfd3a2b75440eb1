"""Space for service in the invented village: three agreements and what became of them.

Everything goes through the real acts, in the order of the days, as it would have been entered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from gaoqiao.demo.cast import Cast
from gaoqiao.demo.queries import entered_under, venues_of
from residents.actions.holdings import give_post
from residents.actions.posts import create_post
from residents.actions.valuations import value_venue
from services.actions.agreements import draft_agreement, start_agreement
from services.actions.amendments import amend_agreement
from services.actions.approvals import add_approval
from services.actions.deliveries import correct_delivery, deliver
from services.actions.grants import add_grant, add_obligation
from services.actions.investments import record_investment
from services.actions.reductions import answer_reduction, lift_reduction, reduce_delivery
from services.actions.statements import answer_statement, freeze_statement, publish_statement
from services.models import Agreement, Obligation
from services.periods import Span, quarter_of
from services.queries.readiness import papers_to_amend

DATA = Path(__file__).parent.parent / "content" / "agreements.toml"
STEPS = {"day": 1, "week": 7, "month": 30}
LATE = 2  # days ago, on which the last quarter was closed: the partner is to answer it now
Row = dict[str, Any]


def keep_agreements(cast: Cast) -> None:
    """Every agreement of the file; the partner's operator works for two of the organisations."""
    post = create_post(
        by=cast.by,
        seat=cast.organizations["cooperative"],
        role="partner",
        title="演示农产品合作社经办人",
        title_en="Operator, demo farm co-operative",
    )
    give_post(by=cast.by, person=cast.personas["partner"], post=post, since=cast.day(400))
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["agreements"]:
        _run(cast, row, _agree(cast, row))


def _agree(cast: Cast, row: Row) -> Agreement:
    """Valued, allowed, promised, begun on the first day of a quarter some quarters ago."""
    since = quarter_of(timezone.localdate(cast.now)).since
    for _back in range(row["quarters"]):
        since = quarter_of(since - timedelta(days=1)).since
    before, clerk = _noon(since - timedelta(days=20)), cast.acting("village")
    agreement = draft_agreement(
        by=clerk,
        partner=cast.organizations[row["partner"]],
        place=cast.village,
        title=row["title"],
        title_en=row["title_en"],
        since=since,
        until=since.replace(year=since.year + 3),
        floor_percent=row["floor"],
        exit_terms="演示：任何一方提前三十天书面通知即可退出。",
        now=before,
    )
    _grant(cast, row, agreement, before.date())
    for promised in row["obligations"]:
        add_obligation(by=clerk, agreement=agreement, **_terms(promised))
    for paper in row["papers"]:
        _file(clerk, agreement, paper, before)
    return start_agreement(
        by=clerk, agreement=agreement, revision=agreement.revision, now=_noon(since)
    )


def _grant(cast: Cast, row: Row, agreement: Agreement, valued_on: date) -> None:
    """The rooms, at what they are said to be worth."""
    venue, rent = venues_of(cast.village)[row["venue"]], Decimal(row["rent"])
    clerk = cast.acting("village")
    valuation = value_venue(
        by=clerk,
        venue=venue,
        monthly_rent=rent,
        since=valued_on,
        method="演示：按同地段三处门面的平均租金",
        valuer="演示评估机构",
    )
    add_grant(
        by=clerk,
        agreement=agreement,
        what="rent",
        venue=venue,
        market_monthly=rent,
        charged_monthly=Decimal(row["charged"]),
        valuation=valuation,
    )


def _terms(promised: Row) -> Row:
    """An obligation as the act takes it."""
    names = ("name", "name_en", "unit", "unit_en", "per")
    amounts = {key: Decimal(promised[key]) for key in ("quantity", "unit_value")}
    return {key: promised[key] for key in names} | amounts


def _file(clerk: Any, agreement: Agreement, paper: Row, now: datetime) -> None:
    """A paper that allows it, of twenty days before; a public notice ran for fifteen days."""
    day, fields = now.date(), dict(paper)
    if paper["kind"] == "publicity":
        fields |= {"notice_since": day, "notice_until": day + timedelta(days=15)}
    add_approval(by=clerk, agreement=agreement, day=day, now=now, **fields)


def _run(cast: Cast, row: Row, agreement: Agreement) -> None:
    """Every day until today: what was delivered, and each quarter closed after its end."""
    by = cast.acting("partner") if row["partner"] != "shop" else cast.by
    today = timezone.localdate(cast.now)
    for quarter in _quarters(agreement.since, today):
        for obligation in entered_under(agreement):
            for day, quantity in _amounts(obligation, quarter, today):
                deliver(
                    by=by,
                    obligation=obligation,
                    quantity=quantity,
                    day=day,
                    now=min(_noon(day, 18), cast.now),
                )
        _amend(cast, row, agreement, quarter)
        last = quarter_of(today - timedelta(days=1)).since
        if quarter.until <= today:
            _close(cast, row, agreement, quarter, late=quarter.until > last - timedelta(days=1))
    for one in row.get("investments", ()):
        record_investment(
            by=cast.acting("village"),
            agreement=agreement,
            amount_yuan=Decimal(one["yuan"]),
            day=agreement.since + timedelta(days=one["after"]),
            what=one["what"],
            evidence=one["evidence"],
            now=cast.now,
        )


def _amend(cast: Cast, row: Row, agreement: Agreement, quarter: Span) -> None:
    """Amended in this quarter, where the file says so: years more under another floor."""
    said = row.get("amended")
    if said is None:
        return
    day, clerk = agreement.since + timedelta(days=said["after"]), cast.acting("village")
    if not quarter.since <= day < quarter.until or _noon(day) > cast.now:
        return
    for paper in said["papers"]:
        _file(clerk, agreement, paper, _noon(day - timedelta(days=20)))
    amend_agreement(
        by=clerk,
        agreement=agreement,
        revision=agreement.revision,
        until=agreement.until.replace(year=agreement.until.year + said["years"]),
        floor_percent=said["floor"],
        reason=said["reason"],
        papers=papers_to_amend(agreement),
        now=_noon(day),
    )


def _quarters(since: date, today: date) -> Iterator[Span]:
    """The quarters from a day to today."""
    while since <= today:
        quarter = quarter_of(since)
        yield quarter
        since = quarter.until


def _amounts(obligation: Obligation, quarter: Span, today: date) -> Iterator[tuple[date, Decimal]]:
    """What was done of an obligation in a quarter: a little more or less each time, in cycles, and
    nothing on Sundays."""
    day, step, number = quarter.since, STEPS[obligation.per], 0
    while day < min(quarter.until, today):
        if day.weekday() != 6 or step > 1:
            swing = Decimal((number * 7) % 5 - 2) * (obligation.quantity / 20).quantize(Decimal(1))
            yield day, max(Decimal(1), obligation.quantity + swing)
        day, number = day + timedelta(days=step), number + 1


def _close(cast: Cast, row: Row, agreement: Agreement, quarter: Span, *, late: bool) -> None:
    """What staff did not accept, then the quarter frozen, answered, published a week later."""
    partner, clerk = cast.acting("partner"), cast.acting("village")
    nth = len(list(_quarters(agreement.since, quarter.since)))
    for what in row.get("events", ()):
        if what["quarter"] == nth:
            _disputed(cast, what, agreement, quarter)
    frozen = max(_noon(quarter.until + timedelta(days=3)), cast.day(LATE)) if late else None
    moment = min(frozen or _noon(quarter.until + timedelta(days=3)), cast.now)
    statement = freeze_statement(by=clerk, agreement=agreement, since=quarter.since, now=moment)
    if nth in row.get("answered", ()):
        answered = moment + timedelta(days=2)
        text = "演示：冬天老人来得少，我们改成送餐上门，数量已补在下个季度。"
        answer_statement(by=partner, statement=statement, text=text, now=answered)
    public = moment + timedelta(days=7)
    if public <= cast.now:
        publish_statement(by=clerk, statement=statement, now=public)


def _disputed(cast: Cast, what: Row, agreement: Agreement, quarter: Span) -> None:
    """A delivery of the quarter corrected, or reduced and then answered or lifted."""
    partner, clerk = cast.acting("partner"), cast.acting("village")
    row = entered_under(agreement)[0].deliveries.filter(
        day__gte=quarter.since + timedelta(days=what["after"])
    )
    delivery = row.order_by("day", "pk")[0]
    moment = _noon(delivery.day + timedelta(days=2))
    less = Decimal(what["less"])
    if what["how"] == "corrected":
        left = delivery.quantity - less
        correct_delivery(by=partner, delivery=delivery, quantity=left, why=what["why"], now=moment)
        return
    reduction = reduce_delivery(
        by=clerk, delivery=delivery, quantity=less, reason=what["why"], now=moment
    )
    if "answer" in what:
        answer_reduction(by=partner, reduction=reduction, text=what["answer"], now=moment)
    if "lifted" in what:
        later = moment + timedelta(days=2)
        lift_reduction(by=clerk, reduction=reduction, reason=what["lifted"], now=later)


def _noon(day: date, hour: int = 12) -> datetime:
    """An hour of a day in the town's time."""
    return timezone.make_aware(datetime.combine(day, time(hour)))
