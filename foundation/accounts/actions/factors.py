"""Second factors: added and taken off by their owner, taken off by who keeps accounts."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation.accounts.actions import users
from foundation.accounts.models import User
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require


@action("factor.add")
def add_factor(*, by: Actor, user: User, secret: str) -> list[str]:
    """Add the app whose secret was proved by a code at the door; returns ten recovery codes."""
    require(by.user == user, _("Only its owner may add a second factor."))
    try:
        with transaction.atomic():
            TOTP.activate(user, secret)
    except IntegrityError:
        raise Refused(_("There is a second factor already.")) from None
    record.note(by, "factor.added", user)
    return _codes(user)


@action("factor.renew_codes")
def renew_codes(*, by: Actor, user: User) -> list[str]:
    """Ten new recovery codes; the old ones stop working."""
    require(by.user == user, _("Only its owner may ask for recovery codes."))
    record.note(by, "factor.codes_renewed", user)
    return _codes(user)


def _codes(user: User) -> list[str]:
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(user).get_unused_codes())


@action("factor.remove")
def remove_own_factor(*, by: Actor, user: User) -> None:
    """The owner takes the second factor off; the door has asked for the password."""
    require(by.user == user, _("Only its owner may take off a second factor."))
    remove_factor(by=by, user=user)


def remove_factor(*, by: Actor, user: User) -> None:
    """Take off app and codes, inside of another action; every session of the user ends."""
    gone, _rows = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise Refused(_("There is no second factor."))
    users.end_sessions(user)
    record.note(by, "factor.removed", user)
