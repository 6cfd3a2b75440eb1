"""The base of every model with a blind index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from foundation.crypto.fields import BlindIndexField


class Indexed(models.Model):
    """Writes the blind index whenever its source is written, also by `save(update_fields=…)`."""

    keeps_indexes = True

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """As Django's, with the indexes of the named (or loaded) fields."""
        named = update_fields
        if named is None and not self._state.adding and self.get_deferred_fields():
            fields = self._meta.concrete_fields
            named = {f.name for f in fields if not f.primary_key} - {
                f.name for f in fields if f.attname in self.get_deferred_fields()
            }
        if named is not None:
            named = {*named, *indexes_of(type(self), named)}
        super().save(*args, update_fields=named, **kwargs)


def indexes_of(model: type[models.Model], written: Iterable[str]) -> dict[str, BlindIndexField]:
    """The blind indexes, by name, of those written fields that have one."""
    written = set(written)
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if isinstance(field, BlindIndexField) and field.source in written
    }
