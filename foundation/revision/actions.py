"""Write a row only if nobody else has since it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from foundation.crypto.fields import EncryptedTextField, WithIndex
from foundation.crypto.models import indexes_of
from foundation.record.actions import together
from foundation.refusals import Stale

Row = TypeVar("Row", bound=models.Model)


def update_revised(row: Row, *, expected: int, **fields: Any) -> Row:
    """Write the named fields in one UPDATE if the row still has the revision `expected`.

    `row` then holds them too, and the next revision. Raises `Stale` otherwise, with the row as it
    stands now (`current`, None if it is gone), the fields of this writer and the revision to
    expect next. Blind indexes of encrypted fields are written along.
    """
    model = type(row)
    rows = model._base_manager.filter(pk=row.pk)
    written = {name: _ready(model, name, value) for name, value in fields.items()}
    for name, index in indexes_of(model, fields).items():
        written[name] = index.of(fields[index.source])
    if not rows.filter(revision=expected).update(**written, revision=expected + 1):
        current: Any = rows.first()
        raise Stale(
            _("Somebody else has changed this meanwhile. Choose which text to keep."),
            current=current,
            submitted=fields,
            revision=current.revision if current else 0,
        )
    for name, value in {**written, **fields, "revision": expected + 1}.items():
        setattr(row, name, value)
    return row


def held(model: type[Row], keys: Iterable[int]) -> dict[int, Row]:
    """The rows of these keys as they stand, held until the act ends.

    They are taken in the order of their keys, so that of two acts one waits for the other and never
    each for each, and as firmly as an UPDATE takes them, so that none asks for more later.
    """
    rows = model._base_manager.filter(pk__in=set(keys)).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(no_key=True)}


@contextmanager
def on_seen(row: models.Model, seen: int | None, beside: Iterable[int] = ()) -> Iterator[None]:
    """What is done to a row inside is done on the version that was seen, or not at all.

    Raises `Stale`, with the row as it stands now, where it has another revision; also where `seen`
    is None, since a form that says none has seen none. Whoever changes it at the same moment is
    waited for. `beside` are the keys of the other rows of its table that the act writes: they are
    held from the start (`held`). The row has another revision afterwards, whatever was done: also
    what hangs on it is part of what others have seen.
    """
    rows: Any = type(row)._base_manager.filter(pk=row.pk)
    with together():
        stands: Any = held(type(row), [row.pk, *beside]).get(row.pk)
        if stands is None or stands.revision != seen:
            raise Stale(
                _("Somebody else has changed this meanwhile. Look at it again before you go on."),
                current=stands,
                revision=stands.revision if stands else 0,
            )
        yield
        rows.filter(revision=seen).update(revision=stands.revision + 1)


def _ready(model: type[models.Model], name: str, value: Any) -> Any:
    """An encrypted value whose index is written in the same statement says so."""
    field = model._meta.get_field(name)
    indexed = isinstance(field, EncryptedTextField) and field.index and isinstance(value, str)
    return WithIndex(value) if indexed else value
