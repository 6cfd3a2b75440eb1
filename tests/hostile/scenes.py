"""Forms that stand in a page only after something has happened: how it comes to that.

`SCENES[form](world, client)` makes it happen and returns the address of the page; the client is
that of the persona of the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.actions.addresses import make_address_link
from foundation.accounts.actions.links import create_link
from foundation.accounts.models import Invitation
from foundation.actor import clock
from residents.models import Notice
from tests.doors.knock import address_of
from tests.doors.objects import agreement_of, own_service, promised_of, statement_of
from tests.factories import make_person, make_user
from tests.factories.accounts import PASSWORD, add_app
from tests.factories.agreements import make_delivery, make_obligation
from tests.factories.committees import make_minutes_photo
from tests.factories.forms import make_kept_form
from tests.hostile.happened import (
    APP_SECRET,
    answered,
    body_to_enter,
    called_by_mistake,
    called_late,
    carried_out,
    draft,
    invited,
    member_to_call,
    need_to_assign,
    new_post,
    new_village,
    newcomer,
    nobodys_account,
    offering,
    outcome_to_hand_over,
    own_layout,
    person,
    public,
    ready,
    to_amend,
    updated,
    with_a_special_day,
    with_app,
    with_money_put_in,
    worded,
)
from tests.hostile.known import KNOWN
from tests.hostile.reading import Form, forms_of
from tests.hostile.table import Row
from tests.needs.asking import check_page
from tests.personas import World

Scene = Callable[[World, Client], str]


def button(key: str, row: Callable[[World], Any]) -> Scene:
    """A button of the staff page of the row."""

    def page(world: World, _client: Client) -> str:
        made = row(world)
        meta = made._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_move"
        return reverse(name, args=[made.pk, key])

    return page


def adding(model: str, first: Callable[[World], Any]) -> Scene:
    """The staff page for a new row of the model, after something was made."""

    def page(world: World, _client: Client) -> str:
        first(world)
        return reverse(f"admin:{model}_add")

    return page


def on_step(name: str) -> Scene:
    """A page of the four on which a need is raised."""

    def page(world: World, client: Client) -> str:
        check_page(client, world["own"].place)
        return reverse(name)

    return page


def tracked(world: World, client: Client) -> str:
    """The page of a need after number and code were shown."""
    need = world["own"].need
    client.post(reverse("residents:need_track"), {"number": need.number, "code": need.code})
    return reverse("residents:need", args=[need.number])


def applied(world: World, client: Client) -> str:
    """The page of an application after number and code were shown."""
    sent = world["own"].application
    client.post(reverse("workshops:track"), {"number": sent.number, "code": sent.code})
    return reverse("workshops:application", args=[sent.number])


def half_logged_in(_world: World, client: Client) -> str:
    """The page for the second factor."""
    user = make_user("half-way")
    add_app(user, APP_SECRET)
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return reverse("mfa_authenticate")


def link(name: str, kind: Any, subject: Callable[[World], Any]) -> Scene:
    """The page behind a link that was handed over."""

    def page(world: World, _client: Client) -> str:
        _made, token = create_link(by=clock("tests"), kind=kind, subject=subject(world))
        return reverse(name, args=[token])

    return page


def address_link(_world: World, _client: Client) -> str:
    """The page behind a link that proves an address."""
    user = updated(make_user("mailed"), email="somebody@example.org")
    made = make_address_link(by=clock("tests"), user=user.pk)
    assert made is not None
    return reverse("account_confirm_email", args=[made[1]])


def desk(change: Callable[[World], Any]) -> Scene:
    """The page of the meeting whose minutes are being written, after a change."""

    def page(world: World, _client: Client) -> str:
        change(world)
        return reverse("committees:desk_meeting", args=[world["own"].draft.meeting.pk])

    return page


def photos(world: World, _client: Client) -> str:
    """The page of the photos of minutes, with one."""
    make_minutes_photo(world["own"].draft)
    return reverse("committees:minutes_photos", args=[world["own"].draft.meeting.pk])


def delivered(world: World, _client: Client) -> str:
    """What the partner has just entered."""
    make_delivery(
        make_obligation(agreement_of(world["own"])), timezone.localdate(), at=timezone.now()
    )
    return reverse("services:partner_deliveries")


def own_places(world: World, _client: Client) -> str:
    """The services that the partner runs."""
    own_service(world["own"])
    return reverse("services:partner_place")


def promised(world: World, _client: Client) -> str:
    """What the partner enters today."""
    promised_of(world["own"])
    return reverse("services:partner_day")


def need_given(world: World, client: Client) -> str:
    """A need with whoever works on it."""
    post = world.users["grid_worker"].person.holdings.get().post
    need = updated(world["own"].need, state="assigned", owner_post=post)
    return reverse("residents:need", args=[need.number])


def need_to_rate(world: World, _client: Client) -> str:
    """An answered need, for its reporter."""
    return reverse("residents:need", args=[answered(world).number])


def data_of_need(world: World, _client: Client) -> str:
    """What is held of a need that is over, for its reporter."""
    need = updated(world["own"].need, state="closed")
    return reverse("residents:need_data", args=[need.number])


def cell_of_form(world: World, _client: Client) -> str:
    """The page of one cell of a district's form."""
    form = make_kept_form(world["own"].place, world["own"].holding.person.user)
    return reverse("forms:cell", args=[form.uuid]) + "?at=Sheet1!B4"


def inbox(world: World, _client: Client) -> str:
    """One's own page with a notice."""
    user = world.users["resident"]
    step = world["own"].notice.step
    Notice.objects.create(key="told", user=user, step=step, channel=Notice.Channel.INBOX)
    return reverse("me")


SCENES: dict[str, Scene] = {
    "account_reset_link": link(
        "account_reset_link", Invitation.Kind.RESET, lambda _world: make_user("forgetful")
    ),
    "join": link("join", Invitation.Kind.JOIN, lambda _world: make_person("新示范")),
    "account_confirm_email": address_link,
    "mfa_authenticate": half_logged_in,
    "residents:need_where": on_step("residents:need_where"),
    "residents:need_contact": on_step("residents:need_contact"),
    "residents:need_check": on_step("residents:need_check"),
    "residents:need_again": on_step("residents:need_new"),
    "residents:need_rate": need_to_rate,
    "residents:need_data": data_of_need,
    "residents:need_work": need_given,
    "residents:need_track_close": tracked,
    "workshops:application_data": applied,
    "workshops:withdraw": applied,
    "committees:meeting_excuse": desk(called_late),
    "committees:word_told": desk(member_to_call),
    "committees:word_number": desk(member_to_call),
    "committees:photo_change": photos,
    "notices-read": inbox,
    "services:partner_close": own_places,
    "services:partner_day": promised,
    "services:partner_undo": delivered,
    "forms:cell": cell_of_form,
    "admin:residents.need/reword": button("reword", public),
    "admin:residents.need/support": button("support", public),
    "admin:residents.need/rate": button("rate", answered),
    "admin:residents.need/erase": button(
        "erase", lambda world: answered(world, erasure_asked_at=timezone.now())
    ),
    "admin:committees.body/add": adding("committees_body", body_to_enter),
    "admin:residents.cluster/add": adding("residents_cluster", new_village),
    "admin:residents.place/end": button("end", new_village),
    "admin:residents.post/abolish": button("abolish", new_post),
    "admin:residents.organization/end": button("end", body_to_enter),
    "admin:foundation.user/close": button("close", nobodys_account),
    "admin:residents.need/assign": button("assign", need_to_assign),
    "admin:residents.need/refer": button("refer", worded),
    "admin:residents.need/table": button("table", worded),
    "admin:committees.resolution/hand-over": button("hand-over", outcome_to_hand_over),
    "admin:services.agreement/grant": button("grant", draft),
    "admin:services.agreement/start": button("start", ready),
    "admin:services.agreement/amend": button("amend", to_amend),
    "admin:residents.person/invite": button("invite", newcomer),
    "admin:residents.person/new-password": button("new-password", person()),
    "admin:residents.person/revive": button("revive", person(suspended_at=timezone.now())),
    "admin:residents.person/remove-factor": button("remove-factor", with_app),
    "admin:foundation.user/revive": button(
        "revive", lambda world: person(suspended_at=timezone.now())(world).user
    ),
    "admin:foundation.user/remove-factor": button(
        "remove-factor", lambda world: with_app(world).user
    ),
    "admin:residents.person/withdraw": button("withdraw", invited),
    "admin:residents.notice/back": button("back", called_by_mistake),
    "admin:residents.organization/end-offer": button("end-offer", offering),
    "admin:services.agreement/correct-sum": button("correct-sum", with_money_put_in),
    "admin:reports.reportdefinition/drop": button("drop", own_layout),
    "admin:services.listing/usual": button("usual", with_a_special_day),
    "admin:committees.resolution/progress": button("progress", carried_out),
    "admin:committees.resolution/end": button("end", carried_out),
    **{
        f"admin:services.agreement/{key}": button(key, draft)
        for key in ("change", "amend-obligation", "drop", "strike", "withdraw")
    },
    "admin:services.listing/resume": button(
        "resume", lambda world: updated(world["own"].listing, state="paused")
    ),
    "admin:services.statement/publish": button(
        "publish", lambda world: statement_of(world["own"], "shown")
    ),
}


def forms_for(row: Row, world: World, client: Client) -> list[Form]:
    """The forms of a line, read from the page in which they stand."""
    made = SCENES[row.form](world, client) if row.is_scene else address_of(row.door, world)
    page = client.get(made).content.decode()
    found = [form for form in forms_of(page, made) if form.name == row.form]
    assert found, f"{made} has no such form for {row.persona}"
    if known := KNOWN.get(row.form):
        return [replace(form, known=known(world, page)) for form in found]
    return found
