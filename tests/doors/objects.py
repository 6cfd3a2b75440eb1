"""What the address of each door is made of, and what is posted to it.

`ADDRESS[name](corner, sort)` gives the keyword arguments for `reverse`, where the corner is the
village of the line's kind and the sort what follows the colon in it (`own:public` → `public`).
`POSTED[name](corner)` gives the fields of a form; without an entry the form is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from foundation.site.actions import shorten
from gaoqiao.hsds.ids import at_location
from gaoqiao.hsds.terms import KINDS
from gaoqiao.reports.models import Publication, ReportRun
from tests.factories import make_photo
from tests.factories.agreements import (
    BEGUN,
    make_agreement,
    make_delivery,
    make_grant,
    make_obligation,
    make_photographed,
    make_reduction,
    make_statement,
)
from tests.factories.committees import (
    make_item,
    make_minutes_photo,
    make_paper,
    make_tabling,
    make_word,
)
from tests.factories.forms import make_done_fill, make_kept_form
from tests.factories.reports import make_definition, make_run
from tests.factories.services import make_listing
from tests.factories.workshops import keeping_rows
from tests.personas import Corner, World

AT_DRAFT = (
    *("desk_meeting", "item_add", "meeting_cancel", "meeting_change", "meeting_excuse", "quick"),
    *("minutes_tasks", "minutes_when", "minutes_people", "minutes_items", "minutes_photos"),
    "minutes_check",
)
APPLICATION = ("application", "application_data", "application_slip", "withdraw")
OF_OPENING = ("job", "apply", "host_opening", "opening_change", "opening_close")


def opening_of(corner: Corner, _sort: str) -> dict[str, Any]:
    """The address of what the workshop of the corner offers."""
    return {"pk": corner.opening.pk}


def sent(corner: Corner, _sort: str) -> dict[str, Any]:
    """The address of the application that was sent there."""
    return {"number": corner.application.number}


def month_of(corner: Corner, sort: str) -> dict[str, Any]:
    """The last month that is over, of the corner's workshop or (`rows`) of one with rows."""
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    workshop = keeping_rows(corner.partner) if sort == "rows" else corner.workshop
    return {"slug": workshop.slug, "month": f"{last:%Y-%m}"}


def need_of(corner: Corner, sort: str) -> Any:
    """The need of the corner, or (`public`) the one that everybody may see."""
    return corner.public_need if sort == "public" else corner.need


def number(corner: Corner, sort: str) -> dict[str, Any]:
    """The address of a need."""
    return {"number": need_of(corner, sort).number}


def photo(corner: Corner, sort: str) -> dict[str, Any]:
    """The address of a photo that came with a need."""
    return {**number(corner, sort), "order": make_photo(need_of(corner, sort)).order}


def at_draft(corner: Corner, _sort: str) -> dict[str, Any]:
    """The meeting whose minutes are being written."""
    return {"pk": corner.draft.meeting.pk}


def paper_of(corner: Corner, sort: str) -> Any:
    """The paper of the corner: published, or of the sort that the line says."""
    if sort == "approved":
        return make_paper(corner.committee, "approved")
    papers = {"draft": corner.draft, "submitted": corner.paper, "party": corner.party_paper}
    return papers.get(sort, corner.minutes)


def agreement_of(corner: Corner, sort: str = "") -> Any:
    """An agreement with the partner of the corner: running, or in the state that the line says."""
    states = {"draft", "ended"}
    more = {"ended_on": "2026-10-01"} if sort == "ended" else {}
    state = sort if sort in states else "running"
    agreement = make_agreement(partner=corner.partner, place=corner.place, state=state, **more)
    make_grant(agreement)
    return agreement


def delivery_of(corner: Corner) -> Any:
    """What the partner of the corner delivered."""
    return make_delivery(make_obligation(agreement_of(corner)), BEGUN)


def statement_of(corner: Corner, sort: str = "") -> Any:
    """The statement of a quarter: public, or (`shown`) seen by the partner and staff only."""
    return make_statement(agreement_of(corner), published=sort != "shown")


def form_of(corner: Corner) -> Any:
    """A district's form of the corner, with a figure in one cell."""
    return make_kept_form(corner.place, corner.holding.person.user)


def with_reports(world: World) -> World:
    """The world with a report of each corner: to make one takes longer than to knock."""
    for corner in world.corners.values():
        make_run(corner.place)
    return world


def run_of(corner: Corner) -> ReportRun:
    """The report of the corner; made here where the world has none."""
    return ReportRun.objects.filter(place=corner.place).first() or make_run(corner.place)


def report(corner: Corner, sort: str) -> dict[str, Any]:
    """The address of a report of the corner: public, or (`finished`) not yet."""
    run = run_of(corner)
    if sort != "finished":
        Publication.objects.get_or_create(run=run, defaults={"by": corner.holding.person.user})
    return {"run": run.uuid}


def promised_of(corner: Corner) -> Any:
    """What the partner of the corner promised."""
    return make_obligation(agreement_of(corner))


def own_service(corner: Corner) -> Any:
    """A service that the partner of the corner runs."""
    return make_listing(place=corner.place, provider=corner.partner)


def venue_of(corner: Corner, sort: str) -> Any:
    """The venue of the corner, or (`used`) with a service in it."""
    if sort == "used":
        make_listing(place=corner.place, venue=corner.venue)
    return corner.venue


ADDRESS: dict[str, Callable[[Corner, str], dict[str, Any]]] = {
    "short-link": lambda corner, sort: {"code": shorten("/services/").code},
    "account_confirm_email": lambda _corner, _sort: {"token": "nobody-made-this"},
    "account_reset_link": lambda _corner, _sort: {"token": "nobody-made-this"},
    "join": lambda _corner, _sort: {"token": "nobody-made-this"},
    "services:api_venue": lambda corner, sort: {"slug": venue_of(corner, sort).slug},
    "sitemap-section": lambda _corner, _sort: {"section": "needs"},
    "api_report": lambda corner, sort: {"uuid": report(corner, sort)["run"]},
    "residents:api_place": lambda corner, _sort: {"pk": corner.place.pk},
    "residents:need": number,
    "residents:need_slip": number,
    "residents:need_data": number,
    "residents:need_rate": number,
    "residents:need_work": number,
    "residents:need_photo": photo,
    "residents:need_support": number,
    "services:listing": lambda corner, _sort: {"slug": corner.listing.slug},
    "services:listing_poster": lambda corner, _sort: {"slug": corner.listing.slug},
    "services:agreement": lambda corner, sort: {"number": agreement_of(corner, sort).number},
    "services:agreement_csv": lambda corner, sort: {"number": agreement_of(corner, sort).number},
    "services:statement": lambda corner, sort: {"number": statement_of(corner, sort).number},
    "services:partner_entry": lambda corner, _sort: {"pk": promised_of(corner).pk},
    "services:partner_undo": lambda corner, _sort: {"pk": delivery_of(corner).pk},
    "services:partner_correct": lambda corner, _sort: {"pk": delivery_of(corner).pk},
    "services:partner_answer": lambda corner, _sort: {"pk": make_reduction(delivery_of(corner)).pk},
    "services:partner_statement": lambda corner, _sort: {"pk": statement_of(corner, "shown").pk},
    "services:partner_hours": lambda corner, _sort: {"slug": own_service(corner).slug},
    "services:partner_close": lambda corner, _sort: {"slug": own_service(corner).slug},
    "services:delivery_photo": lambda corner, _sort: {
        "pk": make_photographed(promised_of(corner)).pk
    },
    "hsds:service": lambda corner, _sort: {"uuid": corner.listing.uuid},
    "hsds:service_at": lambda corner, _sort: {"uuid": at_location(corner.listing.uuid)},
    "hsds:organization": lambda corner, _sort: {"uuid": own_service(corner).provider.uuid},
    "hsds:taxonomy": lambda _corner, _sort: {"uuid": KINDS.id},
    "hsds:taxonomy_term": lambda _corner, _sort: {"uuid": KINDS.term_id("meals")},
    "committees:body": lambda corner, sort: {
        "slug": (corner.branch.organization if sort == "party" else corner.body).slug
    },
    "committees:meeting": lambda corner, sort: {"pk": paper_of(corner, sort).meeting.pk},
    "committees:minutes": lambda corner, sort: {"pk": paper_of(corner, sort).pk},
    "committees:photo": lambda corner, sort: {"pk": make_minutes_photo(paper_of(corner, sort)).pk},
    "committees:tabling_take": lambda corner, _sort: {
        "pk": make_tabling(corner.public_need, corner.body).pk
    },
    **{f"committees:{name}": at_draft for name in AT_DRAFT},
    "committees:item_drop": lambda corner, sort: {
        **at_draft(corner, sort),
        "item": make_item(corner.draft.meeting).pk,
    },
    **{
        f"committees:{name}": lambda corner, _sort: {
            "pk": corner.draft.meeting.pk,
            "word": make_word(corner.draft.meeting, corner.seat.person).pk,
        }
        for name in ("word_told", "word_number")
    },
    "committees:photo_change": lambda corner, sort: {
        **at_draft(corner, sort),
        "photo": make_minutes_photo(corner.draft).pk,
    },
    "committees:minutes_correct": lambda corner, _sort: {"pk": corner.minutes.meeting.pk},
    **{
        f"committees:{name}": lambda corner, _sort: {
            "pk": corner.minutes.meeting.items.get().resolution.pk
        }
        for name in ("outcome_progress", "outcome_hand_over")
    },
    **{
        f"forms:{name}": lambda corner, _sort: {"uuid": form_of(corner).uuid}
        for name in ("form", "file", "cell", "ask_fill", "end")
    },
    **{
        f"forms:{name}": lambda corner, _sort: {"uuid": make_done_fill(form_of(corner)).uuid}
        for name in ("fill", "fill_file", "fill_rows")
    },
    "forms:cell_empty": lambda corner, _sort: {
        "uuid": (form := form_of(corner)).uuid,
        "pk": form.bindings.get().pk,
    },
    "workshops:workshop": lambda corner, _sort: {"slug": corner.workshop.slug},
    "workshops:opening_new": lambda corner, _sort: {"slug": corner.workshop.slug},
    "workshops:month": month_of,
    "workshops:people": month_of,
    **{f"workshops:{name}": opening_of for name in OF_OPENING},
    "workshops:applicant": lambda corner, _sort: {"pk": corner.application.pk},
    **{f"workshops:{name}": sent for name in APPLICATION},
    **{f"reports:{name}": report for name in ("report", "paper", "book")},
    "reports:rows": lambda corner, sort: {**report(corner, sort), "key": "needs_raised"},
    "reports:template": lambda _corner, _sort: {"key": make_definition().key, "layout": "plain"},
    "admin:app_list": lambda _corner, _sort: {"app_label": "residents"},
}
# The open data has the same rows at addresses of its own.
SAME = {
    "residents:api_need": "residents:need",
    "committees:api_body": "committees:body",
    "committees:api_meeting": "committees:meeting",
    "committees:meeting_file": "committees:meeting",
    "committees:api_paper": "committees:minutes",
    "committees:api_outcome": "committees:outcome_progress",
    "services:api_listing": "services:listing",
    "services:api_agreement": "services:agreement",
    "services:api_statement": "services:statement",
    "workshops:api_workshop": "workshops:workshop",
    "workshops:api_opening": "workshops:job",
}
ADDRESS |= {name: ADDRESS[page] for name, page in SAME.items()}
POSTED: dict[str, Callable[[Corner], dict[str, Any]]] = {
    "workshops:apply": lambda _corner: {
        "name": "王示范",
        "phone": "13800000000",
        "consent": "on",
    },
    "workshops:people": lambda _corner: {"do": "add"},
    "workshops:opening_close": lambda corner: {"revision": corner.opening.revision},
    "residents:need_rate": lambda corner: {"verdict": "satisfied"},
}
