"""Having forms filled, once for each asking: the numbers, the file and the end of the job are one
transaction, as with reports (`gaoqiao.reports.actions.building`)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.files import actions as files
from foundation.files.models import AttachmentKind
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from gaoqiao.reports.access import may_ask
from gaoqiao.reports.models import FormFill, FormTemplate, RunState
from gaoqiao.reports.periods import Period
from gaoqiao.reports.queries.filling import Filled
from gaoqiao.reports.queries.fills import FILL_KEY, did_not_work
from gaoqiao.reports.queries.listed import figures_by_form
from gaoqiao.reports.queries.measures import last_told
from residents.access.operators import is_operator


@action("form.ask_fill")
def ask_fill(
    *, by: Actor, form: FormTemplate, period: Period, now: datetime | None = None
) -> FormFill:
    """Have a form filled for a period that is over; one that is being filled already is given back,
    a finished one stays and this becomes a further version."""
    require(may_ask(by, form.place), _("You do not keep the forms of this place."))
    if period.kind != form.period or period.until > timezone.localdate(now):
        raise Refused(_("This period is not over yet."), "period")
    # Those who ask for the same form take turns.
    form = FormTemplate.objects.select_for_update().get(pk=form.pk)
    if form.ended_at:
        raise Refused(_("This form is not filled any more."))
    if not form.preset and not form.bindings.filter(ended_at__isnull=True).exists():
        raise Refused(_("Nothing goes into this form yet. Choose a cell first."), "period")
    same = FormFill.objects.filter(form=form, since=period.since)
    standing = same.filter(state=RunState.MAKING).first()
    if standing and not did_not_work(standing):
        return standing
    same.filter(state=RunState.MAKING).update(state=RunState.FAILED)
    fill = FormFill.objects.create(
        form=form,
        since=period.since,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        asked_by=by.user,
        asked_at=now or timezone.now(),
    )
    jobs.enqueue("reports.fill_form", key=f"{FILL_KEY}{fill.pk}", by=by, fill=fill.pk)
    record.note(by, "form.fill_asked", fill, values={"since": fill.since, "version": fill.version})
    return fill


@action("form.ask_due")
def ask_due_fills(*, by: Actor, now: datetime | None = None) -> int:
    """Have every form filled for the last period whose figures can be told, if nobody has asked for
    it since they can. Returns how many. For the clock; asked again, it changes nothing."""
    require(is_operator(by), _("Only the clock asks for every town's reports."))
    asked = 0
    useful = ~Q(preset="") | Q(bindings__ended_at__isnull=True, bindings__isnull=False)
    forms = FormTemplate.objects.filter(useful, ended_at__isnull=True)
    today, goes_in = timezone.localdate(now), figures_by_form(forms)
    for form in forms.select_related("place").distinct().order_by("pk"):
        period, told = last_told(form.period, goes_in.get(form.pk, ()), today)
        if not form.fills.filter(since=period.since, asked_at__date__gte=told).exists():
            ask_fill(by=by, form=form, period=period, now=now)
            asked += 1
    return asked


@action("form.finish_fill")
def finish_fill(
    *, by: Actor, fill: FormFill, made: Filled, job: Job, now: datetime | None = None
) -> FormFill:
    """Keep the filled form and end the job; raises `LeaseLost` where another worker has it now."""
    require(may_ask(by, fill.form.place), _("You do not keep the forms of this place."))
    ended = {
        "state": RunState.DONE,
        "values": made.values,
        "rows": made.rows,
        "changes": made.changes,
        "blanks": made.blanks,
        "file": files.store_made(made.data, AttachmentKind(made.kind)),
        "finished_at": now or timezone.now(),
    }
    if not FormFill.objects.filter(pk=fill.pk, state=RunState.MAKING).update(**ended):
        raise jobs.LeaseLost
    record.note(by, "form.filled", fill, values={"version": fill.version})
    jobs.finish(job, now=now)
    return fill
