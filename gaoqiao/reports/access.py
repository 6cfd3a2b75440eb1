"""Who asks for reports, sees them while they are not public, and publishes them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from foundation.actor import Actor
from gaoqiao.reports.models import FormFill, FormTemplate, ReportDefinition, ReportRun, RunState
from residents.access.operators import is_operator
from residents.access.people import visible_places
from residents.access.standing import footings, has_right, holding_at, paths_with
from residents.models import Place
from residents.models.place import in_ranges
from residents.roles import Right


def may_open_reports(user: Any) -> bool:
    """Whether the staff pages offer reports to the user."""
    return has_right(user, Right.KEEP_REPORTS) or has_right(user, Right.READ_ALL)


def may_keep_any(user: Any) -> bool:
    """Whether the user asks for reports of any place."""
    return has_right(user, Right.KEEP_REPORTS)


def staff_runs(user: Any) -> QuerySet[ReportRun]:
    """The reports that the user may open before they are public: of her places."""
    steps = footings(user)
    paths = paths_with(steps, Right.KEEP_REPORTS) + paths_with(steps, Right.READ_ALL)
    return ReportRun.objects.filter(in_ranges("place__path", paths)).select_related(
        "definition", "place", "publication"
    )


def public_runs() -> QuerySet[ReportRun]:
    """What was published."""
    rows = ReportRun.objects.filter(publication__isnull=False, state=RunState.DONE)
    return rows.select_related("definition", "place", "publication")


def visible_runs(user: Any) -> QuerySet[ReportRun]:
    """Public ones, and those of the user's places."""
    steps = footings(user)
    paths = paths_with(steps, Right.KEEP_REPORTS) + paths_with(steps, Right.READ_ALL)
    return ReportRun.objects.filter(
        Q(publication__isnull=False, state=RunState.DONE) | in_ranges("place__path", paths)
    ).select_related("definition", "place", "publication")


def kept_places(user: Any) -> QuerySet[Place]:
    """The places that the user asks for reports of."""
    return visible_places().within(*paths_with(footings(user), Right.KEEP_REPORTS))


def holding_to_keep(user: Any, place: Place) -> int | None:
    """The holding by which the user asks for reports of a place and publishes them."""
    return holding_at(user, Right.KEEP_REPORTS, place.path)


def may_ask(by: Actor, place: Place) -> bool:
    """Whether the actor may have a report of the place made: who keeps its reports, the clock."""
    return is_operator(by) or (by.user is not None and holding_to_keep(by.user, place) is not None)


def may_publish(user: Any, run: ReportRun) -> bool:
    """Whether the user may publish the report."""
    return holding_to_keep(user, run.place) is not None


def may_be_official(place: Place) -> bool:
    """Whether papers on the place may have the official layout: GB/T 9704 is for organs of the
    Party and the state; a village is none."""
    return place.level in (Place.Level.TOWN, Place.Level.DISTRICT, Place.Level.CITY)


def definitions(user: Any) -> QuerySet[ReportDefinition]:
    """The kinds of report: for who asks for them or reads everything."""
    rows = ReportDefinition.objects.select_related("plain", "official")
    return rows if may_open_reports(user) else rows.none()


def may_keep_templates(user: Any) -> bool:
    """Whether the user may change how papers look: who keeps the town."""
    return has_right(user, Right.KEEP_TOWN) and has_right(user, Right.KEEP_REPORTS)


def visible_forms(user: Any) -> QuerySet[FormTemplate]:
    """The forms to fill that the user may open: of her places; ended ones too."""
    steps = footings(user)
    paths = paths_with(steps, Right.KEEP_REPORTS) + paths_with(steps, Right.READ_ALL)
    rows = FormTemplate.objects.filter(in_ranges("place__path", paths))
    return rows.select_related("place", "file")


def visible_fills(user: Any) -> QuerySet[FormFill]:
    """The filled forms that the user may open."""
    rows = FormFill.objects.filter(form__in=visible_forms(user))
    return rows.select_related("form__place", "file")


def may_keep_form(user: Any, form: FormTemplate) -> bool:
    """Whether the user says what goes into a form's cells, and ends it."""
    return holding_to_keep(user, form.place) is not None


def places_for(form: FormTemplate) -> QuerySet[Place]:
    """The places whose figures may go into a form: its own and those inside, so that whoever may
    open the form may open the rows."""
    return visible_places().within(form.place.path)
