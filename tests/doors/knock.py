"""Knocking: each persona at a door of the table, and what the answers were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.doors.objects import ADDRESS, POSTED, ROW
from tests.doors.table import Door
from tests.personas import PERSONAS, World, log_in

ADMIN = {"LIST": "changelist", "ADD": "add", "OPEN": "change", "MOVE": "move", "EXPORT": "export"}
READS = {"GET", "LIST", "ADD", "OPEN"}


def mismatches(door: Door, world: World, personas: Iterable[str] = PERSONAS) -> list[str]:
    """A sentence for each of these personas to whom the door says other than the table."""
    address, posted = address_of(door, world), fields_of(door, world)
    found = []
    for persona in personas:
        expected = door.answers[PERSONAS.index(persona)]
        answer = knock(door.method, address, posted, world.users[persona])
        if answer != expected:
            found.append(f"{door.where} {door} {persona}: {answer}, the table says {expected}")
    return found


def address_of(door: Door, world: World) -> str:
    """The address of the door for the object of its kind."""
    kind, _, sort = door.kind.partition(":")
    if door.method in ADMIN:
        meta = apps.get_model(door.name.removeprefix("admin:"))._meta
        args = {}
        if door.method in ("OPEN", "MOVE"):
            args["object_id"] = ROW[door.name.removeprefix("admin:")](world[kind]).pk
        if door.method == "MOVE":
            args["key"] = sort
        return reverse(
            f"admin:{meta.app_label}_{meta.model_name}_{ADMIN[door.method]}", kwargs=args
        )
    named = ADDRESS[door.name](world[kind], sort) if door.kind != "-" else {}
    return reverse(door.name, kwargs=named)


def fields_of(door: Door, world: World) -> dict[str, Any]:
    """What is posted."""
    make = POSTED.get(door.name)
    return make(world[door.kind.partition(":")[0] if door.kind != "-" else "own"]) if make else {}


def knock(method: str, address: str, posted: dict[str, Any], user: Any) -> str:
    """One request, and nothing of it left behind: the status, or `login`."""
    with transaction.atomic():
        client = log_in(Client(), user)
        ask = client.get if method in READS else client.post
        response = ask(address, *([] if method in READS else [posted]))
        if response.status_code == 302 and at(response["Location"], "admin:login"):
            response = client.get(response["Location"])  # the admin's own way to say who may enter
        list(response if response.streaming else ())  # a file is read, so that it is closed
        transaction.set_rollback(True)
    if response.status_code == 302 and at(response["Location"], settings.LOGIN_URL):
        return "login"
    return str(response.status_code)


def at(location: str, name: str) -> bool:
    """Whether a redirect leads to the page of this name, whatever its query."""
    try:
        return urlsplit(location).path == urlsplit(resolve_url(name)).path
    except NoReverseMatch:
        return False
