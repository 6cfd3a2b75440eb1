"""The queue's and the clock's door to this room."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from foundation import mail
from foundation.accounts.queries import confirmed_address
from foundation.actor import clock
from foundation.jobs.models import Job
from foundation.jobs.tasks import job
from residents import gateway
from residents.actions import texts
from residents.queries.texts import (
    message_to_send,
    texts_given_up,
    texts_unproved,
    words_of_mail,
    words_of_text,
)

logger = logging.getLogger(__name__)


@job("residents.send_text")
def send_text(job: Job) -> dict[str, Any] | None:
    """Hand one message over, outside of any transaction; what is refused becomes a call."""
    notice = message_to_send(job.arguments["notice"], "sms")
    if notice is None:
        return None
    if not settings.SMS_URL:  # it was taken away meanwhile: nothing waits for it
        texts.call_instead(by=job.by, notice=notice)
        return {"code": "no-gateway"}
    try:
        sent = gateway.send_text(
            settings.SMS_URL, key=notice.key, phone=notice.telephone, text=words_of_text(notice)
        )
    except gateway.GatewayRefused:
        texts.call_instead(by=job.by, notice=notice)
        return {"code": "refused"}
    texts.record_text(by=job.by, notice=notice, receipt=sent.receipt, delivered=sent.delivered)
    return {"code": "sent"}


@job("residents.send_mail")
def send_mail(job: Job) -> dict[str, Any] | None:
    """Hand one mail over, once whoever runs this beside: what is refused becomes a call."""
    notice = message_to_send(job.arguments["notice"], "email")
    if notice is None:
        return None
    address = confirmed_address(notice.user_id) if mail.can_mail() else ""
    if not address:  # gateway or address were taken away meanwhile: nothing waits for them
        texts.call_instead(by=job.by, notice=notice)
        return {"code": "no-gateway"}
    if not texts.claim(by=job.by, notice=notice):
        return None
    try:
        mail.send(address, *words_of_mail(notice), key=notice.key)
    except mail.MailRefused:
        texts.call_instead(by=job.by, notice=notice)
        return {"code": "refused"}
    except OSError:
        texts.put_back(by=job.by, notice=notice)
        raise
    texts.record_text(by=job.by, notice=notice, receipt="", delivered=False)
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
