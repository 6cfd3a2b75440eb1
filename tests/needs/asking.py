"""Raising a need through the pages, as a test client and as people do it in a browser."""

from __future__ import annotations

import re
from typing import Any

from residents.models import Need

WORDS = "三号楼夜里没有路灯，老人看不清台阶"
KEY = re.compile(rb'name="client_key" value="([0-9a-f]{32})"')


def raised_by(client: Any, place: Any, **answers: Any) -> Need:
    """The need that a client raises by the four pages."""
    assert check_page(client, place, **answers).status_code == 200
    sent = send(client)
    assert sent.status_code == 302, sent.content.decode()
    return Need.objects.get(number=sent["Location"].split("/")[-3])


def check_page(client: Any, place: Any, **answers: Any) -> Any:
    """The fourth page, after the three before it were answered."""
    what = {name: answers[name] for name in ("category", "photos", "channel") if name in answers}
    pages = [
        ("/needs/new/", {"words": answers.get("words", WORDS), **what}),
        ("/needs/new/where/", {"place": place.pk, "spot": answers.get("spot", "")}),
        (
            "/needs/new/contact/",
            {"phone": answers.get("phone", ""), "name": answers.get("name", "")},
        ),
    ]
    for address, fields in pages:
        answer = client.post(address, fields)
        assert answer.status_code == 302, answer.content.decode()
    return client.get("/needs/new/check/")


def key_on(page: Any) -> str:
    """The key in the form of the fourth page."""
    found = KEY.search(page.content)
    assert found, page.content.decode()
    return found[1].decode()


def send(client: Any) -> Any:
    """Press the button of the fourth page."""
    return client.post("/needs/new/check/", {"client_key": key_on(client.get("/needs/new/check/"))})


def follow(client: Any, need: Need) -> Any:
    """Show number and code of the slip."""
    return client.post("/needs/track/", {"number": need.number, "code": need.code})
