"""The first screen of the staff pages: each count is the number of rows that its link opens."""

import re
from types import SimpleNamespace

import pytest
from django.utils import timezone

from gaoqiao.portal.queries import ROOMS
from residents.actions import raising, sorting
from tests.factories import by, make_category, make_clerk, make_place, make_post, make_town
from tests.factories.accounts import add_app
from tests.fixtures.kept import copied
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db
MONTH_AGO = timezone.timedelta(days=40)


def make_scene():
    """Two villages with needs in several states, and a clerk of the first."""
    town = make_town()
    village, other = make_place(parent=town), make_place("别村", parent=town)
    category, post = make_category(), make_post("grid_worker", place=village)
    for place in (village, other):
        user, _holding = make_clerk(place=place)
        clerk = by(user)
        for day in range(6):
            then = timezone.now() - MONTH_AGO * (day % 2)
            need = raising.raise_need(
                by=by(), words="路灯不亮", place=place, phone="13800000000", now=then
            )
            if day:
                sorting.accept_need(
                    by=clerk,
                    need=need,
                    category=category,
                    title="路灯",
                    sentence="不亮。",
                    post=post if day > 2 and place == village else None,
                    now=then,
                )

    user, holding = make_clerk(place=village)
    add_app(user)
    return SimpleNamespace(place=village, clerk=user, holding=holding)


@pytest.fixture(scope="module")
def kept_scene(store):
    return store(make_scene)


@pytest.fixture
def scene(db, kept_scene):
    return copied(kept_scene)


def counts(page):
    """Address of a queue -> the number shown."""
    found = re.findall(r'<a href="([^"]+queue=[^"]+)"><b>(\d+)</b>', page.content.decode())
    return {address: int(number) for address, number in found}


def test_each_count_is_the_number_of_rows_behind_its_link(client, scene):
    client.force_login(scene.clerk)
    shown = counts(client.get("/admin/"))
    queues = [queue for room in ROOMS for queue in room.values()]
    assert len(shown) == len([queue for queue in queues if queue.shown(scene.clerk)])
    assert sum(shown.values()) > 0
    for address, number in shown.items():
        page = client.get(address)
        assert page.context["cl"].result_count == number, address


def test_each_count_of_every_room_is_the_number_of_rows_behind_its_link(scene):
    clerk = staff("town_clerk", scene.place.parent)[0]
    shown = counts(clerk.get("/admin/"))
    assert {"unheld", "to_approve", "to_confirm"} <= {key.rpartition("=")[2] for key in shown}
    assert sum(shown.values()) > 0
    for address, number in shown.items():
        assert clerk.get(address).context["cl"].result_count == number, address


def test_a_queue_holds_only_rows_of_the_own_place(client, scene):
    client.force_login(scene.clerk)
    shown = counts(client.get("/admin/"))
    numbers = {address.rpartition("=")[2]: number for address, number in shown.items()}
    assert numbers["to_accept"] == 1
    assert numbers["to_assign"] == 2
    assert numbers["overdue"] == 3
    assert numbers["to_call"] == 5


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_needs_asks_the_same_number_of_questions(
    client, scene, rows, django_assert_num_queries
):
    client.force_login(scene.clerk)
    for _row in range(rows):
        raising.raise_need(by=by(), words="路灯不亮", place=scene.place)
    client.get("/admin/residents/need/?queue=to_accept")
    with django_assert_num_queries(14):  # with those that count each filter's choices
        client.get("/admin/residents/need/?queue=to_accept")


def test_a_need_is_accepted_by_its_button_and_what_is_wrong_is_said(client, scene):
    client.force_login(scene.clerk)
    need = raising.raise_need(by=by(), words="路灯不亮", place=scene.place)
    address = f"/admin/residents/need/{need.pk}/move/accept/"
    shown = client.get(address).context["shown"]
    page = client.post(address, {"category": make_category().pk, "publish": "on"})
    assert page.status_code == 409
    assert "请写大家会看到的标题" in page.content.decode()
    data = {
        "category": make_category().pk,
        "publish": "on",
        "title": "村口路灯",
        "sentence": "村口路灯不亮。",
        "revision": 0,
    }
    assert client.post(address, data).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.public_title) == ("accepted", "村口路灯")
    data |= {"shown": shown}
    late = client.post(address, data)  # by a second clerk: no longer offered
    assert late.status_code == 409
    assert "现在办不了了" in late.content.decode()
    assert "村口路灯不亮。" in late.content.decode()
    assert client.post(address, data | {"revision": need.revision}).status_code == 404
    assert client.post(address, data | {"find": "post"}).status_code == 404


def test_whom_a_button_was_never_shown_is_not_told_that_it_is_too_late(client, scene):
    """Also with the sign of another button, or of somebody else's."""
    need = raising.raise_need(by=by(), words="路灯不亮", place=scene.place)
    supervisor = staff("supervisor", scene.place)[0]
    assert supervisor.get(f"/admin/residents/need/{need.pk}/change/").status_code == 200
    client.force_login(scene.clerk)
    button = f"/admin/residents/need/{need.pk}/move"
    signs = [client.get(f"{button}/{key}/").context["shown"] for key in ("accept", "refuse")]
    for sign in ("", *signs):
        for more in ({}, {"find": "post"}):
            said = {"revision": 999, "shown": sign, **more}
            assert supervisor.post(f"{button}/assign/", said).status_code == 404
            assert client.post(f"{button}/assign/", said).status_code == 404


@pytest.mark.parametrize("seen", ["7", "", "keine"])
def test_a_button_on_an_older_version_or_on_none_is_refused(client, scene, seen):
    client.force_login(scene.clerk)
    need = raising.raise_need(by=by(), words="路灯不亮", place=scene.place)
    address = f"/admin/residents/need/{need.pk}/move/refuse/"
    page = client.post(address, {"reason": "不属于本村", "revision": seen})
    assert page.status_code == 409
    need.refresh_from_db()
    assert need.state == "raised"
    again = {"reason": "不属于本村", "revision": need.revision}
    assert client.post(address, again).status_code == 302


def test_a_number_is_shown_for_a_reason_that_is_written_down(client, scene):
    client.force_login(scene.clerk)
    need = raising.raise_need(by=by(), words="路灯不亮", place=scene.place, phone="13800001234")
    row = f"/admin/residents/need/{need.pk}"
    assert "13800001234" not in client.get(f"{row}/change/").content.decode()
    page = client.post(f"{row}/move/number/", {"reason": ""})
    assert "13800001234" not in page.content.decode()
    page = client.post(f"{row}/move/number/", {"reason": "约时间上门"})
    assert "13800001234" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
