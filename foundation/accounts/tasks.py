"""Mail that accounts need."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

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
    address = settings.SITE_URL + reverse("account_reset_link", args=[token])
    brand = settings.TOWN["brand"]["name"]
    send_mail(
        _("A new password for %(brand)s") % {"brand": brand},
        _(
            "Choose a new password here within two hours:\n\n%(address)s\n\n"
            "If you did not ask for it, do nothing: your password stays as it is."
        )
        % {"address": address},
        None,
        [user.email],
    )
    return {"mailed": True}


@job("foundation.mail_address_link")
def mail_address_link(job: Job) -> dict[str, Any]:
    """Mail the link that proves an address. The token is made here, so that no row holds it."""
    made = addresses.make_address_link(by=job.by, user=job.arguments["user"])
    if made is None:
        return {"mailed": False}
    email, token = made
    address = settings.SITE_URL + reverse("account_confirm_email", args=[token])
    brand = settings.TOWN["brand"]["name"]
    send_mail(
        _("Confirm your e-mail address for %(brand)s") % {"brand": brand},
        _(
            "Confirm here within two days that notices may be mailed to this address:\n\n"
            "%(address)s\n\n"
            "If you did not give this address, do nothing: no notice will be mailed to it."
        )
        % {"address": address},
        None,
        [email],
    )
    return {"mailed": True}
