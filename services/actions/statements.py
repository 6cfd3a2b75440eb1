"""Closing a quarter: frozen, shown to the partner, answered, made public after seven days."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.words import line
from foundation.actor import Actor
from foundation.canonical import digest
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from services.access.agreements import may_close_quarters
from services.actions.agreement_steps import begun, logging
from services.models import Agreement, Statement
from services.periods import SHOWN_FIRST, quarter_code
from services.queries.quarter import figures_of
from services.queries.statements import content_of, lines_of, quarters_to_freeze


@action("statements.freeze")
def freeze_statement(
    *, by: Actor, agreement: Agreement, since: date, now: datetime | None = None
) -> Statement:
    """Close the quarter that begins on `since`: its figures stand from now on, whatever is written
    later, and the partner sees them at once. Harmless to repeat: the statement that stands is
    returned. `Refused` before the quarter is over, or while an earlier one is open."""
    require(may_close_quarters(by, agreement), _("Only who keeps the agreement closes a quarter."))
    row = begun(agreement)
    standing = Statement.objects.filter(agreement=row, since=since).first()
    if standing is not None:
        return standing
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    waiting = quarters_to_freeze(row, today)
    quarter = next((one for one in waiting if one.since == since), None)
    if quarter is None:
        raise Refused(_("This is no quarter of the agreement that is over."), "since")
    if quarter != waiting[0]:
        raise Refused(_("Close the earlier quarters first."), "since")
    figures = figures_of([row], *quarter)[row.pk]
    statement = Statement(
        agreement=row,
        since=quarter.since,
        until=quarter.until,
        number=f"{row.number}/{quarter_code(quarter.since)}",
        waived=figures.waived,
        accepted=figures.accepted,
        floor_percent=row.floor_percent,
        verdict=figures.verdict,
        lines=lines_of(figures),
        frozen_at=moment,
        shown_at=moment,
        publish_on=today + SHOWN_FIRST,
    )
    statement.digest = digest(content_of(statement))
    statement.save(force_insert=True)
    sums = {"waived": figures.waived, "accepted": figures.accepted}
    record.note(by, "statement.frozen", statement, values=sums)
    return statement


@action("statements.answer")
def answer_statement(
    *, by: Actor, statement: Statement, text: str, now: datetime | None = None
) -> Statement:
    """Say, for the partner and once, what there is to say to a quarter, before it is public: it is
    printed beside the verdict."""
    by = logging(by, statement.agreement)
    said = line(text, "text", 500)
    moment = now or timezone.now()
    rows = Statement.objects.filter(pk=statement.pk, answer="", published_at__isnull=True)
    if not rows.update(answer=said, answered_at=moment, answered_by=by.user):
        raise Refused(_("This statement is answered or public already."))
    statement.refresh_from_db()
    record.note(by, "statement.answered", statement)
    return statement


@action("statements.publish")
def publish_statement(*, by: Actor, statement: Statement, now: datetime | None = None) -> Statement:
    """Make a statement public, seven days after the partner got it. Harmless to repeat."""
    agreement = statement.agreement
    require(may_close_quarters(by, agreement), _("Only who keeps the agreement closes a quarter."))
    moment = now or timezone.now()
    if timezone.localdate(moment) < statement.publish_on:
        raise Refused(_("The partner has seven days to answer first."))
    rows = Statement.objects.filter(pk=statement.pk, published_at__isnull=True)
    if rows.update(published_at=moment):
        record.note(by, "statement.published", statement)
    statement.refresh_from_db()
    return statement
