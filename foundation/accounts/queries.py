"""Accounts, read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from foundation.accounts.models import Invitation, User
from foundation.accounts.tokens import token_digest
from foundation.crypto.keys import digest
from foundation.record.subjects import key_of, label_of

ADDRESS_LABEL = "invitation.address"


def user_of_login(typed: str) -> User | None:
    """The user of a phone number or user name, suspended ones too; one query whatever it is."""
    return User.objects.by_login(typed).first()


def open_user(pk: int) -> User | None:
    """A user who may log in."""
    return open_users().filter(pk=pk).first()


def open_users() -> models.QuerySet[User]:
    """Who may log in."""
    return User.objects.open()


def open_links(kind: str, now: datetime | None = None) -> models.QuerySet[Invitation]:
    """One-time links that still work."""
    return Invitation.objects.filter(
        kind=kind,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=now or timezone.now(),
    )


def link_of(token: str, kind: str) -> Invitation | None:
    """The link of a token, open or not; None for a token that we never made."""
    return Invitation.objects.filter(kind=kind, token_digest=token_digest(token)).first()


def subject_name(subject: models.Model) -> str:
    """For whom a link is: "residents.person:12"."""
    return f"{label_of(subject)}:{key_of(subject)}"


def user_of_subject(name: str) -> User | None:
    """The user whom a link for a new password is for, unless suspended or closed."""
    label, _colon, key = name.partition(":")
    if label != label_of(User):
        return None
    return User.objects.open().filter(pk=key).first()


def address_subject(user: User) -> str:
    """For whom and which address a link to prove it is: never the address itself."""
    return f"{subject_name(user)}:{digest(user.email, ADDRESS_LABEL)[:24]}"


def user_of_address(name: str) -> User | None:
    """The user whom a link to prove an address is for, while the account has that address."""
    user = user_of_subject(name.rpartition(":")[0])
    return user if user and address_subject(user) == name else None


def user_of_email(address: str) -> User | None:
    """The one open account that has proved this e-mail address; None where two have."""
    proved = User.objects.open().filter(email__iexact=address, email_verified=True)
    found = list(proved[:2])
    return found[0] if address and len(found) == 1 else None


def confirmed_address(pk: int | None) -> str:
    """The e-mail address that notices to an account go to: confirmed, of one who may log in; "" for
    none."""
    if pk is None:
        return ""
    users = User.objects.open().filter(pk=pk, email_verified=True)
    return users.values_list("email", flat=True).first() or ""


def confirmed_accounts(keys: Iterable[int]) -> set[int]:
    """Of these accounts those with an address in the sense of `confirmed_address`."""
    users = User.objects.open().filter(pk__in=keys, email_verified=True).exclude(email="")
    return set(users.values_list("pk", flat=True))


def has_factor(user: User) -> bool:
    """Whether the user has added an app as second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def codes_left(user: User) -> int:
    """How many recovery codes the user has not used."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def ended_sessions(now: datetime) -> models.QuerySet[Session]:
    """Log-ins that are over."""
    return Session.objects.filter(expire_date__lte=now)
