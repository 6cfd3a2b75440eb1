"""What can be asked for at which address, and the OpenAPI document that says so.

The addresses, their parameters and their meaning are those of HSDS 3.0; the views read a query by
the same table that the document is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

VERSION = "3.0"
JSON, PROBLEM = "application/json", "application/problem+json"
SCHEMAS = f"https://raw.githubusercontent.com/openreferral/specification/{VERSION}/schema/"
PER_PAGE, MOST_PER_PAGE, WORDS_LENGTH = 50, 1000, 50
PARAMETERS: dict[str, dict[str, Any]] = {
    "search": {"type": "string", "maxLength": WORDS_LENGTH},
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
    "format": {"type": "string", "enum": ["json"], "default": "json"},
    "full": {"type": "boolean", "default": False},
    "full_service": {"type": "boolean", "default": False},
    "minimal": {"type": "boolean", "default": False},
    "organization_id": {"type": "string", "format": "uuid"},
    "taxonomy_id": {"type": "string", "format": "uuid"},
    "taxonomy_term_id": {"type": "string", "format": "uuid"},
    "parent_id": {"type": "string", "format": "uuid"},
    "top_only": {"type": "boolean", "default": False},
    "modified_after": {"type": "string", "format": "date-time"},
}
PAGED = ("page", "per_page", "format")
SORTED = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, read: every parameter of `PARAMETERS` with its value or its default."""

    search: str = ""
    page: int = 1
    per_page: int = PER_PAGE
    format: str = "json"
    full: bool = False
    full_service: bool = False
    minimal: bool = False
    organization_id: UUID | None = None
    taxonomy_id: UUID | None = None
    taxonomy_term_id: UUID | None = None
    parent_id: UUID | None = None
    top_only: bool = False
    modified_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """An address below the root: its parameters, and the schema of HSDS that its answer, or each
    row of its page, is valid against."""

    summary: Any
    schema: str
    parameters: tuple[str, ...] = ()


ROUTES = {
    "/services": Route(
        _("Services, with their one-to-one fields; nested in full with full=true"),
        "compiled/service_list.json",
        ("search", *PAGED, *SORTED, "minimal", "full"),
    ),
    "/services/{id}": Route(_("A service, nested in full"), "compiled/service.json"),
    "/organizations": Route(
        _("Organisations that provide services"),
        "compiled/organization_list.json",
        ("search", *PAGED, "full", "full_service"),
    ),
    "/organizations/{id}": Route(
        _("An organisation, its locations and services"),
        "compiled/organization.json",
        ("full_service",),
    ),
    "/service_at_locations": Route(
        _("Services at their locations"),
        "compiled/service_at_location_list.json",
        ("search", *PAGED, *SORTED, "full"),
    ),
    "/service_at_locations/{id}": Route(
        _("A service at its location, nested in full"), "compiled/service_at_location.json"
    ),
    "/taxonomies": Route(
        _("The closed lists by which services are sorted"), "taxonomy.json", ("search", *PAGED)
    ),
    "/taxonomies/{id}": Route(_("One of the lists"), "taxonomy.json"),
    "/taxonomy_terms": Route(
        _("The entries of the lists"),
        "taxonomy_term.json",
        ("search", *PAGED, "taxonomy_id", "top_only", "parent_id"),
    ),
    "/taxonomy_terms/{id}": Route(_("One entry of a list"), "taxonomy_term.json"),
}
PAGE = {
    **{name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")},
    **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
}


def document(
    *, title: str, description: str, server: str, problem: dict[str, Any]
) -> dict[str, Any]:
    """The OpenAPI 3.1 document of this interface; `problem` is the schema of a refusal."""
    info = {"title": title, "version": VERSION, "description": description}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": server}],
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": {"/": {"get": root()}}
        | {path: {"get": operation(path, route)} for path, route in ROUTES.items()},
        "components": {
            "schemas": {"Page": {"type": "object", "properties": PAGE, "required": [*PAGE]}},
            "responses": {"Problem": answered(gettext("A refusal, in words."), problem, PROBLEM)},
        },
    }


def root() -> dict[str, Any]:
    """The operation of the root."""
    texts = {"version": {"type": "string"}}
    addresses = {name: {"type": "string", "format": "uri"} for name in ("profile", "openapi_url")}
    schema = {"type": "object", "properties": texts | addresses}
    return {
        "operationId": "root",
        "summary": gettext("What this interface is"),
        "responses": {"200": answered(gettext("What this interface is"), schema)},
    }


def operation(path: str, route: Route) -> dict[str, Any]:
    """The operation of an address."""
    ref: dict[str, Any] = {"$ref": SCHEMAS + route.schema}
    of_one = "{id}" in path
    if not of_one:
        rows = {"contents": {"type": "array", "items": ref}}
        ref = {"allOf": [{"$ref": "#/components/schemas/Page"}], "properties": rows}
    refusal = {"$ref": "#/components/responses/Problem"}
    found: dict[str, Any] = {
        "operationId": path.strip("/").replace("/{id}", "_by_id"),
        "summary": str(route.summary),
        "parameters": [in_query(one) for one in route.parameters],
        "responses": {"200": answered(str(route.summary), ref), "400": refusal},
    }
    if of_one:
        identity = {"name": "id", "in": "path", "required": True}
        found["parameters"].append(identity | {"schema": {"type": "string", "format": "uuid"}})
        found["responses"]["404"] = refusal
    return found


def in_query(name: str) -> dict[str, Any]:
    """A parameter of the query."""
    return {"name": name, "in": "query", "required": False, "schema": PARAMETERS[name]}


def answered(description: str, schema: dict[str, Any], media: str = JSON) -> dict[str, Any]:
    """An answer, in JSON of some kind."""
    return {"description": description, "content": {media: {"schema": schema}}}
