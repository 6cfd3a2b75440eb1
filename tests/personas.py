"""Who comes to the doors: thirteen people of one village, two of the town's departments, and a
small world around them.

The personas live and work in the first village of the first town. The second village is the
other one of the same town; the second town has a village of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from residents.models import NeedCategory
from residents.roles import ROLES, Scope
from tests.factories import (
    make_call,
    make_category,
    make_cluster,
    make_holding,
    make_need,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
    make_venue,
)
from tests.factories.accounts import Browser, add_app
from tests.factories.committees import make_body, make_paper, make_seat
from tests.factories.services import make_listing
from tests.factories.workshops import (
    make_application,
    make_opening,
    make_report,
    make_workshop,
)

# In the order of the columns of tests/doors/*.txt; the first two hold no post.
PERSONAS = (
    *("visitor", "resident", "grid_worker", "chair", "secretary", "member", "village_clerk"),
    *("partner", "town_clerk", "supervisor", "system_admin", "security_admin", "audit_admin"),
)
# In the order of the columns of tests/doors/offices.txt.
OFFICES = ("department", "office")
HANDLER = ClientHandler(enforce_csrf_checks=False)  # one for all: it loads the middleware anew
PHONE = "13800000000"  # an invented number
KINDS = ("own", "other", "town")
# Whose post reaches the whole town; the others' posts reach the village or the body.
OF_THE_TOWN = {"town_clerk", "supervisor", "system_admin", "security_admin", "audit_admin"}


@dataclass(frozen=True)
class Corner:
    """A village as the personas see it, with a thing of each sort in it."""

    place: Any
    body: Any
    partner: Any
    need: Any  # raised by a person of the village, not public
    public_need: Any
    holding: Any  # of the grid worker of the village, who is no persona
    notice: Any  # a call to make about `need`
    venue: Any
    cluster: Any
    committee: Any  # the detail of `body`
    department: Any  # a post of the town that is asked about needs of the village
    office: Any  # a post of the town that is given needs of the village
    branch: Any  # a functional Party branch
    seat: Any  # on the committee
    draft: Any  # minutes being written
    paper: Any  # minutes handed in
    minutes: Any  # published minutes, with an outcome
    party_paper: Any  # minutes of the branch, handed in
    listing: Any
    workshop: Any  # run by `partner`
    report: Any  # a month of it, handed in
    opening: Any
    application: Any


@dataclass(frozen=True)
class World:
    """The three corners by kind, the users by persona (None for the visitor), their sessions."""

    corners: dict[str, Corner]
    users: dict[str, Any]
    sessions: dict[str, str]

    def __getitem__(self, kind: str) -> Corner:
        return self.corners[kind]

    def client(self, persona: str, **options: Any) -> Client:
        """A browser of its own for the persona, who is logged in (but for the visitor)."""
        client = Browser(**options)
        if not options:
            client.handler = HANDLER
        if persona in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[persona]
        return client


def make_world() -> World:
    """Two towns, three villages, fifteen personas."""
    make_category()
    here, elsewhere = make_town(), make_town("另一示范镇")
    home = make_place("示范村", parent=here)
    corners = {
        "own": make_corner(home),
        "other": make_corner(make_place("另一示范村", parent=here)),
        "town": make_corner(make_place("外镇示范村", parent=elsewhere)),
    }
    users = {"visitor": None, "resident": corners["own"].need.reporter.user}
    for role in (*PERSONAS[2:], *OFFICES):
        users[role] = make_user(role)
        if ROLES[role].staff:
            add_app(users[role])  # without a second factor, staff find one page only
        post = given_post(role, corners["own"]) or make_post(
            role, **seat(role, corners["own"], here)
        )
        make_holding(make_person(user=users[role]), post)
    return World(corners, users, {p: session(user) for p, user in users.items() if user})


def seat(role: str, corner: Corner, town: Any) -> dict[str, Any]:
    """Where the post of a persona is: the village, its body, the partner, or the town."""
    if ROLES[role].scope is Scope.ORGANIZATION:
        return {"organization": corner.partner if role == "partner" else corner.body}
    return {"place": town if role in OF_THE_TOWN else corner.place}


def given_post(role: str, corner: Corner) -> Any:
    """The post of one of the town's departments that has to do with the corner."""
    return {"department": corner.department, "office": corner.office}.get(role)


def make_corner(place: Any) -> Corner:
    """A village with a body, a partner, a venue, a post that somebody holds, and two needs."""
    reporter = make_person(user=make_user(), lives_in=place, phone=PHONE)
    need = make_need(place=place, reporter=reporter, category=NeedCategory.objects.get())
    holding = make_holding(role="grid_worker", place=place)
    body = make_organization(f"{place.name}示范共治委员会", place=place, kind="body")
    partner = make_organization(f"{place.name}示范合作单位", place=place)
    return Corner(
        place=place,
        body=body,
        partner=partner,
        need=need,
        public_need=make_need(place=place, reporter=reporter, public=True),
        holding=holding,
        notice=make_call(need),
        venue=make_venue(place=place),
        department=make_post(
            "department",
            organization=make_organization("示范供电站", place=place.parent, kind="department"),
        ),
        office=make_post("office", place=place.parent),
        cluster=make_cluster(place, name=f"{place.name}示范片区"),
        listing=make_listing(place=place, hours=[(480, 1080)]),
        **make_deliberation(body, holding.post),
        **make_work(partner),
    )


def make_work(partner: Any) -> dict[str, Any]:
    """A workshop that the partner runs: a month that waits, an opening, somebody who applied."""
    workshop = make_workshop(host=partner)
    opening = make_opening(workshop)
    return {
        "workshop": workshop,
        "report": make_report(workshop, state="submitted"),
        "opening": opening,
        "application": make_application(opening),
    }


def make_deliberation(body: Any, post: Any) -> dict[str, Any]:
    """A committee and a Party branch of a village, with papers in several states."""
    committee = make_body(organization=body)
    branch = make_body("functional_branch", place=body.place, name=f"{body.place.name}示范支部")
    return {
        "committee": committee,
        "branch": branch,
        "seat": make_seat(committee),
        "draft": make_paper(committee, "draft"),
        "paper": make_paper(committee, "submitted", post=post),
        "minutes": make_paper(committee, "published", post=post),
        "party_paper": make_paper(branch, "submitted"),
    }


def session(user: Any) -> str:
    """The key of a session in which the user is logged in."""
    return log_in(Client(), user).session.session_key


def log_in(client: Any, user: Any) -> Any:
    """The client as this user; as nobody for None."""
    if user is not None:
        client.force_login(user)
    return client
