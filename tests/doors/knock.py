"""Knocking: each persona at a door of the table, and what the answers were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.doors.objects import ADDRESS, POSTED
from tests.doors.table import Door
from tests.personas import PERSONAS, World, log_in

ADMIN = {"LIST": "changelist", "ADD": "add", "OPEN": "change"}


def mismatches(door: Door, world: World) -> list[str]:
    """`persona: answer, the table says …` for each answer that is not the table's."""
    return [
        f"{door.where} {door} {persona}: {answer}, the table says {expected}"
        for persona, expected, answer in answers(door, world)
        if answer != expected
    ]


def answers(door: Door, world: World) -> Iterator[tuple[str, str, str]]:
    """(persona, what the table says, what the door says)."""
    address, posted = address_of(door, world), fields_of(door, world)
    for persona, expected in zip(PERSONAS, door.answers, strict=True):
        yield persona, expected, knock(door.method, address, posted, world.users[persona])


def address_of(door: Door, world: World) -> str:
    """The address of the door for the object of its kind."""
    kind, _, sort = door.kind.partition(":")
    if door.method in ADMIN:
        model = apps.get_model(door.name.removeprefix("admin:"))
        args = []
        if door.method == "OPEN":
            args = [ADDRESS[door.name](world[kind], sort)["object_id"]]
        meta = model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{ADMIN[door.method]}", args=args)
    named = ADDRESS[door.name](world[kind], sort) if door.kind != "-" else {}
    return reverse(door.name, kwargs=named)


def fields_of(door: Door, world: World) -> dict[str, Any]:
    """What is posted."""
    make = POSTED.get(door.name)
    return make(world[door.kind.partition(":")[0] if door.kind != "-" else "own"]) if make else {}


def knock(method: str, address: str, posted: dict[str, Any], user: Any) -> str:
    """One request, and nothing of it left behind: the status, or `login`."""
    with transaction.atomic():
        client = log_in(Client(raise_request_exception=True), user)
        response = client.post(address, posted) if method == "POST" else client.get(address)
        transaction.set_rollback(True)
    if response.status_code == 302 and is_log_in(response["Location"]):
        return "login"
    return str(response.status_code)


def is_log_in(location: str) -> bool:
    """Whether an address is the log-in page."""
    return urlsplit(location).path == urlsplit(resolve_url(settings.LOGIN_URL)).path
