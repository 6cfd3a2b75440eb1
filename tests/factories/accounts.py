"""Logging in: the password of every account in the tests, browsers, second factors."""

import time

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client

from foundation.accounts.models import User

PASSWORD = "gaoqiao tests only 1"


def client_of(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Client()
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
