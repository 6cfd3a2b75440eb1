"""Model fields for personal values: encrypted text, and the blind index beside it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact

from foundation.crypto.keys import digest, seal, unseal


class IsEmpty(Exact):
    """Equality with the empty string, the only value that is not encrypted."""

    def get_prep_lookup(self) -> str:
        if self.rhs != "":
            raise FieldError("An encrypted field can only be compared with the empty string.")
        return ""


class EncryptedTextField(models.TextField):
    """Text that the database holds only encrypted.

    The empty string stays the empty string and NULL stays NULL. The label is fixed per column, so
    that a value copied into another column does not open; it does not follow renames.
    """

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        self.label = label
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "label": self.label}

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return seal(value, self.label) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return unseal(value, self.label) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only NULL and "" can be asked for: equality goes through the blind index."""
        return {"isnull": super().get_lookup("isnull"), "exact": IsEmpty}.get(lookup_name)


class BlindIndexField(models.CharField):
    """The keyed digest of another field's value, kept by that field's owner on every save.

    `source` names the encrypted field beside it; `normal` (a function of one string) brings what
    people type into one form before it is digested. Empty sources are stored as NULL.
    """

    def __init__(
        self, *args: Any, source: str, label: str, normal: Any = str, **kwargs: Any
    ) -> None:
        self.source, self.label, self.normal = source, label, normal
        kwargs.update(max_length=64, null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "null", "blank", "editable"):
            kwargs.pop(key, None)
        kwargs.update(source=self.source, label=self.label, normal=self.normal)
        return name, path, args, kwargs

    def of(self, value: str | None) -> str | None:
        """The digest that a value would be stored under; None for an empty one."""
        return digest(self.normal(value), self.label) if value else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.of(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value
