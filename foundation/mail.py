"""Mail by `EMAIL_URL`: whether there is a gateway, and one message to one address."""

from __future__ import annotations

import smtplib
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from foundation.crypto.keys import digest

NOWHERE = ("console.EmailBackend", "dummy.EmailBackend")


class MailRefused(Exception):
    """The mail server will not take this message, however often it is asked."""


def can_mail() -> bool:
    """Whether this installation sends mail at all."""
    return not settings.EMAIL_BACKEND.endswith(NOWHERE)


def send(address: str, title: str, text: str, *, key: str) -> None:
    """Hand one message over; raises `MailRefused` for good, OSError for a fault that may pass.

    Refused are the address or the message (5xx); a log-in that the server does not take is our
    own fault, and worth another try. `key` is the message's name, the same at every try, so that
    a mailbox shows it once.
    """
    host = urlsplit(settings.SITE_URL).hostname
    headers = {"Message-ID": f"<{digest(key, 'mail.message')[:32]}@{host}>"}
    try:
        EmailMessage(title, text, to=[address], headers=headers).send()
    except smtplib.SMTPRecipientsRefused as fault:
        codes = [code for code, _words in fault.recipients.values()]
        if all(lasting(code) for code in codes):
            raise MailRefused from None
        raise
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as fault:
        if lasting(fault.smtp_code):
            raise MailRefused from None
        raise


def lasting(code: int) -> bool:
    """Whether a server's answer stands for good."""
    return code >= HTTPStatus.INTERNAL_SERVER_ERROR
