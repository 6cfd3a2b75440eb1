"""Forms to fill: taking one in, saying what goes into its cells, ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.docx import filling as word
from foundation.docx.filling import OF
from foundation.files import actions as files
from foundation.files.unfit import Unfit
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.sheets import filling as excel
from foundation.sheets.reading import cells_of
from gaoqiao.reports.access import holding_to_keep, places_for
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.models import FormBinding, FormTemplate, Which
from gaoqiao.reports.periods import PeriodKind
from gaoqiao.reports.queries.filling import content_of, is_word
from gaoqiao.reports.queries.measures import measure_of
from gaoqiao.reports.queries.pouring import list_of
from residents.models import Place


def keeper(by: Actor, place: Place) -> Actor:
    """The actor with the holding by which she keeps a place's reports; else `NotAllowed`."""
    holding = holding_to_keep(by.user, place) if by.user else None
    require(holding is not None, _("You do not keep the forms of this place."))
    return by.using(holding)


@action("form.upload")
def upload_form(*, by: Actor, name: str, place: Place, period: str, uploaded: Any) -> FormTemplate:
    """Take in a form of somebody else's, .xlsx or .docx. Raises `Refused` (for `file`) with a
    sentence for a file that is not taken, or in which nothing can be filled; nothing is kept then.
    """
    by = keeper(by, place)
    kept = files.keep(uploaded, by=by, allowed=files.OFFICE, field="file")
    form = FormTemplate.objects.create(
        name=name, place=place, period=PeriodKind(period), file=kept, created_by=by.user
    )
    refuse_what_has_no_cells(form)
    record.note(by, "form.uploaded", form)
    return form


def refuse_what_has_no_cells(form: FormTemplate) -> None:
    """Refuse a Word file without fields and a workbook without sheets."""
    data = content_of(form)
    try:
        found = word.fields_of(data) if is_word(form) else cells_of(data)
    except Unfit as unfit:
        raise Refused(unfit.message, "file") from None
    if not found and is_word(form):
        told = _("No field stands in it. Write {{ name }} where a number belongs, and send it.")
        raise Refused(told, "file")
    if not found:
        raise Refused(_("There is no sheet in this file."), "file")


@action("form.add_list")
def add_list(*, by: Actor, place: Place, preset: str, period: str) -> FormTemplate:
    """Keep one of the lists that ship, filled each period. Raises `Refused` for one that is."""
    by = keeper(by, place)
    if preset not in LISTS:
        raise Refused(_("There is no such list."))
    try:
        with transaction.atomic():
            form = FormTemplate.objects.create(
                preset=preset, place=place, period=PeriodKind(period), created_by=by.user
            )
    except IntegrityError:
        raise Refused(_("This list is kept already.")) from None
    record.note(by, "form.list_added", form)
    return form


@action("form.end")
def end_form(*, by: Actor, form: FormTemplate, now: datetime | None = None) -> FormTemplate:
    """Fill a form no more; what was filled stays."""
    by = keeper(by, form.place)
    ended = {"ended_at": now or timezone.now()}
    if not FormTemplate.objects.filter(pk=form.pk, ended_at__isnull=True).update(**ended):
        raise Refused(_("This form is not filled any more."))
    record.note(by, "form.ended", form)
    return form


@action("form.bind")
def bind_cell(
    *,
    by: Actor,
    form: FormTemplate,
    target: str,
    measure: str,
    place: Place,
    which: str = Which.NOW,
    column: str = "",
    instead_of: int | None = None,
    now: datetime | None = None,
) -> FormBinding:
    """Say what goes into a cell, in place of what the writer saw there (`instead_of`, None for
    nothing): a number, or a `column` of the rows, from there down or in a list of a Word form.
    Raises `Refused` for a cell that cannot be filled, that somebody else has bound meanwhile, and
    for a measure or a column that is no more."""
    by = keeper(by, form.place)
    # Those who bind columns of one list take turns.
    form = FormTemplate.objects.select_for_update().get(pk=form.pk)
    if form.ended_at or form.preset:
        raise Refused(_("This form is not filled any more."))
    refuse_what_is_not_counted(form, measure, which, column)
    if not places_for(form).filter(pk=place.pk).exists():
        raise Refused(_("This place does not lie where the form is about."), "place")
    refuse_what_cannot_be_filled(form, target, column)
    open_ones = FormBinding.objects.filter(form=form, ended_at__isnull=True)
    if list_of(target) and is_word(form):
        refuse_another_list(open_ones, target, measure, place)
    if instead_of is not None:
        seen = open_ones.filter(pk=instead_of, target=target)
        seen.update(ended_at=now or timezone.now())
    try:
        with transaction.atomic():
            goes = {"measure": measure, "place": place, "which": Which(which), "column": column}
            bound = FormBinding.objects.create(form=form, target=target, **goes)
    except IntegrityError:
        told = _("Something goes into this cell already. Open it again to see what.")
        raise Refused(told, "measure") from None
    record.note(by, "form.bound", bound, fields=["measure"], values={"which": bound.which})
    return bound


def refuse_what_is_not_counted(form: FormTemplate, key: str, which: str, column: str) -> None:
    """Refuse a figure that is none of a form's period, and a column that its rows have not."""
    known = measure_of(key)
    if known is None or known.period not in ("", form.period):
        raise Refused(_("There is no such figure any more. Choose another."), "measure")
    if column and (which != Which.NOW or known.column(column) is None):
        raise Refused(_("The rows of this figure have no such column."), "column")


def refuse_what_cannot_be_filled(form: FormTemplate, target: str, column: str) -> None:
    """Try a number in the cell, and keep nothing of it."""
    data = content_of(form)
    try:
        if not is_word(form):
            excel.filled(data, {target: 0})
        elif target not in word.places_of(data):
            raise Refused(_("The form has no field of this name."), "measure")
        elif not list_of(target):
            word.filled(data, {target: 0})  # a list cannot be gone through then
    except excel.Unfillable as unfit:
        raise Refused(unfit.message, "measure") from None
    except (Unfit, TypeError):
        raise Refused(_("No number can be put here."), "measure") from None
    if is_word(form) and bool(list_of(target)) != bool(column):
        told = _("A row of a list shows a column of the rows, and any other field a number.")
        raise Refused(told, "column")


def refuse_another_list(
    open_ones: QuerySet[FormBinding], target: str, measure: str, place: Place
) -> None:
    """Refuse a second figure in the columns of one list of a Word form."""
    beside = open_ones.filter(target__startswith=f"{list_of(target)}{OF}").exclude(target=target)
    if beside.exclude(measure=measure, place=place).exists():
        told = _("The other columns of this list show the rows of another figure or place.")
        raise Refused(told, "measure")


@action("form.unbind")
def unbind_cell(*, by: Actor, binding: FormBinding, now: datetime | None = None) -> FormTemplate:
    """Put nothing into a cell from now on."""
    by = keeper(by, binding.form.place)
    ended = {"ended_at": now or timezone.now()}
    if not FormBinding.objects.filter(pk=binding.pk, ended_at__isnull=True).update(**ended):
        raise Refused(_("Nothing goes into this cell any more."))
    record.note(by, "form.unbound", binding)
    return binding.form
