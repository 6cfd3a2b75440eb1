"""Accounts opened, their passwords, suspension, and what the record says of log-ins."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import User
from foundation.accounts.names import is_username, normal_username
from foundation.actor import Actor, ActorKind
from foundation.phones import is_phone, normal_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.record.models import Result
from foundation.refusals import Refused, require


def create_user(
    *, by: Actor, username: str, password: str, phone: str = "", email: str = "", encoded: str = ""
) -> User:
    """Make an account inside of another action, which has said that `by` may.

    `encoded` is the password as `make_password` encodes it, where that is known already: to encode
    it takes a third of a second.
    Raises `Refused` with the field to mend: a name or phone that is taken or is none, a password
    that is too short or too common.
    """
    name, number = normal_username(username), normal_phone(phone)
    if not is_username(name):
        raise Refused(_("Use 2 to 60 letters, digits, dots or dashes."), "username")
    if User.objects.filter(username=name).exists():
        raise Refused(_("This user name is taken. Choose another."), "username")
    if number and not is_phone(number):
        raise Refused(_("This is not a phone number."), "phone")
    if number and User.objects.by_phone(number).exists():
        raise Refused(_("Another account has this phone number."), "phone")
    user = User(username=name, phone=number, email=email)
    check_password_rules(password, user)
    user.password = encoded or make_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused(_("This user name is taken. Choose another."), "username") from None
    record.note(by, "account.opened", user)
    return user


def check_password_rules(password: str, user: User) -> None:
    """Raise `Refused` on the password field unless the rules of settings hold."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "password") from None


def set_password(*, by: Actor, user: User, password: str, verb: str) -> None:
    """Store a new password inside of another action: every session of the user ends."""
    check_password_rules(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record.note(by, verb, user, fields=["password"])


@action("account.change_password")
def change_password(*, by: Actor, user: User, password: str) -> None:
    """The user's own new password; the door has asked for the old one."""
    require(by.user == user, _("Only its owner may change a password."))
    set_password(by=by, user=user, password=password, verb="account.password_changed")


def end_sessions(user: User) -> None:
    """No session of the user is good any more; call it inside of an action."""
    User.objects.filter(pk=user.pk).update(session_round=models.F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])


def suspend_user(*, by: Actor, user: User) -> None:
    """Suspend inside of another action, which has said that `by` may; sessions end at once."""
    rows = User.objects.filter(pk=user.pk, suspended_at__isnull=True)
    if not rows.update(suspended_at=timezone.now()):
        raise Refused(_("This account is suspended already."))
    end_sessions(user)
    user.refresh_from_db(fields=["suspended_at"])
    record.note(by, "account.suspended", user)


def revive_user(*, by: Actor, user: User) -> None:
    """Revive inside of another action, which has said that `by` may."""
    if not User.objects.filter(pk=user.pk, suspended_at__isnull=False).update(suspended_at=None):
        raise Refused(_("This account is not suspended."))
    user.refresh_from_db(fields=["suspended_at"])
    record.note(by, "account.revived", user)


def close_user(*, by: Actor, user: User) -> None:
    """Close for good, inside of another action, which has said that `by` may; sessions end."""
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise Refused(_("This account is closed already."))
    end_sessions(user)
    user.refresh_from_db(fields=["is_active"])
    record.note(by, "account.closed", user)


def note_login(*, by: Actor, user: User) -> None:
    """Write that the user has logged in; call it in the transaction that makes the session."""
    record.note(by, "account.logged_in", user)


@transaction.atomic
def note_logout(*, by: Actor) -> None:
    """Write that the user has logged out."""
    if by.kind == ActorKind.USER:
        record.note(by, "account.logged_out", by.user)


@transaction.atomic
def note_failure(*, by: Actor, subject: Any, verb: str = "account.login_failed") -> None:
    """Write that a password or a code was wrong; `subject` is the user or the count of tries."""
    record.note(by, verb, subject, result=Result.FAILED)
