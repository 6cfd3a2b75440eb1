"""What the site says of itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from foundation.actor import ActorKind
from foundation.prepared import Prepared
from foundation.record.models import Entry
from foundation.site.codes import without_language
from foundation.site.models import (
    Installation,
    InstallationKind,
    QuotedFigure,
    ShortLink,
    SiteText,
    TextVersion,
)


def texts(keys: Iterable[str], *, language: str | None = None) -> dict[str, str]:
    """The site's own texts in a language (the page's, if none is given). One query.

    A key without words in that language is left out: the page has a default of its own, and never
    shows one language on the other's page.
    """
    rows = SiteText.objects.filter(key__in=list(keys), language=language or get_language())
    return {row.key: row.text for row in rows if row.text}


def text(key: str, default: str = "", *, language: str | None = None) -> str:
    """One text of the site, or `default` where staff have written none. One query."""
    return texts([key], language=language).get(key, default)


def text_versions(key: str, *, language: str | None = None) -> list[TextVersion]:
    """Every wording of a text in a language, the present one first. One query."""
    rows = TextVersion.objects.filter(of__key=key, of__language=language or get_language())
    return list(rows.order_by("-revision"))


def figures(*keys: str) -> dict[str, QuotedFigure]:
    """Quoted figures by key; one that nobody quotes is missing. One query."""
    rows = QuotedFigure.objects.filter(key__in=keys, ended_at__isnull=True)
    return {row.key: row for row in rows}


def quoted_figures() -> QuerySet[QuotedFigure]:
    """Every figure that is or was quoted."""
    return QuotedFigure.objects.all()


def short_link(code: str) -> ShortLink | None:
    """The link of a printed code, typed in either case. One query."""
    return ShortLink.objects.filter(code=code.lower()).first()


def short_link_to(address: str) -> ShortLink | None:
    """The short link of a local address, if one was made; the language prefix is taken off."""
    languages = [code for code, _name in settings.LANGUAGES]
    return ShortLink.objects.filter(address=without_language(address, languages)).first()


def installation() -> Installation:
    """What this database is; an empty one (unsaved) before anything said so. One query."""
    return Installation.objects.first() or Installation(kind=InstallationKind.EMPTY)


def is_demo() -> bool:
    """Whether this database holds the demo: every page then says so. One query."""
    return bool(DEMO.rows())


DEMO = Prepared(
    lambda: Installation.objects.filter(kind=InstallationKind.DEMO).values_list("pk")[:1]
)


def holds_real_records() -> bool:
    """Whether somebody has worked here in earnest: said to be real, or people have acted in a
    database that nobody has said to be a demo.
    """
    kind = installation().kind
    if kind != InstallationKind.EMPTY:
        return kind == InstallationKind.REAL
    people = [ActorKind.USER, ActorKind.VISITOR]
    return Entry.objects.filter(actor_kind__in=people).exists()


def text_keys() -> set[tuple[str, str]]:
    """(key, language) of every text of the site that was written. One query."""
    return set(SiteText.objects.values_list("key", "language"))


def site_texts() -> QuerySet[SiteText]:
    """Every text of the site."""
    return SiteText.objects.all()
