"""Mail that accounts need."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import mail
from foundation.accounts.actions import addresses, links
from foundation.jobs.models import Job
from foundation.jobs.tasks import job


@job("foundation.mail_reset_link")
def mail_reset_link(job: Job) -> dict[str, Any]:
    """Mail a link for a new password. The token is made here, so that no row ever holds it."""
    made = links.make_reset_mail(by=job.by, user=job.arguments["user"])
    if made is None:
        return {"mailed": False}
    user, token = made
    title = _("A new password for %(brand)s")
    text = _(
        "Choose a new password here within two hours:\n\n%(address)s\n\n"
        "If you did not ask for it, do nothing: your password stays as it is."
    )
    return mailed(job, user.email, title, text, reverse("account_reset_link", args=[token]))


@job("foundation.mail_address_link")
def mail_address_link(job: Job) -> dict[str, Any]:
    """Mail the link that proves an address. The token is made here, so that no row holds it."""
    made = addresses.make_address_link(by=job.by, user=job.arguments["user"])
    if made is None:
        return {"mailed": False}
    email, token = made
    title = _("Confirm your e-mail address for %(brand)s")
    text = _(
        "Confirm here within two days that notices, and links for a new password, may be mailed to"
        " this address:\n\n%(address)s\n\n"
        "If you did not give this address, do nothing: neither will be mailed to it."
    )
    return mailed(job, email, title, text, reverse("account_confirm_email", args=[token]))


def mailed(job: Job, to: str, title: str, text: str, page: str) -> dict[str, Any]:
    """Hand a mail with a link over; what the server refuses for good is not tried again. Each try
    has a link of its own, and so a name of its own: no mailbox takes it for the one before."""
    said = {"brand": settings.TOWN["brand"]["name"], "address": settings.SITE_URL + page}
    try:
        mail.send(to, title % said, text % said, key=f"{job.key}:{job.attempts}")
    except mail.MailRefused:
        return {"mailed": False}
    return {"mailed": True}
