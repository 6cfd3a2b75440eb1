"""Keeping the index true: called by the action that publishes or withdraws, in its transaction.

There is no Entry for these rows: the publishing itself is in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from foundation.search import index
from foundation.search.doc import PUBLISHED, Doc
from foundation.search.models import SearchDoc
from foundation.search.tokens import other_words, title_words

TITLE_LENGTH = SearchDoc._meta.get_field("title").max_length
SUMMARY_LENGTH = SearchDoc._meta.get_field("summary").max_length


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
    title, summary = clean(doc.title, TITLE_LENGTH), clean(doc.summary, SUMMARY_LENGTH)
    values = {
        "title": title,
        "summary": summary,
        "place_path": doc.place_path,
        "address": doc.address,
        "title_words": title_words(title),
        "other_words": other_words(summary),
    }
    at = doc.at or timezone.now()
    row, _ = SearchDoc.objects.update_or_create(
        kind=doc.kind, key=doc.key, defaults={**values, "updated_at": at}
    )
    return row


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
