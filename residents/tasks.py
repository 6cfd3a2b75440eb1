"""The queue's and the clock's door to this room."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from foundation.actor import clock
from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from residents import gateway
from residents.actions import texts
from residents.queries.texts import text_to_send, texts_given_up, texts_unproved, words_of_text

logger = logging.getLogger(__name__)


@job("residents.send_text")
def send_text(job: Job) -> dict[str, Any] | None:
    """Hand one message over, outside of any transaction; what is refused becomes a call."""
    notice = text_to_send(job.arguments["notice"])
    if notice is None:
        return None
    if not settings.SMS_URL:  # it was taken away meanwhile: nothing waits for it
        texts.call_instead(by=job.by, notice=notice)
        return {"code": "no-gateway"}
    try:
        sent = gateway.send_text(
            settings.SMS_URL, key=notice.key, phone=notice.phone, text=words_of_text(notice)
        )
    except gateway.GatewayRefused:
        texts.call_instead(by=job.by, notice=notice)
        return {"code": "refused"}
    texts.record_text(by=job.by, notice=notice, receipt=sent.receipt, delivered=sent.delivered)
    return {"code": "sent"}


@shared_task(name="residents.check_texts")
def check_texts() -> None:
    """Ask for receipts; after a day without one, somebody calls."""
    by = clock("residents.check_texts")
    for notice in texts_unproved() if settings.SMS_URL else ():
        try:
            delivered = gateway.was_delivered(settings.SMS_URL, notice.receipt)
        except (OSError, ValueError, gateway.GatewayRefused) as fault:
            logger.warning("no receipt for notice %s: %s", notice.pk, type(fault).__name__)
            continue
        if delivered:
            texts.record_text(by=by, notice=notice, receipt=notice.receipt, delivered=True)
    for notice in texts_given_up(timezone.now()):
        texts.call_instead(by=by, notice=notice)
