"""A form filled in: as somebody would who means it, and as somebody who does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from zlib import crc32

from django.apps import apps
from django.db.models import ForeignKey, IntegerField
from django.utils import timezone

from tests.factories.office import make_xlsx
from tests.factories.uploads import make_image, upload
from tests.hostile.reading import Field, Form
from tests.hostile.values import FILES, ODD, VALUES, wire

WHOLE = (IntegerField, ForeignKey)
TOKEN = "csrfmiddlewaretoken"
# The page's own, typed by nobody.
OURS = {"revision", "shown", "kept", "client_key", "key", "do", TOKEN}
# Sent along with every form: the columns of every table, none of which it asks for.
STOWED_KEY, STOWED_WORDS = "987654321", "stowed-away"
COLUMNS = [field for model in apps.get_models() for field in model._meta.concrete_fields]
STOWED = {"pk": STOWED_KEY, "is_superuser": "on"}
STOWED |= {
    name: STOWED_KEY if isinstance(field, WHOLE) else STOWED_WORDS
    for field in COLUMNS
    for name in (field.name, field.attname)
}


def as_meant(form: Form) -> dict[str, Any]:
    """The fields as somebody fills them in who means it."""
    told = {field.name: meant(field) for field in form.fields if field.name != TOKEN}
    return told | dict(form.known or {})


def meant(field: Field) -> Any:
    """Something fit for the field."""
    if field.kind == "file":
        if "image" in field.takes or not field.takes:
            return upload(make_image())
        return upload(make_xlsx(), "form.xlsx")
    if field.kind == "checkbox":
        return field.options[0] or "on"
    if field.options:
        return next((option for option in field.options if option), "")
    return field.value or NAMED.get(field.name, "") or MEANT.get(field.kind, keyed)(field)


def keyed(field: Field) -> str:
    """Words, or a number where the keyboard is one for numbers."""
    return {"numeric": "1", "decimal": "1", "tel": "13800000000"}.get(field.keyboard, "示范文字")


AHEAD = {"closes_on": 30, "due_on": 30, "until": 400, "notice_until": 30}
# What no kind of input says: the form of a number, and on which side of today a day lies.
NAMED = {
    "phone": "13800000000",
    "telephone": "0574-88000000",
    **dict.fromkeys(("quantity", "value", "representatives", "women_representatives"), "1"),
    **dict.fromkeys((f"sort{day}" for day in range(9)), "8:30-11:30"),
    "spans": "8:30-11:30",
    "member_count": "5",
    "reference_share": "30",
    "floor_percent": "80",
    "capacity": "20",
    "latitude": "29.9",
    "longitude": "121.4",
    "credit_code": "91330200MA2AF7XJ0T",
}
MEANT: dict[str, Callable[[Field], str]] = {
    "hidden": lambda _field: "",
    "search": lambda _field: "",  # a row is chosen below it
    "tel": lambda _field: "13800000000",
    "email": lambda _field: "somebody@example.org",
    "password": lambda _field: "another long sentence",
    "date": lambda field: f"{timezone.localdate() + timedelta(days=AHEAD.get(field.name, 0))}",
    "month": lambda _field: f"{timezone.localdate():%Y-%m}",
    "time": lambda _field: "19:30",
}


def turned(form: Form, name: str, turn: int, among: Iterable[str]) -> str:
    """One of the names, another for each field of each form and for each turn."""
    names = sorted(among)
    return names[(crc32(f"{form.name} {name}".encode()) + turn) % len(names)]


def all_harmful(form: Form, turn: int = 0) -> dict[str, Any]:
    """Every field, what the page itself put in too, with a value that nobody means."""
    return {field.name: harmful(form, field, turn) for field in form.fields if field.name != TOKEN}


def harmful(form: Form, field: Field, turn: int) -> Any:
    """A value that nobody means; each second turn through a button that is there."""
    if field.kind == "button" and turn % 2 == 0:
        return field.options[0]
    if field.kind == "file":
        return FILES[turned(form, field.name, turn, FILES)]()
    return wire(VALUES[turned(form, field.name, turn, VALUES)])


def odd_words(form: Form, turn: int = 0) -> dict[str, Any]:
    """Strange but honest words for each field in which words are typed."""
    return {
        field.name: ODD[turned(form, field.name, turn, ODD)]
        for field in form.fields
        if field.kind in ("text", "textarea") and not field.keyboard and field.name not in OURS
    }


def stowing(filled: dict[str, Any]) -> dict[str, Any]:
    """The form with fields that it does not have."""
    return {name: value for name, value in STOWED.items() if name not in filled} | filled
