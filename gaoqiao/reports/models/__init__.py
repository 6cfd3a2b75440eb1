"""The nouns of reports."""

from gaoqiao.reports.models.definition import Layout, ReportDefinition
from gaoqiao.reports.models.run import Publication, ReportPart, ReportRun, RunState
from gaoqiao.reports.models.template import FormBinding, FormFill, FormTemplate, Which

__all__ = [
    "FormBinding",
    "FormFill",
    "FormTemplate",
    "Layout",
    "Publication",
    "ReportDefinition",
    "ReportPart",
    "ReportRun",
    "RunState",
    "Which",
]
