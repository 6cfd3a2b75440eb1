"""The three questions of a need: what, where, how to reach you. One form a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.phones import is_phone, normal_phone
from residents.actions.raising import WORDS_LENGTH
from residents.bilingual import named
from residents.forms.photos import PhotosField
from residents.models import NeedCategory
from residents.queries.categories import categories_handed_off, categories_handled
from residents.queries.need_places import places_to_choose

SPOT_LENGTH, NAME_LENGTH, PHONE_LENGTH = 120, 40, 30
CHANNELS = [
    ("window", _("Somebody is with me at the window")),
    ("phone", _("Somebody is on the telephone")),
    ("web", _("No, it is my own need")),
]


class PlainForm(forms.Form):
    """A form in our words: what cannot be stored is said, what was typed stays."""

    use_required_attribute = False

    def speak_of_them(self) -> None:
        """Ask staff about somebody else; most questions are the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["null_characters_not_allowed"] = gettext(
                "There are characters in it that cannot be stored. Please type it again."
            )
            for check in field.validators:
                if getattr(check, "code", "") == "null_characters_not_allowed":
                    check.message = field.error_messages["null_characters_not_allowed"]


def words_field(
    length: int, *, kind: type[forms.CharField] = forms.CharField, **options: Any
) -> forms.CharField:
    """A text of limited length. The browser is not told the limit: it would cut in silence."""
    field = kind(**options)
    field.validators.append(at_most(length))
    return field


class at_most:
    """A validator with our words for a text that is too long."""

    code = "max_length"

    def __init__(self, length: int) -> None:
        self.length = length

    def __call__(self, value: str) -> None:
        if len(value) > self.length:
            raise ValidationError(gettext("At most %(n)s characters, please.") % {"n": self.length})


class WhatForm(PlainForm):
    """What it is about; for staff (`for_others`) also for whom they enter it.

    A hand-off kind needs no words, because none are kept.
    """

    channel = forms.ChoiceField(
        label=_("Are you entering this for somebody else?"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say for whom you enter this."),
            "invalid_choice": _("Say for whom you enter this."),
        },
    )
    words = words_field(
        WORDS_LENGTH,
        label=_("Say it in your own words"),
        help_text=_("A sentence or two will do. Your keyboard has a microphone: you can speak."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what you need, in your own words.")},
    )
    category = forms.ChoiceField(
        label=_("What kind of matter is it?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the kinds shown, or none.")},
    )
    photos = PhotosField(
        label=_("Photos"),
        help_text=_(
            "Up to three, without faces and without papers that show names. "
            "Only those who work on it see them."
        ),
        required=False,
    )
    drop = forms.BooleanField(label=_("Leave out the photos added so far"), required=False)

    def __init__(self, *args: Any, for_others: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_others:
            self.fields["words"].label = gettext("In the words of whoever raises it")
        else:
            del self.fields["channel"]
        self.handled = list(categories_handled())
        self.handed_off = list(categories_handed_off())
        kinds = [(kind.key, named(kind)) for kind in self.handled]
        self.fields["category"].choices = [("", gettext("Not sure: please sort it")), *kinds]
        if self.is_bound and self.hand_off():
            self.fields["words"].required = False

    def hand_off(self) -> NeedCategory | None:
        """The hand-off kind that was chosen, if one was: its button comes beside the choice of a
        kind that is dealt with here."""
        chosen = self.data.getlist("category")
        return next((kind for kind in self.handed_off if kind.key in chosen), None)

    def whom_to_call(self) -> list[dict[str, Any]]:
        """The kinds that are for another number, as the page shows them."""
        return [
            {"kind": kind, "name": named(kind), "hint": named(kind, "hint")}
            for kind in self.handed_off
        ]

    def photos_read(self) -> list[bytes] | None:
        """The photos to keep in place of those before; None to leave them as they are.

        Photos that could be read are kept even when something else of the page is not right yet.
        """
        found: list[bytes] | None = self.cleaned_data.get("photos")
        if found is None or (not found and not self.cleaned_data.get("drop")):
            return None
        return found


class WhereForm(PlainForm):
    """Where it is: the village or community, and if known the spot."""

    place = forms.ChoiceField(
        label=_("In which village or community is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the village or community."),
            "invalid_choice": _("Choose the village or community."),
        },
    )
    spot = words_field(
        SPOT_LENGTH,
        label=_("Where exactly?"),
        help_text=_("For example a building, a road or a shop. Not your own address."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = places_to_choose()
        self.groups = found.by_kind()
        elsewhere = gettext("Somewhere else in the town, or not sure")
        self.fields["place"].choices = [
            (str(place.pk), elsewhere if place == found.whole else named(place))
            for _heading, places in self.groups
            for place in places
        ]

    def place_groups(self) -> list[tuple[str, list[Any]]]:
        """The radio buttons of the places below their headings."""
        radios = iter(self["place"])
        return [(heading, [next(radios) for _place in places]) for heading, places in self.groups]


class ContactForm(PlainForm):
    """How to reach whoever raised it. Both are optional."""

    phone = words_field(
        PHONE_LENGTH,
        label=_("Telephone number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    name = words_field(
        NAME_LENGTH,
        label=_("What may we call you?"),
        help_text=_("For example: Aunt Wang. It need not be your full name."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def speak_of_them(self) -> None:
        self.fields["name"].label = gettext("What may we call them?")

    def clean_phone(self) -> str:
        """Digits only; full width, spaces and dashes are forgiven."""
        typed: str = self.cleaned_data["phone"]
        if typed and not is_phone(typed):
            raise ValidationError(
                gettext(
                    "This does not look like a telephone number. A mobile number has 11 digits; "
                    "a fixed line needs its area code, such as 0574. You may also leave it empty."
                )
            )
        return normal_phone(typed)
