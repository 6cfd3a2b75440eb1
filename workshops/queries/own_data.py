"""What is held with an application, as whoever applied is handed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.handed import Facts
from residents.models import Person
from residents.queries.own_data import agreed
from workshops.kinds import UNDECIDED, ApplicationState
from workshops.models import Application


def application_data(application: Application) -> Facts:
    """All that is held with an application."""
    return {
        _("Number"): application.number,
        _("What work"): application.opening.title,
        _("Name"): application.name,
        _("Telephone number"): application.phone,
        _("What you wrote"): application.words,
        _("Sent on"): application.created_at,
        _("State"): application.get_state_display(),
        _("The host says"): application.sentence,
        _("What you agreed to"): agreed(application),
    }


def applications_of(person: Person | None) -> list[Facts]:
    """The applications of a person, under any entry."""
    if person is None:
        return []
    entries = Person.objects.filter(pk=person.pk) | Person.objects.filter(merged_into=person)
    rows = Application.objects.filter(person__in=entries).select_related("opening")
    return [application_data(row) for row in rows.order_by("pk")]


def may_be_forgotten(application: Application) -> bool:
    """Whether who applied may have it deleted: decided, not hired, and not deleted yet."""
    kept = (*UNDECIDED, ApplicationState.HIRED)
    return application.state not in kept and bool(application.name or application.phone)
