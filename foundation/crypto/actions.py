"""Seal stored values anew, under the newest key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from foundation.crypto.fields import EncryptedTextField
from foundation.crypto.keys import SEPARATOR, Unreadable, newest_key, seal, unseal

BATCH = 200


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What happened in one column: values sealed anew, and values that no key opens."""

    label: str
    sealed: int
    unreadable: int


def rekey(*, batch: int = BATCH) -> Iterator[Rekeyed]:
    """Seal every encrypted value under the newest key, column by column.

    Harmless to repeat and to interrupt. Each value is compared and set, so an edit made meanwhile
    stays; one transaction a batch, so writers wait no longer than that. Take the old key out of
    the settings only when this reports nothing left.
    """
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield _column(model, field, batch)


def _column(model: type[models.Model], field: EncryptedTextField, batch: int) -> Rekeyed:
    old = _stored(model, field).exclude(stored="").exclude(stored=None)
    old = old.exclude(stored__startswith=newest_key() + SEPARATOR).order_by("pk")
    last, sealed, unreadable = None, 0, 0
    while True:
        rows = old.filter(pk__gt=last) if last is not None else old
        found = list(rows.values_list("pk", "stored")[:batch])
        if not found:
            return Rekeyed(field.label, sealed, unreadable)
        with transaction.atomic():
            for pk, stored in found:
                try:
                    sealed += _replace(model, field, pk, stored)
                except Unreadable:
                    unreadable += 1
        last = found[-1][0]


def _stored(model: type[models.Model], field: EncryptedTextField) -> models.QuerySet:
    """Rows with the column as it stands in the table, under `stored`."""
    return model._base_manager.annotate(stored=Cast(models.F(field.name), models.TextField()))


def _replace(model: type[models.Model], field: EncryptedTextField, pk: object, stored: str) -> int:
    fresh = models.Value(seal(unseal(stored, field.label), field.label), models.TextField())
    return _stored(model, field).filter(pk=pk, stored=stored).update(**{field.name: fresh})
