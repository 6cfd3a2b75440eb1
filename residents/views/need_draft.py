"""The need somebody is writing: kept on the server for a day, encrypted, never in an address.

One draft holds the answers and up to three more hold the photos, so that a page that needs no
photo does not carry them.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.requests import address_of
from foundation.drafts import actions as drafts
from foundation.drafts import owners
from foundation.drafts import queries as kept
from foundation.refusals import TooMany
from foundation.throttle.actions import claim
from residents.actions.raising import PHOTOS

FORM, PHOTO_FORM = "needs.raise", "needs.photo"
LIFE = timedelta(days=1)  # for everybody: staff write down what other people say
KEY_BYTES = 16
DRAFTS, DRAFTS_WITHIN = 60, timedelta(hours=1)  # new ones from one address


@dataclass
class Answers:
    """What was said so far; empty strings where nothing was."""

    words: str = ""
    category: str = ""
    place: str = ""
    spot: str = ""
    phone: str = ""
    name: str = ""
    channel: str = "web"
    reached: str = ""
    photos: int = 0
    client_key: str = field(default_factory=lambda: secrets.token_hex(KEY_BYTES))
    saved_at: datetime | None = None

    @property
    def on_behalf(self) -> bool:
        """Whether somebody of the staff enters it for another person."""
        return self.channel != "web"


def load(request: HttpRequest) -> Answers | None:
    """The answers so far; None where there are none, or the day is over."""
    draft = kept.load(owners.owner_of(request), FORM)
    if draft is None or draft.saved_at < timezone.now() - LIFE:
        return None
    names = {one.name for one in fields(Answers)}
    known = {name: value for name, value in draft.values.items() if name in names}
    return Answers(**{**known, "saved_at": draft.saved_at})


def keep(
    request: HttpRequest,
    response: HttpResponse,
    answers: Answers,
    photos: list[bytes] | None = None,
) -> HttpResponse:
    """Keep the answers, and with `photos` those in place of any before; the response carries a
    visitor's cookie for another day."""
    if owners.owner_of(request) is None and not claim(
        "need.draft", address_of(request), limit=DRAFTS, window=DRAFTS_WITHIN
    ):
        raise TooMany(_("Too many tries. Please wait an hour, or call."))
    owner = owners.owner_for_writing(request)
    owners.keep_cookie(response, owner)
    payload = {name: value for name, value in asdict(answers).items() if name != "saved_at"}
    put(owner, FORM, payload)
    if photos is not None:
        for number in range(PHOTOS):
            if number < len(photos):
                jpeg = base64.b64encode(photos[number]).decode()
                put(owner, PHOTO_FORM, {"jpeg": jpeg}, str(number))
            else:
                drafts.discard(owner, PHOTO_FORM, str(number))
    return response


def put(owner: owners.Owner, form: str, payload: dict[str, Any], subject: str = "") -> None:
    """Keep a draft in place of what stands there: of two windows the later one holds."""
    stands = kept.load(owner, form, subject)
    drafts.save(owner, form, payload, subject=subject, expected=stands.revision if stands else 0)


def photos(request: HttpRequest, answers: Answers) -> list[bytes]:
    """The photos kept with the answers, as JPEG bytes."""
    owner = owners.owner_of(request)
    rows = [kept.load(owner, PHOTO_FORM, str(number)) for number in range(answers.photos)]
    return [base64.b64decode(row.values["jpeg"]) for row in rows if row]


def discard(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forget answers and photos."""
    drafts.discard_all(owners.owner_of(request), FORM, PHOTO_FORM)
    return response
