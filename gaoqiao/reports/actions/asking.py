"""Asking for a report: one run at a time for each place and period, in parts by village."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from gaoqiao.reports.access import may_ask, may_be_official
from gaoqiao.reports.models import Layout, ReportDefinition, ReportPart, ReportRun, RunState
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.measures import last_told
from gaoqiao.reports.queries.progress import PART_KEY, has_failed
from gaoqiao.reports.queries.runs import report_towns
from residents.access.operators import is_operator
from residents.models import Place
from residents.queries.measured import report_parts


@action("report.ask")
def ask_report(
    *,
    by: Actor,
    definition: ReportDefinition,
    place: Place,
    period: Period,
    layout: str = Layout.PLAIN,
    now: datetime | None = None,
) -> ReportRun:
    """Have a report made. One that is being made is given back; beside one that is finished this is
    a further version; one that did not work makes room."""
    require(may_ask(by, place), _("You have no reports of this place to ask for."))
    if period.kind != definition.period:
        raise Refused(_("This report is about a period of another length."), "period")
    if period.until > timezone.localdate(now):
        raise Refused(_("This period is not over yet."), "period")
    if layout == Layout.OFFICIAL and not may_be_official(place):
        raise Refused(_("The official layout is for organs of the town and above."), "layout")
    # Those who ask for the same report take turns.
    ReportDefinition.objects.select_for_update(no_key=True).get(pk=definition.pk)
    same = ReportRun.objects.filter(definition=definition, place=place, since=period.since)
    standing = same.filter(state=RunState.MAKING).first()
    if standing and not has_failed(standing):
        return standing
    same.filter(state=RunState.MAKING).update(state=RunState.FAILED)
    run = ReportRun.objects.create(
        definition=definition,
        place=place,
        since=period.since,
        until=period.until,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        layout=layout,
        asked_by=by.user,
        asked_at=now or timezone.now(),
    )
    for part_place in report_parts(place):
        part = ReportPart.objects.create(run=run, place=part_place)
        jobs.enqueue("reports.build_part", key=f"{PART_KEY}{part.pk}", by=by, part=part.pk)
    record.note(by, "report.asked", run, values={"since": run.since, "version": run.version})
    return run


@action("report.ask_due")
def ask_due_reports(*, by: Actor, now: datetime | None = None) -> int:
    """Have the last month's and the last quarter's reports made of every town that keeps some and
    has not asked for them since they can be told. Returns how many. For the clock; asked again, it
    changes nothing."""
    require(is_operator(by), _("Only the clock asks for every town's reports."))
    asked, today = 0, timezone.localdate(now)
    towns = list(report_towns(today))
    for definition in ReportDefinition.objects.order_by("pk"):
        period, told = last_told(definition.period, definition.measures, today)
        runs = ReportRun.objects.filter(definition=definition, since=period.since)
        for town in towns:
            if not runs.filter(place=town, asked_at__date__gte=told).exists():
                ask_report(by=by, definition=definition, place=town, period=period, now=now)
                asked += 1
    return asked
