"""How published reports are sealed, with the digests of their files, and what the code of a paper
is made of: which report it is and its figures, since it is printed in the file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foundation.seals.chains import Content, Papers, Shown, Source, letter_of
from foundation.seals.codes import code_of
from gaoqiao.reports.access import public_runs
from gaoqiao.reports.addresses import report_address
from gaoqiao.reports.models import ReportRun

CHAIN = "reports"


def said(run: ReportRun, values: dict[str, Any] | None = None) -> Content:
    """Which report it is, and its figures (those stored, unless they are handed over)."""
    return {
        "uuid": run.uuid,
        "report": run.definition.key,
        "place": run.place_id,
        "since": run.since,
        "until": run.until,
        "version": run.version,
        "values": run.values if values is None else values,
    }


def code(run: ReportRun, values: dict[str, Any] | None = None) -> str:
    """The code that the papers of a report carry."""
    return code_of(letter_of(CHAIN), run.pk, said(run, values))


def contents(keys: Sequence[int]) -> Mapping[int, Content]:
    """Reports with their files. One query."""
    rows = public_runs().filter(pk__in=keys).select_related("paper", "book")
    return {
        run.pk: {
            **said(run),
            "layout": run.layout,
            "finished_at": run.finished_at,
            "published_at": run.publication.at,
            "published_by": run.publication.by_id,
            "paper": run.paper.sha256 if run.paper else "",
            "book": run.book.sha256 if run.book else "",
        }
        for run in rows
    }


def shown(run: ReportRun) -> Shown:
    """The report in a line."""
    return Shown(str(run), run.publication.at, report_address(run))


def of_file(sha256: str) -> ReportRun | None:
    """The published report whose Word paper has this digest."""
    return public_runs().filter(paper__sha256=sha256).first()


PAPERS = Papers(public=public_runs, said=said, shown=shown, of_file=of_file)
SOURCE = Source(rows=public_runs, contents=contents, papers=PAPERS)
