"""The row that a line of the staff pages opens.

`ROW[model](corner)` is the row that an admin line opens, `ROW["model:which"]` another one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foundation.calendar.models import Holiday
from foundation.jobs.models import Job
from foundation.record.models import Entry, Reading
from foundation.search.models import Synonym
from foundation.site.models import Installation, QuotedFigure, SiteText
from residents.models import NeedCategory
from tests.doors.objects import agreement_of, delivery_of, run_of, statement_of
from tests.factories import make_need, make_referral
from tests.factories.agreements import make_reduction
from tests.factories.reports import make_definition
from tests.personas import Corner


def sent_to_department(corner: Corner) -> Any:
    """What the town's department was asked about the corner, once."""
    asked = corner.public_need.referrals.filter(post=corner.department).first()
    return asked or make_referral(corner.public_need, post=corner.department)


def entry(corner: Corner) -> Entry:
    """What somebody did in the corner."""
    return Entry.objects.create(
        actor_kind="clock", channel="clock", verb="need.raised", place_path=corner.place.path
    )


def reading(corner: Corner) -> Reading:
    """A look at personal data by the grid worker of the corner."""
    reader = corner.holding.person.user
    return Reading.objects.create(
        reader=reader, holding=corner.holding.pk, field="phone", reason="约时间上门"
    )


ROW: dict[str, Callable[[Corner], Any]] = {
    "committees.body": lambda corner: corner.committee,
    "committees.meeting": lambda corner: corner.paper.meeting,
    "committees.minutes": lambda corner: corner.paper,
    "committees.resolution": lambda corner: corner.minutes.meeting.items.get().resolution,
    "committees.seat": lambda corner: corner.seat,
    "foundation.entry": entry,
    "foundation.holiday": lambda _corner: Holiday.objects.create(day="2026-10-01", name="国庆节"),
    "foundation.installation": lambda _corner: Installation.objects.create(),
    "foundation.job": lambda _corner: Job.objects.create(kind="foundation.sweep_files", key="x"),
    "foundation.quotedfigure": lambda _corner: QuotedFigure.objects.create(
        key="workshops", value=6, unit="家", source="公开报道"
    ),
    "foundation.reading": reading,
    "foundation.sitetext": lambda _corner: SiteText.objects.create(
        key="about", language="zh-hans", text="本站"
    ),
    "foundation.synonym": lambda _corner: Synonym.objects.create(said="饭堂", means="食堂"),
    "foundation.user": lambda corner: corner.holding.person.user,
    "services.agreement": agreement_of,
    "services.delivery": delivery_of,
    "reports.reportdefinition": lambda _corner: make_definition(),
    "reports.reportrun": run_of,
    "services.listing": lambda corner: corner.listing,
    "services.reduction": lambda corner: make_reduction(delivery_of(corner)),
    "services.statement": statement_of,
    "residents.cluster": lambda corner: corner.cluster,
    "residents.holding": lambda corner: corner.holding,
    "residents.need": lambda corner: corner.need,
    "residents.needcategory": lambda _corner: NeedCategory.objects.get(),
    "residents.notice": lambda corner: corner.notice,
    "residents.organization": lambda corner: corner.partner,
    "residents.person": lambda corner: corner.need.reporter,
    "residents.need:given": lambda corner: make_need(
        place=corner.place, state="assigned", owner_post=corner.office
    ),
    "residents.referral": sent_to_department,
    "residents.place": lambda corner: corner.place,
    "residents.post": lambda corner: corner.holding.post,
    "residents.venue": lambda corner: corner.venue,
    "workshops.monthreport": lambda corner: corner.report,
    "workshops.opening": lambda corner: corner.opening,
    "workshops.workshop": lambda corner: corner.workshop,
}
