"""How the record is sealed: its entries, and the looks at personal data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foundation.record.models import Entry, Reading
from foundation.seals.chains import Content, Source

ENTRY = (
    *("at", "actor_kind", "actor_id", "holding", "channel", "address_digest", "job", "verb"),
    *("subject_label", "subject_key", "place_path", "fields", "values", "result"),
)
READING = (
    *("at", "reader_id", "holding", "subject_label", "subject_key", "field", "reason"),
    "address_digest",
)


def entries(keys: Sequence[int]) -> Mapping[int, Content]:
    """Everything that entries say. One query."""
    rows = Entry.objects.filter(pk__in=keys).order_by().values_list("pk", *ENTRY)
    return {pk: dict(zip(ENTRY, said, strict=True)) for pk, *said in rows.iterator()}


def readings(keys: Sequence[int]) -> Mapping[int, Content]:
    """Everything that looks say. One query."""
    rows = Reading.objects.filter(pk__in=keys).order_by().values_list("pk", *READING)
    return {pk: dict(zip(READING, said, strict=True)) for pk, *said in rows.iterator()}


ENTRIES = Source(rows=Entry.objects.all, contents=entries)
READINGS = Source(rows=Reading.objects.all, contents=readings)
