"""Accounts."""

from typing import Any

from django.test import Client
from django.utils import timezone

from foundation.accounts.models import User

PASSWORD = "gaoqiao tests only 1"


def make_user(username: str = "wang", *, suspended: bool = False, **fields: Any) -> User:
    """A user with `PASSWORD`."""
    user = User(username=username, suspended_at=timezone.now() if suspended else None, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def client_of(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return client
