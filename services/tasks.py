"""The clock's door to this room (`gaoqiao/celery.py` says when)."""

from __future__ import annotations

import logging

from celery import shared_task

from foundation.actor import clock
from foundation.refusals import Refused
from services.actions import agreements, spans, statements
from services.queries.statements import due_to_freeze, due_to_publish

logger = logging.getLogger(__name__)


@shared_task(name="services.renew_spans")
def renew_spans() -> None:
    """Write the opening hours of the coming days, batch by batch."""
    after = 0
    while after := spans.renew_spans(by=clock("services.renew_spans"), after=after):
        pass


@shared_task(name="services.expire_agreements")
def expire_agreements() -> None:
    """End the agreements whose time is over."""
    agreements.expire_agreements(by=clock("services.expire_agreements"))


@shared_task(name="services.freeze_statements")
def freeze_statements() -> None:
    """Close the quarters that are over, one transaction each; one that cannot be closed does not
    keep the others."""
    by = clock("services.freeze_statements")
    for agreement, quarter in due_to_freeze():
        try:
            statements.freeze_statement(by=by, agreement=agreement, since=quarter.since)
        except Refused as refusal:
            logger.warning("quarter of agreement %s stays open: %s", agreement.pk, refusal)


@shared_task(name="services.publish_statements")
def publish_statements() -> None:
    """Make the statements public that the partners have had for seven days."""
    by = clock("services.publish_statements")
    for statement in due_to_publish():
        statements.publish_statement(by=by, statement=statement)
