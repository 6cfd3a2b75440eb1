"""What goes into the cells of a form for one period, the file it makes, and what stays empty."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.translation import override

from foundation.docx import filling as word
from foundation.files.models import Attachment, AttachmentKind
from foundation.files.unfit import Unfit
from foundation.sheets import filling as excel
from foundation.sheets.reading import cells_of
from foundation.sheets.workbook import Sheet, write
from gaoqiao.reports.figures import Figure
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.models import FormBinding, FormTemplate, Which
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.books import columns_of_rows
from gaoqiao.reports.queries.changes import LIST, Frozen, changes_of
from gaoqiao.reports.queries.counting import Counted, counted
from gaoqiao.reports.queries.gaps import empty_cells
from gaoqiao.reports.queries.measures import measure_of
from gaoqiao.reports.queries.papers import in_figures
from gaoqiao.reports.queries.pouring import cells_of_rows, poured_into, rows_for_word
from residents.models import Place
from residents.queries.measured import report_parts
from residents.windows import Window

GONE, WITHHELD, NOTHING, BY_HAND = "gone", "withheld", "nothing", "by_hand"


@dataclass(frozen=True)
class Filled:
    """A filled form before it is kept: see `FormFill`."""

    data: bytes
    kind: str
    values: Frozen
    rows: Frozen
    changes: Frozen
    blanks: list[Frozen]


class Counter:
    """Counts each figure once, though several cells ask for it."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int, Period], dict[str, Counted]] = {}
        self.apart: dict[int, tuple[str, ...]] = {}

    def of(self, key: str, place: Place, period: Period) -> Counted | None:
        """The figure of a measure for a place and a period; None where there is no such measure."""
        measure = measure_of(key)
        if measure is None:
            return None
        asked = (measure.key, place.pk, period)
        if asked not in self.known:
            window = Window((place.path,), period.since, period.until, self.left_out(place))
            self.known[asked] = counted(measure, window)
        return self.known[asked].get(key, Counted(Figure(), []))

    def left_out(self, place: Place) -> tuple[str, ...]:
        """The paths in a place that its reports do not count: invented and ended villages'."""
        if place.pk not in self.apart:
            parts = {part.pk for part in report_parts(place)}
            inner = Place.objects.within(place.path).filter(level=Place.Level.VILLAGE)
            found = inner.exclude(pk__in=parts).values_list("path", flat=True)
            self.apart[place.pk] = () if place.level == Place.Level.VILLAGE else tuple(found)
        return self.apart[place.pk]


def bindings_of(form: FormTemplate) -> list[FormBinding]:
    """What goes into the cells now, oldest first."""
    return list(form.bindings.filter(ended_at__isnull=True).select_related("place").order_by("pk"))


def value_of(binding: FormBinding, period: Period, counter: Counter) -> tuple[Frozen, Frozen]:
    """What goes into a cell, or why nothing does, and the keys of the rows behind it."""
    now = counter.of(binding.measure, binding.place, period)
    before = None
    if binding.which != Which.NOW:
        before = counter.of(binding.measure, binding.place, period.before)
    measure = measure_of(binding.measure)
    value: Frozen = {
        "measure": binding.measure,
        "place": binding.place_id,
        "which": binding.which,
        "column": binding.column,
        "number": None,
        "why": "",
        "label": now.label if now else "",
    }
    if measure is None or now is None or (binding.column and not measure.column(binding.column)):
        return {**value, "why": GONE}, {}
    if binding.column:
        return {**value, "number": str(len(now.keys))}, {"now": now.keys}
    asked: dict[Which, list[Counted | None]] = {
        Which.NOW: [now],
        Which.BEFORE: [before],
        Which.DIFFERENCE: [now, before],
    }
    found = [one for one in asked[Which(binding.which)] if one is not None]
    names = ["before"] if binding.which == Which.BEFORE else ["now", "before"]
    rows = {name: one.keys for name, one in zip(names, found, strict=False)}
    told = [one.figure.told(measure.kind) for one in found]
    if any(one.figure.withheld(measure.kind) for one in found):
        return {**value, "why": WITHHELD}, {}
    numbers = [one for one in told if one is not None]
    if len(numbers) < len(found):
        return {**value, "why": NOTHING}, rows
    number = numbers[0] - numbers[1] if len(numbers) > 1 else numbers[0]
    return {**value, "number": f"{number:f}"}, rows


def values_of(
    bindings: Iterable[FormBinding], period: Period, counter: Counter | None = None
) -> tuple[Frozen, Frozen]:
    """By cell what goes into it, and the keys of the rows behind."""
    values, rows, counter = {}, {}, counter or Counter()
    for binding in bindings:
        values[binding.target], rows[binding.target] = value_of(binding, period, counter)
    return values, rows


def filled_form(form: FormTemplate, period: Period) -> Filled:
    """The form with the period's numbers. Raises `Unfit` for a file that cannot be filled."""
    with override(settings.LANGUAGE_CODE):
        if form.preset:
            return filled_list(form, period)
        values, rows = values_of(bindings_of(form), period)
        data = content_of(form)
        if is_word(form):
            made, blanks = into_word(data, values, rows)
        else:
            made, blanks = into_excel(data, values, rows)
    return Filled(
        made, file_of(form).kind, values, rows, changes_of(form, period, values, rows), blanks
    )


def is_word(form: FormTemplate) -> bool:
    """Whether the form is one of Word's."""
    return form.file is not None and form.file.kind == AttachmentKind.DOCX


def file_of(form: FormTemplate) -> Attachment:
    """What was uploaded; ValueError for a list that ships, which has no file."""
    if form.file is None:
        raise ValueError(f"the form {form.pk} has no file")
    return form.file


def content_of(form: FormTemplate) -> bytes:
    """The form as it was uploaded."""
    with file_of(form).file.open("rb") as opened:
        data: bytes = opened.read()
    return data


def numbers_in(values: Frozen) -> dict[str, Decimal]:
    """The cells that get a number."""
    return {
        at: Decimal(one["number"])
        for at, one in values.items()
        if one["number"] is not None and not one.get("column")
    }


def empty_of(values: Frozen) -> list[Frozen]:
    """The cells that should have got one, and why they did not."""
    return [{"at": at, "why": one["why"]} for at, one in values.items() if one["number"] is None]


def into_excel(data: bytes, values: Frozen, rows: Frozen) -> tuple[bytes, list[Frozen]]:
    """The filled sheet; beside what got no number, rows that found no room, and the cells that
    nothing goes into."""
    grids = cells_of(data)
    poured, left = poured_into(grids, values, rows)
    made = excel.filled(data, {**numbers_in(values), **poured})
    by_hand = [
        {"at": cell.at, "why": BY_HAND, "label": cell.label}
        for cell in empty_cells(grids)
        if cell.at not in values and cell.at not in poured
    ]
    return made, empty_of(values) + left + by_hand


def into_word(data: bytes, values: Frozen, rows: Frozen) -> tuple[bytes, list[Frozen]]:
    """The filled paper; beside what got no number, the fields that nothing is bound to."""
    given = {at: in_figures(number) for at, number in numbers_in(values).items()}
    by_hand = [{"at": at, "why": BY_HAND} for at in word.places_of(data) if at not in values]
    return word.filled(data, {**given, **rows_for_word(values, rows)}), empty_of(values) + by_hand


def filled_list(form: FormTemplate, period: Period) -> Filled:
    """A list that ships: the rows of its measure, in an Excel book."""
    shipped = LISTS.get(form.preset)
    measure = measure_of(shipped.measure) if shipped else None
    found = Counter().of(measure.key, form.place, period) if measure else None
    if shipped is None or measure is None or found is None:
        raise Unfit("damaged")
    cells = cells_of_rows(measure, found.keys, measure.source.columns)
    out = io.BytesIO()
    write(out, [Sheet(str(shipped.name), columns_of_rows(measure), cells)])
    values = {
        LIST: {
            "measure": measure.key,
            "place": form.place_id,
            "which": Which.NOW,
            "number": str(len(found.keys)),
            "why": "",
        }
    }
    rows = {LIST: {"now": found.keys}}
    changes = changes_of(form, period, values, rows)
    return Filled(out.getvalue(), AttachmentKind.XLSX, values, rows, changes, [])
