"""A report's files out of its parts: read, computed and written, and nothing kept yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from gaoqiao.reports.models import ReportRun
from gaoqiao.reports.queries.books import book_of
from gaoqiao.reports.queries.papers import paper_of
from gaoqiao.reports.queries.runs import parts_of, values_of


def made_of(run: ReportRun, today: date) -> tuple[dict[str, Any], bytes, bytes]:
    """The figures of the whole, the Word paper, the Excel book."""
    parts = parts_of(run)
    values = values_of(run, parts)
    return values, paper_of(run, values, parts, today), book_of(run, values, parts)
