"""Personal values of applications and of people at work whose time is over: they go, the rows
stay. The clock does this, or whoever applied."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.consent import actions as consents
from foundation.handed import Facts
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.retention.kinds import PART
from residents.actions.calls import drop_about
from residents.lookup_codes import normal_code
from workshops.actions.applying import about
from workshops.models import Application, Employment
from workshops.queries.outdated import applications_over, workers_over
from workshops.queries.own_data import application_data, may_be_forgotten


@action("applications.forget")
def forget_applications(*, by: Actor, now: datetime | None = None) -> int:
    """Forget who applied for work, long after it was decided; returns how many."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock deletes what is kept no longer."))
    now = now or timezone.now()
    due = applications_over(now).select_for_update(of=("self",)).order_by("pk")
    rows = list(due.select_related("opening__workshop__place")[:PART])
    for application in rows:
        blank_application(application, by=by, now=now)
    return len(rows)


@action("workers.forget")
def forget_workers(*, by: Actor, now: datetime | None = None) -> int:
    """Forget the names of people who left work long ago; returns how many."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock deletes what is kept no longer."))
    due = workers_over(now or timezone.now()).select_for_update(of=("self",)).order_by("pk")
    rows = list(due.select_related("workshop__place")[:PART])
    Employment.objects.filter(pk__in=[row.pk for row in rows]).update(worker="", person=None)
    for row in rows:
        record.note(by, "worker.forgotten", row, fields=["worker"])
    return len(rows)


@action("applications.forget_own")
def forget_own_application(
    *, by: Actor, application: Application, code: str, now: datetime | None = None
) -> None:
    """Delete who applied, as they ask with the code of the slip: once it is decided, unless they
    were hired."""
    require(normal_code(code) == application.code, _("Only who has the slip may do this."))
    held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not may_be_forgotten(held):
        raise Refused(_("It cannot be deleted as it stands: take it back, or ask the host."))
    now = now or timezone.now()
    drop_about(about(application), now=now)
    consents.take_back(application, now=now)
    blank_application(application, by=by, now=now)


@action("applications.take_data")
def take_application_data(*, by: Actor, application: Application, code: str) -> Facts:
    """A copy of what is held with an application, for whoever has the slip."""
    require(normal_code(code) == application.code, _("Only who has the slip may do this."))
    record.note(by, "application.data_taken", application)
    return application_data(application)


# Steps


def blank_application(application: Application, *, by: Actor, now: datetime) -> None:
    """Name, number and words of who applied go. The row is held by the caller."""
    fields = ["name", "phone", "words"]
    Application.objects.filter(pk=application.pk).update(
        name="", phone="", words="", forgotten_at=now
    )
    record.note(by, "application.forgotten", application, fields=fields)
