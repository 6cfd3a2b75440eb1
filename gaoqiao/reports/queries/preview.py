"""What is bound to a form's cells, with the numbers of a period before anything is filled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gaoqiao.reports.models import FormBinding, FormTemplate
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.filling import GONE, values_of
from gaoqiao.reports.queries.fills import called, figures, why
from gaoqiao.reports.queries.measures import measure_of, words_by_key


@dataclass(frozen=True)
class Bound:
    """A cell with its figure in words, the number (or "") and why there is none, and the other
    forms that ask for the same figure, each with its cells."""

    binding: FormBinding
    words: str
    number: str
    why: str
    others: dict[FormTemplate, list[str]]


def with_numbers(
    bindings: Iterable[FormBinding],
    others: dict[str, dict[FormTemplate, list[str]]],
    period: Period | None,
) -> list[Bound]:
    """The cells as the form's page lists them; numbers only for a period."""
    rows = list(bindings)
    values = values_of(rows, period)[0] if period else {}
    words = words_by_key(one.measure for one in rows)
    found = []
    for one in rows:
        value = values.get(one.target, {"number": None, "why": ""})
        gone = GONE if measure_of(one.measure) is None else ""
        found.append(
            Bound(
                one,
                called(words[one.measure], one.measure, one.column),
                figures(value["number"]),
                why(value["why"] or gone),
                others.get(one.measure, {}),
            )
        )
    return found
