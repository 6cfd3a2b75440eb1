"""The Word paper of a report: what its fields say, and the template that they are filled into.

Papers are in the town's language, whatever the page's is. They tell no number of cases beside means
and shares, and withhold those over fewer than five.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from foundation.docx.filling import filled
from gaoqiao.reports.layouts import official, plain
from gaoqiao.reports.models import Layout, ReportDefinition, ReportPart, ReportRun
from gaoqiao.reports.queries import sealed
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import PART, measures_of
from gaoqiao.reports.queries.runs import Line, lines_of, shown_by_place, stored
from residents.bilingual import local

TEMPLATES = {Layout.PLAIN: plain.template, Layout.OFFICIAL: official.template}
# What the paper itself says, by the names of the fields; `sections` and `parts` are lists.
PAPER_FIELDS = {
    "title": gettext_lazy("The title, with place and period"),
    "heading": gettext_lazy("The title without the period"),
    "mark": gettext_lazy("The head of an official paper"),
    "organ": gettext_lazy("Who issues it"),
    "made_on": gettext_lazy("The day it was made"),
    "period": gettext_lazy("The month or quarter"),
    "place": gettext_lazy("The place by its full name"),
    "opening": gettext_lazy("The days it is about, in a sentence"),
    "note": gettext_lazy("How the figures were counted, in a sentence"),
    "version": gettext_lazy("Which version it is"),
    "sections": gettext_lazy("List: heading, figures (words, value, unit, sentence, means)"),
    "check": gettext_lazy("How the paper is checked: its code and the address, in a sentence"),
    "parts_heading": gettext_lazy("The heading over the villages"),
    "parts": gettext_lazy("List of villages: place, and five figures by their names"),
}
IN_TABLE = ("needs_raised", "needs_answered", "needs_late", "meetings_held", "listings")
NOTHING = "\u2014"
# How the sections of a paper are numbered.
NUMBERED = [
    gettext_lazy("1. %s"),
    gettext_lazy("2. %s"),
    gettext_lazy("3. %s"),
    gettext_lazy("4. %s"),
    gettext_lazy("5. %s"),
]


def known_fields(definition: ReportDefinition) -> set[str]:
    """The fields that a template of this report may ask for: the paper's own, and every figure by
    its key."""
    return set(PAPER_FIELDS) | set(definition.measures)


def template_of(definition: ReportDefinition, layout: str) -> bytes:
    """The town's own template of a layout, else the portal's."""
    own = definition.template(layout)
    if own is None:
        return portals_template(Layout(layout), settings.LANGUAGE_CODE)
    with own.file.open("rb") as opened:
        data: bytes = opened.read()
    return data


@cache
def portals_template(layout: Layout, language: str) -> bytes:
    """The portal's own template, which nothing but a new release changes: drawn once a process."""
    with override(language):
        return TEMPLATES[layout]()


def paper_of(run: ReportRun, values: dict[str, Any], parts: list[ReportPart], today: date) -> bytes:
    """The Word file. Raises `Unfit` for a template that cannot be filled."""
    with override(settings.LANGUAGE_CODE):
        fields = fields_of_paper(run, values, parts, today)
    return filled(template_of(run.definition, run.layout), fields)


def fields_of_paper(
    run: ReportRun, values: dict[str, Any], parts: list[ReportPart], today: date
) -> dict[str, Any]:
    """Everything that a template may ask for, in words."""
    lines = list(lines_of(values, run))
    place, name = run.place.official_name or run.place.name, str(run.definition)
    village = len(parts) == 1
    return {
        "mark": _("%(place)s: %(report)s") % {"place": run.place.name, "report": name},
        "heading": _("%(place)s: %(report)s") % {"place": place, "report": name},
        "organ": organ_of(run),
        "place": place,
        "period": str(run.period),
        "title": _("%(place)s: %(report)s, %(period)s")
        % {"place": place, "report": name, "period": run.period},
        "made_on": date_format(today, "DATE_FORMAT"),
        "version": run.version,
        "opening": opening_of(run),
        "sections": sections_of(lines),
        "parts_heading": "" if village else _("By village and community"),
        "parts": [] if village else [of_part(run, part) for part in parts],
        "note": _(
            "Every figure is counted from records of the portal. Shares and averages over fewer"
            " than five cases are left out."
        ),
        "check": check_of(run, values),
        **{line.key: value_in_words(line) for line in lines if PART not in line.key},
    }


def organ_of(run: ReportRun) -> str:
    """Who issues the paper: the town that runs the portal, or the village by its name."""
    if run.place.code and run.place.code == settings.TOWN["place"]["code"]:
        return str(settings.TOWN["units"].get("organiser", "") or run.place.name)
    return run.place.official_name or run.place.name


def opening_of(run: ReportRun) -> str:
    """The first sentence: which days it is about."""
    return _("From %(first)s to %(last)s, both days included.") % {
        "first": date_format(run.since, "DATE_FORMAT"),
        "last": date_format(run.period.last, "DATE_FORMAT"),
    }


def check_of(run: ReportRun, values: dict[str, Any]) -> str:
    """The last sentence: by which code everybody can check the paper, and where."""
    address = settings.SITE_URL.partition("://")[2] + reverse("verify")
    return _("Check code %(code)s, to be checked at %(address)s.") % {
        "code": sealed.code(run, values),
        "address": address,
    }


def sections_of(lines: list[Line]) -> list[dict[str, Any]]:
    """The figures by room, in the order of the report."""
    return [
        {"heading": NUMBERED[at] % heading, "figures": [in_paper(line) for line in found]}
        for at, (heading, found) in enumerate(under_headings(lines))
    ]


def under_headings(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """The figures in their order, under the heading of each."""
    return grouped(lines, lambda line: line.measure.under)


def places_under_headings(run: ReportRun) -> list[tuple[str, list[Measure]]]:
    """The measures by which places are shown beside each other, likewise: few enough for a page."""
    return grouped(shown_by_place(run), lambda measure: measure.under)


def grouped(found: Iterable[Any], under: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    """Things in their order, under the heading of each."""
    known, sections = headings(), dict[str, list[Any]]()
    for one in found:
        sections.setdefault(under(one), []).append(one)
    return [(known.get(key, key), section) for key, section in sections.items()]


def headings() -> dict[str, str]:
    """What stands above figures, by what they are under."""
    return {
        "residents": pgettext("of a report", "Needs"),
        "committees": pgettext("of a report", "Deliberation"),
        "services": pgettext("of a report", "Services"),
        "ledger": _("Space for service"),
        "workshops": _("Workshops"),
    }


def in_paper(line: Line) -> dict[str, Any]:
    """A figure as a template's row."""
    value, unit = value_in_words(line), line.unit
    sentence = _("%(what)s: %(value)s %(unit)s.") % {
        "what": line.words,
        "value": value,
        "unit": unit if line.told is not None else "",
    }
    return {
        "words": line.words,
        "value": value,
        "unit": unit,
        "sentence": sentence.replace(" .", "."),
        "means": str(line.measure.means),
    }


def value_in_words(line: Line) -> str:
    """The number as it is read, or why there is none."""
    if line.withheld:
        return _("withheld: fewer than five cases")
    return in_figures(line.told)


def in_figures(number: Decimal | None) -> str:
    """A number as it is read; a dash for none."""
    if number is None:
        return NOTHING
    plain_number = number.normalize()
    return number_format(plain_number + 0, use_l10n=True, force_grouping=True)


def part_words(run: ReportRun, part: ReportPart) -> str:
    """What a part is called: a village, or the rest of the town."""
    return _("The town itself") if part.place_id == run.place_id else local(part.place)


def of_part(run: ReportRun, part: ReportPart) -> dict[str, Any]:
    """A village's row in the table."""
    measures = {measure.key: measure for measure in measures_of(IN_TABLE)}
    row: dict[str, Any] = {"place": part_words(run, part)}
    for key in IN_TABLE:
        known = key in measures and key in part.values
        row[key] = in_figures(stored(part, key).figure.total) if known else NOTHING
    return row
