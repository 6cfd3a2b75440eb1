"""A field that finds a row by what is typed of it, so that no page holds a list of all rows.

Few rows are offered at once. Of many, those that fit what was typed are offered to choose from:
while typing where JavaScript runs (`static/js/pick.js`), else when the form is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms import Script
from django.utils.translation import gettext as _

from foundation.digits import number_in

MOST = 8  # rows offered at a time
LENGTH = 80  # characters looked for


class Typed(NamedTuple):
    """What came with the form: the words, the row chosen, and the words it was offered for."""

    text: str = ""
    chosen: str = ""
    offered_for: str = ""


class PickInput(forms.TextInput):
    """A search field with the rows that fit below it."""

    input_type = "search"
    template_name = "components/pick_input.html"
    picker: PickField

    class Media:
        js = [Script("js/pick.js", type="module")]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        parts = (data.get(name) or "", data.get(f"{name}_pick") or "", data.get(f"{name}_for"))
        return Typed(*(str(part or "").replace("\x00", "").strip()[:LENGTH] for part in parts))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_pick" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed = value if isinstance(value, Typed) else Typed(chosen=str(value or ""))
        context: dict[str, Any] = super().get_context(name, typed.text, attrs)
        context["widget"]["attrs"] |= {"autocomplete": "off", "maxlength": LENGTH}
        return context | self.picker.offer_for(name, typed)


class PickField(forms.Field):
    """One row of `rows`, which the form sets in `offer()`.

    `exact` are lookups that mean one row when one fits (a number, a whole name); `parts` those by
    which rows are found; `also(text)` adds a condition. `named` is how a row is written.
    """

    widget = PickInput

    def __init__(
        self,
        *,
        parts: Iterable[str],
        exact: Iterable[str] = (),
        named: Callable[[Any], str] = str,
        also: Callable[[str], Q] | None = None,
        **options: Any,
    ) -> None:
        self.parts, self.exact, self.named, self.also = tuple(parts), tuple(exact), named, also
        self.rows: QuerySet[Any] | None = None
        super().__init__(**options)
        self.widget.picker = self

    def __deepcopy__(self, memo: Any) -> PickField:
        copied: PickField = super().__deepcopy__(memo)
        copied.widget.picker = copied
        return copied

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Model) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return isinstance(data, Typed) and bool(data.text or data.chosen)

    def clean(self, value: Any) -> Any:
        """The row: chosen, or the only one of which the words are the name."""
        typed = value if isinstance(value, Typed) else Typed()
        row = self.chosen(typed)
        if row is None and typed.chosen and typed.text == typed.offered_for:
            raise ValidationError(_("Choose which one is meant."))
        if row is None and typed.text:
            whole = self.found(self.exact, typed.text)
            row = whole[0] if len(whole) == 1 else None
        if row is not None:
            return row
        if typed.text:
            fits = bool(self.offered(typed.text))
            raise ValidationError(
                _("Choose which one is meant.") if fits else _("Nothing fits these words.")
            )
        if self.required:
            raise ValidationError(_("Write a name or a number, and choose."))
        return None

    def chosen(self, typed: Typed) -> Any:
        """The row that was chosen, as long as the words are those it was offered for."""
        key = number_in(typed.chosen)
        if not key or typed.text != typed.offered_for:
            return None
        return self._rows().filter(pk=key).first()

    def found(self, lookups: Iterable[str], text: str, *, more: bool = False) -> list[Any]:
        """At most one row more than are offered."""
        condition = Q(pk__in=[])
        for lookup in lookups:
            condition |= Q(**{lookup: text})
        if more and self.also:
            condition |= self.also(text)
        return list(self._rows().filter(condition).distinct()[: MOST + 1])

    def offered(self, text: str) -> list[Any]:
        """The rows that fit the words; all of them for no words, where they are few."""
        if text:
            return self.found(self.parts, text, more=True)
        rows = list(self._rows()[: MOST + 1])
        return rows if len(rows) <= MOST else []

    def offer_for(self, name: str, typed: Typed) -> dict[str, Any]:
        """What the page shows below the field."""
        chosen = self.chosen(typed)
        rows = [chosen] if chosen is not None and typed.text else self.offered(typed.text)
        if chosen is not None and chosen not in rows:
            rows = [chosen, *rows]
        if typed.text and typed.text != typed.offered_for and len(rows) == 1:
            chosen = rows[0]  # what was typed means this one, unless somebody says otherwise
        return {
            "pick": name,
            "text": typed.text,
            "rows": [(str(row.pk), self.named(row), row == chosen) for row in rows[:MOST]],
            "more": len(rows) > MOST,
            "none_too": not self.required and bool(rows),
            "none_chosen": chosen is None,
        }

    def _rows(self) -> QuerySet[Any]:
        if self.rows is None:
            raise RuntimeError("the form has not said which rows there are")
        return self.rows


def picking(form: forms.Form, name: str) -> PickField | None:
    """The field of the form in which rows are looked for by this name."""
    field = form.fields.get(name)
    return field if isinstance(field, PickField) else None
