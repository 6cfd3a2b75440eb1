"""The official schemas of HSDS 3.0 (`schema/README.md`), made strict: with formats, and without
room for a property that they do not name."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parent / "schema"
PLAIN = tuple(sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "openapi"))
LISTS = ("service_list", "organization_list", "service_at_location_list")
# What the compiled files have beside the plain ones: a link back, without the way we came.
LINKS = {
    "organization": {"services": ("service", True, "organization")},
    "service_at_location": {"service": ("service", False, "service_at_locations")},
}
formats = FormatChecker(formats=())


@formats.checks("uuid", raises=ValueError)
def is_uuid(text: Any) -> bool:
    """Written as we write them."""
    return str(UUID(text)) == text


@formats.checks("uri", raises=ValueError)
def is_uri(text: Any) -> bool:
    """Absolute, of ASCII."""
    parts = urlsplit(text)
    return text.isascii() and " " not in text and bool(parts.scheme and parts.netloc)


@formats.checks("email")
def is_email(text: Any) -> bool:
    """With something on both sides."""
    name, at, host = text.partition("@")
    return bool(name and at and host)


@formats.checks("date", raises=ValueError)
def is_date(text: Any) -> bool:
    """`2026-11-23`."""
    return date.fromisoformat(text).isoformat() == text


@formats.checks("date-time", raises=ValueError)
def is_moment(text: Any) -> bool:
    """With its distance from UTC."""
    return "T" in text and datetime.fromisoformat(text).tzinfo is not None


@formats.checks("time", raises=ValueError)
def is_time(text: Any) -> bool:
    """With its distance from UTC."""
    return time.fromisoformat(text).tzinfo is not None


OF_TABLES = {"date": "date", "time": "time", "datetime": "date-time"}


def strict(schema: Any) -> Any:
    """The schema, closed wherever it names properties; what its tables call a date or a time is
    one in JSON too."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: strict(value) for name, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        found["additionalProperties"] = False
    kind = schema.get("datapackage_type")
    if schema.get("type") == "string" and kind in OF_TABLES:
        found["format"] = OF_TABLES[kind]
    return found


def read(name: str) -> Any:
    """A schema as it was published."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def registry() -> Registry[Any]:
    """The plain schemas by the names under which they cite each other."""
    found = [(f"{name}.json", Resource(strict(read(name)), DRAFT202012)) for name in PLAIN]
    return Registry().with_resources(found)


def linked(name: str) -> Any:
    """A plain schema with the link back that its compiled form has."""
    schema = strict(read(name))
    for link, (other, many, without) in LINKS.get(name, {}).items():
        target = strict(read(other))
        del target["properties"][without]
        schema["properties"][link] = {"type": "array", "items": target} if many else target
    return schema


@cache
def validator(name: str) -> Draft202012Validator:
    """What checks an object: `service` nested in full, `service_list` as a row of a list."""
    schema = strict(read(f"compiled/{name}")) if name in LISTS else linked(name)
    return Draft202012Validator(schema, registry=registry(), format_checker=formats)


def faults(name: str, found: Any) -> list[str]:
    """What is wrong with an object, each fault with its place."""
    return [
        f"{name}{''.join(f'[{part!r}]' for part in error.absolute_path)}: {error.message[:200]}"
        for error in validator(name).iter_errors(found)
    ]
