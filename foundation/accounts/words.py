"""Why a one-time link is no longer good, in one plain sentence."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from foundation.accounts.models import Invitation


def why_closed(link: Invitation | None, now: datetime) -> str:
    """The sentence; empty while the link is good."""
    if link is None:
        return _("This link is not right. Check that it was copied whole.")
    if link.accepted_at and link.kind == Invitation.Kind.EMAIL:
        return _("This link was used already: the e-mail address is confirmed.")
    if link.accepted_at:
        return _("This link was used already. Log in with the password you chose.")
    if link.withdrawn_at:
        return _("This link was withdrawn. Use the newer one, or ask the office for one.")
    if link.expires_at <= now and link.kind == Invitation.Kind.EMAIL:
        return _("This link is too old. Save the address again to have another one mailed.")
    if link.expires_at <= now:
        return _("This link is too old. Ask the office for a new one.")
    return ""
