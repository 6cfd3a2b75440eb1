"""Logging in: the password of every account in the tests, browsers, second factors."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.apps import apps
from django.test import Client
from django.urls import resolve
from django.utils import translation

from foundation.accounts.models import User

PASSWORD = "gaoqiao tests only 1"


class Browser(Client):
    """Sends with a button of the staff pages which version of its row stands, as the button's page
    would have it, unless a test says another one."""

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:
        said = {} if data is None else data
        if "/move/" in path and isinstance(said, dict) and not {"find", "revision"} & set(said):
            data = said | standing(path)
        return super().post(path, data, *args, **more)


def standing(path: str) -> dict[str, int]:
    """The version of the row whose button has this address."""
    with translation.override("zh-hans"):
        match = resolve(path.partition("?")[0].removeprefix("/en"))
    model = apps.get_model(*match.url_name.removesuffix("_move").split("_", 1))
    row = model._base_manager.filter(pk=match.kwargs["object_id"]).first()
    return {"revision": row.revision} if hasattr(row, "revision") else {}


def client_of(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Browser()
    client.force_login(user)
    return client


def add_app(user: User, secret: str = "") -> str:
    """Give the user a second factor; returns the secret that the app would know."""
    secret = secret or generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_now(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
