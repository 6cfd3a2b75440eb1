"""Keeping the index true: called by the action that publishes or withdraws, in its transaction.

There is no Entry for search rows: the publishing itself is in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.jobs.actions import enqueue
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.search import index
from foundation.search.ask import SAID_LONGEST
from foundation.search.doc import PUBLISHED, Doc
from foundation.search.models import SearchDoc, Synonym
from foundation.search.tokens import other_words, runs, title_words

TITLE_LENGTH = SearchDoc._meta.get_field("title").max_length
SUMMARY_LENGTH = SearchDoc._meta.get_field("summary").max_length
MEANS_LENGTH = 200


def put(
    kind: str,
    key: object,
    title: str,
    *,
    address: str,
    summary: str = "",
    place_path: str = "",
    at: datetime | None = None,
) -> SearchDoc:
    """Make a published thing findable, or bring its row up to date. Public text only.

    `address` has no language prefix; `at` is when it was published. Longer texts are cut to 200
    and 300 characters. Raises RuntimeError outside a transaction: a thing and its row must be
    seen together or not at all.
    """
    return put_doc(Doc(kind, str(key), title, address, summary, place_path, at))


def put_doc(doc: Doc) -> SearchDoc:
    """As `put`, for a `Doc`."""
    in_transaction()
    values = said(doc)
    values |= {"address": doc.address, "title_words": words_of_titles(values)}
    at = doc.at or timezone.now()
    row, _made = SearchDoc.objects.update_or_create(
        kind=doc.kind, key=doc.key, defaults={**values, "updated_at": at}
    )
    return row


def said(doc: Doc) -> dict[str, str]:
    """What a row says of its thing, and the words beside its titles by which it is found."""
    summary = clean(doc.summary, SUMMARY_LENGTH)
    return {
        "title": clean(doc.title, TITLE_LENGTH),
        "title_en": clean(doc.title_en, TITLE_LENGTH),
        "summary": summary,
        "place_path": doc.place_path,
        "other_words": other_words(summary),
    }


def words_of_titles(values: dict[str, str]) -> str:
    """What is stored for the titles, each between its ends, so that either is found as a whole."""
    titles = (values["title"], values["title_en"])
    return " ".join(title_words(title) for title in titles if title)


def withdraw(kind: str, key: object) -> None:
    """Make a thing unfindable, in the withdrawing action's transaction; twice is harmless."""
    in_transaction()
    SearchDoc.objects.filter(kind=kind, key=str(key)).delete()


def in_transaction() -> None:
    """Raise RuntimeError unless a transaction is open."""
    if not connection.in_atomic_block:
        raise RuntimeError("search rows are written inside the publishing action's transaction")


def clean(text: str, length: int | None) -> str:
    """A text that every database stores: no NUL, no longer than its column."""
    return text.replace("\x00", "")[:length]


def reindex(kinds: Iterable[str] | None = None) -> dict[str, int]:
    """Make the rows of each registered kind (or the given ones) anew and rebuild the index.

    Returns the number of things per kind. Each kind is one transaction; raises KeyError for a
    kind that no room has registered.
    """
    with transaction.atomic():
        index.rebuild(connection)
    return {kind: reindex_kind(kind) for kind in sorted(kinds or PUBLISHED)}


@transaction.atomic
def reindex_kind(kind: str) -> int:
    """Put everything published of one kind, and drop the rows of what no longer is."""
    kept = {put_doc(doc).pk for doc in PUBLISHED[kind]()}
    rows = SearchDoc.objects.filter(kind=kind).values_list("pk", flat=True)
    gone = [pk for pk in rows.iterator() if pk not in kept]
    for i in range(0, len(gone), 500):
        SearchDoc.objects.filter(pk__in=gone[i : i + 500]).delete()
    return len(kept)


def refresh_later(by: Actor, changed: models.Model) -> None:
    """Ask for `refresh` once the transaction has committed: what got another name, or ended, is
    named by others."""
    label, revision = changed._meta.label_lower, getattr(changed, "revision", 0)
    enqueue("foundation.refresh_search", key=f"search:{label}:{changed.pk}:{revision}", by=by)


def refresh() -> int:
    """Write the rows that say something else than what they stand for now, such as the old name
    of a place, and drop those of what is published no more, such as a body that has ended. None is
    added: what is withdrawn meanwhile stays so. Returns how many differed.
    """
    return sum(refresh_kind(kind) for kind in sorted(PUBLISHED))


@transaction.atomic
def refresh_kind(kind: str) -> int:
    """As `refresh`, for one kind; who publishes meanwhile waits, and writes after us."""
    rows = {row.key: row for row in SearchDoc.objects.select_for_update().filter(kind=kind)}
    known = [doc for doc in PUBLISHED[kind]() if doc.key in rows]
    differ = [doc for doc in known if differs(rows[doc.key], doc)]
    for doc in differ:
        put_doc(doc)
    gone = rows.keys() - {doc.key for doc in known}
    for key in gone:
        withdraw(kind, key)
    return len(differ) + len(gone)


def differs(row: SearchDoc, doc: Doc) -> bool:
    """Whether a row says something else than its thing."""
    return any(getattr(row, name) != value for name, value in said(doc).items())


@action("synonyms.set")
def set_synonym(*, by: Actor, said: str, means: Iterable[str]) -> Synonym:
    """Have one word that people say (12 characters at most) find what we write: `means` are words,
    none of them ends it. Stored as it is compared: half width, lower case. Who of the staff may
    is asked by the storey that knows their posts.
    """
    require(by.kind != ActorKind.VISITOR, _("Only staff may change the words of the search."))
    said_runs = runs(said)
    if len(said_runs) != 1 or len(said_runs[0]) > SAID_LONGEST:
        raise Refused(_("Give one word of at most %(n)s characters.") % {"n": SAID_LONGEST}, "said")
    meant = " ".join(run for word in means for run in runs(word))
    if len(meant) > MEANS_LENGTH:
        raise Refused(_("These are too many words."), "means")
    row, _made = Synonym.objects.update_or_create(said=said_runs[0], defaults={"means": meant})
    record.note(by, "synonym.set", row, fields=["means"])
    return row
