"""HSDS 3.0: the services of the town for other directories, as everybody may read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.schema import PROBLEM
from foundation.api.views import VISITOR, OpenView
from gaoqiao import profile
from gaoqiao.hsds import contract, terms
from gaoqiao.hsds.contract import Asked
from gaoqiao.hsds.filters import asked
from gaoqiao.hsds.queries import organizations, services

Row = dict[str, Any]


def absolute(name: str) -> str:
    """The address of one of our pages, for others to keep."""
    return settings.SITE_URL + reverse(name)


class HsdsView(OpenView):
    """An address of HSDS, whose objects have no room for a word of ours."""

    def marked(self, data: Any) -> Any:
        """The demo says that it is one in the alert of each service."""
        return data


class Root(HsdsView):
    """What this interface is."""

    def get(self, request: Request) -> Response:
        """Version, profile and description."""
        asked(request.query_params, ())
        return Response(
            {
                "version": contract.VERSION,
                "profile": absolute("open-data"),
                "openapi_url": absolute("hsds:openapi"),
            }
        )


class Description(HsdsView):
    """The OpenAPI document."""

    def get(self, request: Request) -> Response:
        """The whole of it."""
        town = profile.localized(settings.TOWN, english=False)
        title = f"{town['brand']['name']} · HSDS {contract.VERSION}"
        words = _("The services of the town in the exchange form HSDS.")
        server = absolute("hsds:root").rstrip("/")
        return Response(
            contract.document(title=title, description=words, server=server, problem=PROBLEM)
        )


@dataclass(frozen=True, slots=True)
class Noun:
    """What an address answers: everything that a query asks for, rows of it as they are answered,
    and the one with an id."""

    rows: Callable[[Asked], QuerySet[Any] | list[Any]]
    shaped: Callable[[list[Any], Asked], list[Row]]
    one: Callable[[UUID, Asked], Row | None]


class Listed(HsdsView):
    """A page of the rows of a noun."""

    noun = ""

    def get(self, request: Request) -> Response:
        """The page that is asked for."""
        found = asked(request.query_params, contract.ROUTES[f"/{self.noun}"].parameters)
        noun = NOUNS[self.noun]
        rows = noun.rows(found)
        total = rows.count() if isinstance(rows, QuerySet) else len(rows)
        first = (found.page - 1) * found.per_page
        shown = list(rows[first : first + found.per_page]) if first < total else []
        pages = ceil(total / found.per_page)
        page = {
            "total_items": total,
            "total_pages": pages,
            "page_number": found.page,
            "size": len(shown),
            "first_page": found.page == 1,
            "last_page": found.page >= pages,
            "empty": not shown,
        }
        return Response(page | {"contents": noun.shaped(shown, found)})


class One(HsdsView):
    """One object of a noun by its id, nested in full."""

    noun = ""

    def get(self, request: Request, uuid: UUID) -> Response:
        """The object."""
        query = asked(request.query_params, contract.ROUTES[f"/{self.noun}/{{id}}"].parameters)
        found = NOUNS[self.noun].one(uuid, query)
        if found is None:
            raise Http404
        return Response(found)


def services_asked(query: Asked) -> QuerySet[Any]:
    """The services that a query asks for."""
    return services.services_asked(VISITOR, query, timezone.localdate())


def service(uuid: UUID, _query: Asked) -> Row | None:
    """A service."""
    found = services.service_of(VISITOR, uuid, timezone.localdate())
    return services.known([found], timezone.localtime()).full(found) if found else None


def service_at(uuid: UUID, _query: Asked) -> Row | None:
    """A service at its location."""
    found = services.service_at(VISITOR, uuid, timezone.localdate())
    return services.known([found], timezone.localtime()).at_location_full(found) if found else None


def organization(uuid: UUID, query: Asked) -> Row | None:
    """An organisation, its locations and services."""
    found = organizations.provider_of(VISITOR, uuid)
    if found is None:
        return None
    return organizations.nested(VISITOR, [found], query, timezone.localtime())[0]


def terms_asked(query: Asked) -> list[Row]:
    """The terms that a query asks for: none has terms below it."""
    found = [] if query.parent_id else terms.about(query.search, terms.every_term())
    of = query.taxonomy_id
    return [one for one in found if of is None or one["taxonomy_id"] == str(of)]


def among(rows: Callable[[], list[Row]]) -> Callable[[UUID, Asked], Row | None]:
    """The one with an id among a few."""

    def one(uuid: UUID, _query: Asked) -> Row | None:
        return next((row for row in rows() if row["id"] == str(uuid)), None)

    return one


def as_they_are(rows: list[Row], _query: Asked) -> list[Row]:
    """Rows that are answered as they are."""
    return rows


NOUNS = {
    "services": Noun(
        rows=services_asked,
        shaped=lambda rows, query: services.listed(rows, query, timezone.localtime()),
        one=service,
    ),
    "organizations": Noun(
        rows=partial(organizations.providers_asked, VISITOR),
        shaped=lambda rows, query: organizations.listed(VISITOR, rows, query, timezone.localtime()),
        one=organization,
    ),
    "service_at_locations": Noun(
        rows=services_asked,
        shaped=lambda rows, query: services.listed_at(rows, query, timezone.localtime()),
        one=service_at,
    ),
    "taxonomies": Noun(
        rows=lambda query: terms.about(query.search, terms.every_taxonomy()),
        shaped=as_they_are,
        one=among(terms.every_taxonomy),
    ),
    "taxonomy_terms": Noun(rows=terms_asked, shaped=as_they_are, one=among(terms.every_term)),
}
