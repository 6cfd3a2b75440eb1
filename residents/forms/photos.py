"""Photos of a form, several in one field; each is made small and harmless as it is read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from foundation.files import content
from residents.actions.raising import PHOTOS
from residents.photos import small_photo

MEGABYTE = 1024 * 1024


class PhotosInput(forms.FileInput):
    """A file input that takes several pictures; a phone offers its camera."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/*", "multiple": True, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class PhotosField(forms.Field):
    """The pictures as JPEG bytes, or what is wrong with one of them."""

    widget = PhotosInput

    def clean(self, value: list[Any], initial: Any = None) -> list[bytes]:
        """At most three pictures, each of at most 20 MB; raises ValidationError."""
        if len(value) > PHOTOS:
            raise ValidationError(gettext("At most %(n)s photos, please.") % {"n": PHOTOS})
        return [self.read(uploaded) for uploaded in value]

    def read(self, uploaded: Any) -> bytes:
        """One picture, made small."""
        if uploaded.size > content.MOST_BYTES:
            most = {"n": content.MOST_BYTES // MEGABYTE}
            raise ValidationError(gettext("A photo may have at most %(n)s MB.") % most)
        try:
            return small_photo(uploaded.read())
        except content.Unreadable:
            raise ValidationError(
                gettext("This is not a photo that can be read: JPEG, PNG, GIF or WebP, please.")
            ) from None
        except content.TooManyPixels:
            raise ValidationError(
                gettext("The photo has too many pixels. Please take a smaller one.")
            ) from None
