"""Publishing a finished report."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from gaoqiao.reports.access import holding_to_keep, may_publish
from gaoqiao.reports.models import Publication, ReportRun, RunState


@action("report.publish")
def publish_report(*, by: Actor, run: ReportRun, now: datetime | None = None) -> ReportRun:
    """Show a finished report to everybody, with its Word paper; it cannot be taken back, because
    people may have quoted it: a newer version stands above it."""
    require(by.user is not None, _("You publish no reports of this place."))
    require(may_publish(by.user, run), _("You publish no reports of this place."))
    if run.state != RunState.DONE:
        raise Refused(_("Only a finished report can be published."))
    try:
        with transaction.atomic():
            Publication.objects.create(run=run, by=by.user, at=now or timezone.now())
    except IntegrityError:
        raise Refused(_("This report is public already.")) from None
    by = by.using(holding_to_keep(by.user, run.place))
    record.note(by, "report.published", run, values={"version": run.version})
    return run
