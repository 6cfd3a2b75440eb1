"""The text-message gateway (`SMS_URL`): one POST a message, one GET a receipt. No queries.

POST {"key", "phone", "text"} as JSON answers 2xx with {"id", "delivered"}; the same key twice is
one message. GET `SMS_URL/<id>` answers {"delivered"}. Any 4xx is a refusal; everything else that
goes wrong is worth another try.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

SECONDS = 10


class GatewayRefused(Exception):
    """The gateway will not send this message, however often it is asked."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the gateway said of a message: its id there, and whether it has arrived."""

    receipt: str
    delivered: bool


def send_text(url: str, *, key: str, phone: str, text: str) -> Sent:
    """Hand a message over; raises `GatewayRefused`, or OSError/ValueError for a fault."""
    answer = ask(url, {"key": key, "phone": phone, "text": text})
    return Sent(str(answer.get("id", ""))[:60], answer.get("delivered") is True)


def was_delivered(url: str, receipt: str) -> bool:
    """Whether a message has arrived by now."""
    return ask(f"{url.rstrip('/')}/{quote(receipt, safe='')}").get("delivered") is True


def ask(url: str, body: dict[str, str] | None = None) -> dict[str, Any]:
    """The gateway's JSON answer to a POST with a body, or to a GET."""
    data = json.dumps(body).encode() if body else None
    request = Request(url, data, {"Content-Type": "application/json"})  # noqa: S310 - checked at start
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            found = json.loads(answer.read(10_000))
    except HTTPError as error:
        with error:
            if HTTPStatus.BAD_REQUEST <= error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise GatewayRefused(str(error.code)) from None
            raise
    if not isinstance(found, dict):
        raise ValueError("the gateway's answer is no object")
    return found
