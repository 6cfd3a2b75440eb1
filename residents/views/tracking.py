"""A number and its look-up code: what they open, and how often they may be tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from foundation.accounts.requests import actor_of
from foundation.answers import UNPROCESSABLE
from foundation.refusals import TooMany
from foundation.throttle import actions as throttle

Row = TypeVar("Row")
TOO_OFTEN = 429
TRIES, TRIES_WITHIN = 5, timedelta(minutes=15)  # of one number from one address
COPIES = 20  # of the data held about somebody, from one address in an hour
MOST, MOST_WITHIN = 60, timedelta(hours=1)  # of any numbers from one address, right ones too


def found_by_code(
    request: HttpRequest, form: forms.Form, kind: str, find: Callable[[str, list[str]], Row | None]
) -> tuple[Row | None, int]:
    """What the number and code of a bound form open, and 200; or None, the status of the refusal,
    and its words on the form. Tries are counted for each `kind` ("need.track") by itself."""
    if not form.is_valid():
        return None, UNPROCESSABLE
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    if not may_try(request, kind, number):
        form.add_error(None, _("Too many tries. Please wait a quarter of an hour, or call."))
        return None, TOO_OFTEN
    row = find(number, [code])
    if row is None:
        words = _("Number and code do not go together. Please compare both with the slip.")
        form.add_error("code", words)
        return None, UNPROCESSABLE
    throttle.forgive(kind, tried(request, number))
    return row, 200


def may_try(request: HttpRequest, kind: str, number: str) -> bool:
    """Count a try, before it is made. A right one forgives those of its own number only."""
    address = actor_of(request).address
    here = throttle.claim(f"{kind}.all", address, limit=MOST, window=MOST_WITHIN)
    key = tried(request, number)
    return here and throttle.claim(kind, key, limit=TRIES, window=TRIES_WITHIN)


def count_copy(request: HttpRequest) -> None:
    """Count one of what people do with the data held about them; `TooMany` past what anybody
    needs."""
    if not throttle.claim("own_data", actor_of(request).address, limit=COPIES, window=MOST_WITHIN):
        raise TooMany(_("Too many tries. Please wait an hour, or call."))


def tried(request: HttpRequest, number: str) -> str:
    """What tries are counted by: from where, for which number."""
    return f"{actor_of(request).address} {number}"
