"""Knocking: each persona at a door of the table, and what the answers were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.doors.legible import legible
from tests.doors.objects import ADDRESS, POSTED
from tests.doors.rows import ROW
from tests.doors.table import Door
from tests.personas import World

ADMIN = {"LIST": "changelist", "ADD": "add", "OPEN": "change", "MOVE": "move", "EXPORT": "export"}
READS = {"GET", "LIST", "ADD", "OPEN"}


@dataclass(frozen=True)
class Answer:
    """What a door said: a status or `login`, all that was sent, headers and cookies too, and the
    page; "" for what is no page. And where that was."""

    status: str
    text: str
    page: str = ""
    address: str = ""


def answers(
    door: Door, world: World, personas: Iterable[str] = (), language: str = settings.LANGUAGE_CODE
) -> dict[str, Answer]:
    """What the door says to each of these personas; to all of its columns where none is named."""
    with translation.override(language):
        address, posted = address_of(door, world), fields_of(door, world)
        return {
            persona: knock(door.method, address, posted, world.client(persona))
            for persona in personas or door.personas
        }


def mismatches(door: Door, said: dict[str, Answer]) -> list[str]:
    """A sentence for each persona to whom the door said other than the table."""
    found = []
    for persona, answer in said.items():
        expected = door.answer_to(persona)
        if answer.status != expected:
            found.append(
                f"{door.where} {door} {persona}: {answer.status}, the table says {expected}"
            )
    return found


def address_of(door: Door, world: World) -> str:
    """The address of the door for the object of its kind."""
    kind, _, sort = door.kind.partition(":")
    if door.method in ADMIN:
        meta = apps.get_model(door.name.removeprefix("admin:"))._meta
        args = {}
        which = sort
        if door.method == "MOVE":
            which, _, args["key"] = sort.rpartition("/")
        if door.method in ("OPEN", "MOVE"):
            row = ":".join(part for part in (meta.label_lower, which) if part)
            args["object_id"] = ROW[row](world[kind]).pk
        return reverse(
            f"admin:{meta.app_label}_{meta.model_name}_{ADMIN[door.method]}", kwargs=args
        )
    named = ADDRESS[door.name](world[kind], sort) if door.kind != "-" else {}
    return reverse(door.name, kwargs=named)


def fields_of(door: Door, world: World) -> dict[str, Any]:
    """What is posted."""
    make = POSTED.get(door.name)
    return make(world[door.kind.partition(":")[0] if door.kind != "-" else "own"]) if make else {}


def knock(method: str, address: str, posted: dict[str, Any], client: Client) -> Answer:
    """One request, and nothing of it left behind."""
    with transaction.atomic():
        ask = client.get if method in READS else client.post
        response = ask(address, *([] if method in READS else [posted]))
        body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    said = legible(body)
    text = f"{said} {response.headers} {response.cookies.output()}"
    is_page = response.get("Content-Type", "").startswith("text/html")
    log_in = response.status_code == 302 and is_log_in(response["Location"])
    status = "login" if log_in else str(response.status_code)
    return Answer(status, text, said if is_page else "", address)


def is_log_in(location: str) -> bool:
    """Whether a redirect leads to the log-in, whatever its query."""
    return urlsplit(location).path == resolve_url(settings.LOGIN_URL)
