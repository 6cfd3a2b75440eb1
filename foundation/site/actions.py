"""Writing what the site says of itself.

Who of the staff may is asked by the storey that knows their posts; a visitor never may.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, Stale, require
from foundation.site import queries
from foundation.site.codes import is_local, new_code, without_language
from foundation.site.models import (
    Installation,
    InstallationKind,
    QuotedFigure,
    ShortLink,
    SiteText,
    TextVersion,
)

ADDRESS_LENGTH = 200
TRIES = 5
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def shorten(address: str, *, is_new: bool = False) -> ShortLink:
    """The short link of a local address: made at the first call, the same one ever after. Whoever
    knows that the address `is_new` spares the looking.

    The language prefix is taken off. Raises ValueError for an address that leaves the site or is
    longer than 200 characters.
    """
    local = without_language(address, LANGUAGES)
    if not is_local(local) or len(local) > ADDRESS_LENGTH:
        raise ValueError("a short link leads to a short address of this site")
    made = None if is_new else ShortLink.objects.filter(address=local).first()
    for _try in range(TRIES):
        if made is not None:
            return made
        try:
            with transaction.atomic():
                return ShortLink.objects.create(address=local, code=new_code())
        except IntegrityError:  # another made it now, or, once in 27,000,000,000, the code is taken
            made = ShortLink.objects.filter(address=local).first()
    raise RuntimeError("no free code was found")


@action("installation.mark")
def mark(*, by: Actor, kind: InstallationKind, town_code: str = "") -> Installation:
    """Say what this database is. Once it is a demo or real it stays so.

    Raises `Refused` for a demo on real records, and for earnest work on a demo's.
    """
    require(by.kind != ActorKind.VISITOR, _("Only staff may set up the site."))
    row = Installation.objects.select_for_update().first() or Installation()
    if kind == InstallationKind.DEMO and queries.holds_real_records():
        raise Refused(_("This database holds real records: the demo does not touch it."))
    if kind == InstallationKind.REAL and row.kind == InstallationKind.DEMO:
        raise Refused(_("This database holds the demo: set up the town on an empty one."))
    if kind == InstallationKind.EMPTY and row.kind != InstallationKind.EMPTY:
        raise Refused(_("This database is not empty."))
    old, row.kind = row.kind, kind
    row.town_code = town_code or row.town_code
    row.save()
    record.note(by, "installation.marked", row, values={"kind": (old, kind)})
    return row


@action("sitetext.write")
def write_text(
    *,
    by: Actor,
    key: str,
    language: str,
    text: str,
    revision: int = 0,
    now: datetime | None = None,
) -> SiteText:
    """Write a text of the site; `revision` is the one the writer read (0 for a new text).

    What it said before stays as a version. Raises `Stale` when somebody else has written it since.
    """
    require(by.kind != ActorKind.VISITOR, _("Only staff may change the site's texts."))
    words, now = text.replace("\x00", ""), now or timezone.now()
    row, made = SiteText.objects.get_or_create(
        key=key, language=language, defaults={"text": words, "revision": 1, "written_at": now}
    )
    if not made:
        same = SiteText.objects.filter(pk=row.pk, revision=revision)
        if not same.update(text=words, revision=revision + 1, written_at=now):
            raise Stale(
                _("Somebody else has changed this text."),
                current=row,
                submitted=words,
                revision=row.revision,
            )
        row.refresh_from_db()
    TextVersion.objects.create(of=row, revision=row.revision, text=words, written_at=now)
    record.note(by, "sitetext.written", row, fields=["text"])
    return row


@action("figures.quote")
def quote_figure(
    *,
    by: Actor,
    key: str,
    value: Decimal | int,
    unit: str,
    source: str,
    bound: str = QuotedFigure.Bound.EXACTLY,
    published_on: date | None = None,
    not_stated: str = "",
    replaces: QuotedFigure | None = None,
    now: datetime | None = None,
) -> QuotedFigure:
    """Enter a figure that somebody published; the row that stood for it ends and is kept.

    Without a source it is `Refused`; `Stale` where `replaces` is given and stands no more.
    """
    require(by.kind != ActorKind.VISITOR, _("Only staff may enter figures."))
    if not source.strip():
        raise Refused(_("Say who published the figure, and where."), "source")
    now = now or timezone.now()
    old = QuotedFigure.objects.select_for_update().filter(key=key, ended_at__isnull=True).first()
    if replaces is not None and (old is None or old.pk != replaces.pk):
        raise Stale(_("Somebody else has corrected or ended this figure."), current=old)
    if old is not None:
        QuotedFigure.objects.filter(pk=old.pk).update(ended_at=now)
    row = _quoted(
        key=key,
        value=value,
        unit=unit,
        source=source,
        bound=bound,
        published_on=published_on,
        not_stated=not_stated,
        quoted_at=now,
    )
    record.note(by, "figure.quoted", row, values={"value": (old and old.value, value)})
    return row


def _quoted(**values: Any) -> QuotedFigure:
    """The database has the last word where two quote the same figure at once."""
    try:
        with transaction.atomic():
            return QuotedFigure.objects.create(**values)
    except IntegrityError:
        raise Stale(_("Somebody else has corrected or ended this figure.")) from None


@action("figures.end")
def end_figure(*, by: Actor, figure: QuotedFigure, now: datetime | None = None) -> QuotedFigure:
    """Quote a figure no longer; its row is kept."""
    require(by.kind != ActorKind.VISITOR, _("Only staff may enter figures."))
    rows = QuotedFigure.objects.filter(pk=figure.pk, ended_at__isnull=True)
    if not rows.update(ended_at=now or timezone.now()):
        raise Stale(_("Somebody else has corrected or ended this figure."))
    figure.refresh_from_db()
    record.note(by, "figure.ended", figure, values={"value": figure.value})
    return figure
