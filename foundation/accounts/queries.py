"""Accounts, read."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from foundation.accounts.models import Invitation, User
from foundation.accounts.tokens import token_digest


def user_of_login(typed: str) -> User | None:
    """The user of a phone number or user name, suspended ones too; one query whatever it is."""
    return User.objects.by_login(typed).first()


def session_user(pk: int) -> User | None:
    """The user of a session, unless suspended or closed since."""
    return User.objects.open().filter(pk=pk).first()


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
