"""Filled forms as the job and the pages read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from foundation.jobs.models import Job, JobState
from foundation.jobs.shown import DONE, FAILED, WAITING, Shown
from gaoqiao.reports.models import FormFill, RunState, Which
from gaoqiao.reports.queries.measures import measure_of, words_by_key
from gaoqiao.reports.queries.papers import in_figures
from gaoqiao.reports.queries.rows import RowsPage, rows_page
from residents.bilingual import local
from residents.models import Place
from residents.windows import Window

FILL_KEY = "form-fill:"


@dataclass(frozen=True)
class FilledCell:
    """A cell of a filled form as its page shows it; `shown` is the number or "", `rows` whether it
    opens any, `says` the words without which the number must not be told, `moved` the rows of a
    list that are new or gone since the period before."""

    at: str
    words: str
    place: str
    which: str
    shown: str
    rows: bool
    before: str = ""
    says: str = ""
    moved: str = ""


@dataclass(frozen=True)
class Blank:
    """A cell that stayed empty, and why, in words."""

    at: str
    label: str
    why: str


@dataclass(frozen=True)
class BehindPart:
    """The rows behind a number that lie in one period."""

    period: str
    means: str
    page: RowsPage


def fill_of(key: int) -> FormFill:
    """A filling with what its job asks for."""
    return FormFill.objects.select_related("form__place", "form__file").get(pk=key)


def job_of(fill: FormFill) -> Job | None:
    """The job that fills it."""
    return Job.objects.filter(key=f"{FILL_KEY}{fill.pk}").first()


def did_not_work(fill: FormFill) -> bool:
    """Whether nothing will come of it any more."""
    if fill.state != RunState.MAKING:
        return fill.state == RunState.FAILED
    job = job_of(fill)
    return job is not None and job.state == JobState.FAILED


def shown_fill(fill: FormFill) -> Shown:
    """How far it is, for its page."""
    if fill.state == RunState.DONE:
        return Shown(DONE, 100)
    job = job_of(fill)
    if job is None or did_not_work(fill):
        return Shown(FAILED)
    # Between the end of a job and this reading the fill is done: the page looks again.
    return Shown(WAITING) if job.state == JobState.DONE else Shown(job.state, job.progress)


def cells_of_fill(fill: FormFill) -> list[FilledCell]:
    """The cells in the order in which they were bound. One query, and one for each measure that is
    cut up."""
    places = in_bulk(one["place"] for one in fill.values.values())
    words = words_by_key(one["measure"] for one in fill.values.values())
    return [
        FilledCell(
            at,
            called(words[value["measure"]], value["measure"], value.get("column", "")),
            local(places.get(value["place"])),
            str(Which(value["which"]).label),
            figures(value["number"]),
            bool(fill.rows.get(at)),
            figures(fill.changes[at]["before"]) or "—" if at in fill.changes else "",
            said_with(value),
            moved(fill.changes.get(at, {})),
        )
        for at, value in fill.values.items()
    ]


def moved(change: dict[str, Any]) -> str:
    """Which rows of a list are others than in the period before; "" for a number."""
    known = {name: change.get(name, 0) for name in ("new", "gone")}
    return _("%(new)s rows new, %(gone)s gone") % known if any(known.values()) else ""


def said_with(value: dict[str, Any]) -> str:
    """The words without which a number must not be told, "" where it needs none."""
    measure = measure_of(value["measure"])
    return value.get("label", "") if measure and measure.states else ""


def called(words: str, key: str, column: str) -> str:
    """What goes into a cell: the figure, or a column of its rows."""
    measure = measure_of(key)
    found = measure.column(column) if measure else None
    return f"{words} → {found.title}" if found else words


def in_bulk(keys: Iterable[int]) -> dict[int, Place]:
    """The places by key."""
    return Place.objects.in_bulk(set(keys))


def figures(number: str | None) -> str:
    """A stored number as it is read; "" for none."""
    return in_figures(Decimal(number)) if number is not None else ""


def blanks_of(fill: FormFill) -> list[Blank]:
    """What stayed empty, in words."""
    asked = {at: value["measure"] for at, value in fill.values.items()}
    words = words_by_key(asked.values())
    return [
        Blank(
            one["at"],
            one.get("label") or words.get(asked.get(one["at"], ""), ""),
            why(one["why"], one.get("left", 0)),
        )
        for one in fill.blanks
    ]


def why(code: str, left: int = 0) -> str:
    """Why a cell is empty, in words."""
    return {
        "gone": _("The figure that belongs here is not counted any more. Choose another."),
        "withheld": _("Fewer than five cases: the number would tell of somebody."),
        "nothing": _("There was no case to count from."),
        "no_room": _("%(n)s rows found no room. Give the form more rows, and upload it again.")
        % {"n": left},
        "by_hand": _("No figure is chosen for it: fill it in by hand."),
    }.get(code, "")


def rows_of_fill(fill: FormFill, at: str, asked: str = "") -> list[BehindPart]:
    """A page of the rows behind a number, by period; nothing for an unknown cell. Two queries, and
    what the measure reads, each period."""
    value, keys = fill.values.get(at), fill.rows.get(at, {})
    measure = measure_of(value["measure"]) if value else None
    if measure is None:
        return []
    paths = tuple(place.path for place in in_bulk([value["place"]]).values())
    return [
        BehindPart(
            str(period),
            str(measure.means),
            rows_page(measure, keys[name], Window(paths, period.since, period.until), asked),
        )
        for name, period in (("now", fill.period), ("before", fill.period.before))
        if name in keys
    ]
