"""The nouns of reports."""

from gaoqiao.reports.models.definition import Layout, ReportDefinition
from gaoqiao.reports.models.run import Publication, ReportPart, ReportRun, RunState

__all__ = [
    "Layout",
    "Publication",
    "ReportDefinition",
    "ReportPart",
    "ReportRun",
    "RunState",
]
