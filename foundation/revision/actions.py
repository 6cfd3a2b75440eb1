"""Write a row only if nobody else has since it was read."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from foundation.crypto.fields import EncryptedTextField, WithIndex
from foundation.crypto.models import indexes_of
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


def _ready(model: type[models.Model], name: str, value: Any) -> Any:
    """An encrypted value whose index is written in the same statement says so."""
    field = model._meta.get_field(name)
    indexed = isinstance(field, EncryptedTextField) and field.index and isinstance(value, str)
    return WithIndex(value) if indexed else value
