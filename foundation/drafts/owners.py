"""Whose a draft is: a user's, or a visitor's who holds the token of a cookie."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from foundation.crypto.keys import digest

VISITOR_LIFE = timedelta(hours=24)
USER_LIFE = timedelta(days=30)
TOKEN_BYTES = 32
TOKEN_LENGTH = 43


@dataclass(frozen=True, slots=True)
class Owner:
    """A user, or the digest of a visitor's token; `token` is known only to whoever made it now."""

    user: Any = None
    digest: str = ""
    token: str = ""

    @property
    def life(self) -> timedelta:
        """How long a draft lasts after it was last saved."""
        return USER_LIFE if self.user is not None else VISITOR_LIFE


def user_owner(user: Any) -> Owner:
    """The drafts of somebody who is logged in."""
    return Owner(user=user)


def visitor_owner(token: str) -> Owner:
    """The drafts of whoever holds this token."""
    return Owner(digest=digest(token, "draft.visitor"), token=token)


def cookie_name() -> str:
    """`__Host-draft` where the site is served over TLS."""
    return "__Host-draft" if settings.SECURE else "draft"


def owner_of(request: HttpRequest) -> Owner | None:
    """Who is asking: the user, or the visitor by the cookie; None for a visitor without one."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user_owner(user)
    token = request.COOKIES.get(cookie_name(), "")
    well_formed = len(token) == TOKEN_LENGTH and token.isascii()
    return visitor_owner(token) if well_formed else None


def owner_for_writing(request: HttpRequest) -> Owner:
    """As `owner_of`, with a new token for a visitor without one: hand it to `keep_cookie`."""
    return owner_of(request) or visitor_owner(secrets.token_urlsafe(TOKEN_BYTES))


def keep_cookie(response: HttpResponse, owner: Owner) -> None:
    """Give a visitor the cookie for another 24 hours; a user needs none."""
    if owner.token:
        response.set_cookie(
            cookie_name(),
            owner.token,
            max_age=VISITOR_LIFE,
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )
