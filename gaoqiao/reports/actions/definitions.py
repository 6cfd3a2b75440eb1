"""The kinds of report, and the Word templates that a town puts in place of the portal's own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.docx.filling import fields_of
from foundation.files import actions as files
from foundation.files.models import AttachmentKind
from foundation.files.unfit import Unfit
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from gaoqiao.reports.access import may_keep_templates
from gaoqiao.reports.models import Layout, ReportDefinition
from gaoqiao.reports.presets import PRESETS
from gaoqiao.reports.queries.papers import known_fields
from residents.access.operators import is_operator


@action("reports.seed")
def seed_reports(*, by: Actor) -> None:
    """A row for each report that ships with the portal; those that are there stay as they are."""
    require(is_operator(by), _("Only a command at the machine may set up a town."))
    for preset in PRESETS.values():
        ReportDefinition.objects.get_or_create(key=preset.key, defaults={"period": preset.period})


@action("report.keep_template")
def keep_template(
    *, by: Actor, definition: ReportDefinition, layout: str, uploaded: Any, revision: int
) -> ReportDefinition:
    """Use the town's own Word template for a layout from now on. Raises `Refused` (for `template`)
    for a file that is none, that says more than a template may, or asks for unknown fields."""
    require(may_keep_templates(by.user), _("Templates are kept by who keeps the town."))
    kept = files.keep(uploaded, by=by, allowed={AttachmentKind.DOCX}, field="template")
    try:
        with kept.file.open("rb") as opened:
            asked = fields_of(opened.read())
    except Unfit as unfit:
        raise Refused(unfit.message, "template") from None
    if set(asked) - known_fields(definition):
        raise Refused(_("It asks for a field that this report does not have."), "template")
    if not asked:
        raise Refused(_("No field stands in it: every month it would be the same."), "template")
    name = Layout(layout).value
    update_revised(definition, expected=revision, **{name: kept})
    record.note(by, "report.template_kept", definition, fields=[name])
    return definition


@action("report.drop_template")
def drop_template(
    *, by: Actor, definition: ReportDefinition, layout: str, revision: int
) -> ReportDefinition:
    """Use the portal's own template for a layout again."""
    require(may_keep_templates(by.user), _("Templates are kept by who keeps the town."))
    name = Layout(layout).value
    if definition.template(name) is None:
        raise Refused(_("This layout has no template of the town's own."), "layout")
    update_revised(definition, expected=revision, **{name: None})
    record.note(by, "report.template_dropped", definition, fields=[name])
    return definition
