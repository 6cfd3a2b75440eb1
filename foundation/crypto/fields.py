"""Model fields for personal values: encrypted text, and the blind index beside it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact

from foundation.crypto.keys import digest, seal, unseal

HEX_DIGEST = re.compile(r"[0-9a-f]{64}")


class IsEmpty(Exact):
    """Equality with the empty string, the only value that is not encrypted."""

    def get_prep_lookup(self) -> str:
        if self.rhs != "":
            raise FieldError("An encrypted field can only be compared with the empty string.")
        return ""


class WithIndex(str):
    """A value whose blind index is written in the same statement."""

    __slots__ = ()


class EncryptedTextField(models.TextField):
    """Text that the database holds only encrypted.

    The empty string stays the empty string and NULL stays NULL. The label is fixed per column, so
    that a value copied into another column does not open; it does not follow renames. Where a
    blind index stands beside it, `update()` and `bulk_update()` are refused: they would leave the
    old index, and the person could be found under a number given up. `save()`, `bulk_create()`
    and `update_revised()` write both.
    """

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        self.label = label
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "label": self.label}

    @cached_property
    def index(self) -> BlindIndexField | None:
        """The blind index beside this field, if there is one."""
        for field in self.model._meta.concrete_fields:
            if isinstance(field, BlindIndexField) and field.source == self.name:
                return field
        return None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        return WithIndex(value) if isinstance(value, str) and self.index else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        is_text = not hasattr(value, "as_sql")
        if is_text and self.index and not isinstance(value, WithIndex):
            raise TypeError(f"{self.model.__name__}.{self.name} is written with its index: save()")
        return super().get_db_prep_save(value, connection)

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
    people type into one form before it is digested. Sources that are empty then are stored as
    NULL. Look up with `filter(phone_index=field.of(typed))`; anything but a digest raises.
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

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """The model must be `Indexed`, and the source an encrypted field that is never NULL."""
        found = super().check(**kwargs)
        names = {field.name: field for field in self.model._meta.concrete_fields}
        source = names.get(self.source)
        if not isinstance(source, EncryptedTextField) or source.null:
            found.append(checks.Error("source is no encrypted field", obj=self, id="crypto.E001"))
        if not getattr(self.model, "keeps_indexes", False):
            found.append(checks.Error("the model is not Indexed", obj=self, id="crypto.E002"))
        return found

    def of(self, value: str | None) -> str | None:
        """The digest that a value would be stored under; None for an empty one."""
        normal = self.normal(value) if value else ""
        return digest(normal, self.label) if normal else None

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if value is not None and not HEX_DIGEST.fullmatch(value):
            raise ValueError(f"{self.name} is looked up by a digest: use of()")
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.of(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value
