"""The forms of a page, as a browser reads them from its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from lxml import html

OPENING = re.compile(r"<form\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"\b(method|action)=[\"']?([^\"'\s>]*)", re.IGNORECASE)
OF_A_MODEL = re.compile(r"^admin:([a-z]+)_(\w+)_([a-z]+)$")
TYPED = {"text", "search", "tel", "email", "url", "date", "time", "month", "number", "textarea"}


@dataclass(frozen=True)
class Field:
    """An input as it stands in the page; `options` are what may be chosen."""

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()
    takes: str = ""  # of a file
    keyboard: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether somebody types into it and sees what they typed."""
        return self.kind in TYPED


@dataclass(frozen=True)
class Form:
    """A form that posts: the name of the address that it goes to, that address, its fields, and
    what somebody who means it fills in that the fields do not tell (`known.py`)."""

    name: str
    address: str
    fields: tuple[Field, ...]
    known: Mapping[str, Any] | None = None


def name_of(address: str) -> str:
    """What the table calls the address: its name; `admin:room.model/what` on the staff pages,
    where a button is called by its key."""
    path = urlsplit(address).path
    with translation.override(translation.get_language_from_path(path) or "zh-hans"):
        try:
            match = resolve(path)
        except Resolver404:
            return f"no address {path}"
    of_a_model = OF_A_MODEL.match(match.view_name)
    if not of_a_model:
        return match.view_name
    room, model, what = of_a_model.groups()
    return f"admin:{room}.{model}/{match.kwargs.get('key', what)}"


def posting(page: str, address: str) -> Iterator[str]:
    """The names of the forms of a page that post: without reading all of it, it is asked often."""
    for opening in OPENING.findall(page):
        given = {name.lower(): value for name, value in ATTRIBUTE.findall(opening)}
        if given.get("method", "").lower() == "post":
            yield name_of(urljoin(address, given.get("action", "")))


def forms_of(page: str, address: str) -> list[Form]:
    """The forms of a page that post, with their fields."""
    found = []
    for form in html.fromstring(page.encode()).iter("form"):
        if (form.get("method") or "").lower() == "post":
            to = urljoin(address, form.get("action") or "")
            found.append(Form(name_of(to), to, tuple(fields_of(form))))
    return found


def fields_of(form: Any) -> Iterator[Field]:
    """The fields; those that share a name (radios, ticks, buttons) are one with options."""
    by_name: dict[str, list[Any]] = {}
    for element in form.iter("input", "select", "textarea", "button"):
        if element.get("name"):
            by_name.setdefault(element.get("name"), []).append(element)
    for name, elements in by_name.items():
        yield field(name, elements)


def field(name: str, elements: list[Any]) -> Field:
    """One field, of the elements that have its name."""
    first = elements[0]
    if first.tag == "select":
        options = [option.get("value", option.text or "") for option in first.iter("option")]
        return Field(name, "select", options=tuple(options))
    kind = first.tag if first.tag != "input" else first.get("type", "text")
    options = tuple(one.get("value", "") for one in elements if kind in CHOSEN)
    value = (first.text or "").removeprefix("\n") if kind == "textarea" else first.get("value", "")
    return Field(name, kind, value, options, first.get("accept", ""), first.get("inputmode", ""))


CHOSEN = {"radio", "checkbox", "button"}
