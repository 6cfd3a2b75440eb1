"""The lists: who finds which in the index, what they hold, and what they ask of the database."""

import re

import pytest
from django.urls import reverse

from foundation.accounts.models import User
from foundation.jobs.models import Job
from foundation.record.models import Entry
from residents.actions import raising
from residents.actions.accounts import close_account
from residents.actions.holdings import end_holding
from residents.actions.unmasking import unmask_reporter
from residents.models import Need, NeedCategory, Notice, Organization, Place, Post
from tests.factories import (
    by,
    make_call,
    make_category,
    make_holding,
    make_need,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)
from tests.staff.scene import button, listing, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def entry(place):
    Entry.objects.create(
        actor_kind="clock", channel="clock", verb="need.raised", place_path=place.path
    )


FILLED = [
    ("town_clerk", Need, 13, lambda place: make_need(place=place)),
    ("village_clerk", Notice, 11, lambda place: make_call(make_need(place=place))),
    ("town_clerk", Organization, 11, lambda place: make_organization(place=place)),
    ("town_clerk", Post, 12, lambda place: make_post(place=place)),
    ("town_clerk", Place, 11, lambda place: make_place(parent=place)),
    ("town_clerk", NeedCategory, 8, lambda _place: make_category()),
    ("security_admin", User, 11, lambda place: make_holding(place=place)),
    ("audit_admin", Entry, 13, entry),
    (
        "system_admin",
        Job,
        11,
        lambda _place: Job.objects.create(kind="a.b", key=f"{Job.objects.count()}"),
    ),
]


@pytest.mark.parametrize(("role", "model", "queries", "make"), FILLED)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_asks_as_much_for_one_row_as_for_thirty(
    town, django_assert_num_queries, role, model, queries, make, rows
):
    village = make_place(parent=town)
    client, _user = staff(role, village if role == "village_clerk" else town)
    for _row in range(rows):
        make(village)
    with django_assert_num_queries(queries):
        page = client.get(listing(model))
    assert page.context["cl"].result_count >= rows


def test_an_administrator_finds_no_queue_of_needs_and_only_the_own_lists(town):
    for role, lists in {
        "security_admin": {"user"},
        "audit_admin": {"entry", "reading"},
        "system_admin": {"job", "installation"},
    }.items():
        page = staff(role, town)[0].get(reverse("admin:index")).content.decode()
        queues = ["altered"] if role == "system_admin" else []
        assert re.findall(r"\?queue=(\w+)", page) == queues
        for name in ("user", "entry", "reading", "job", "installation"):
            assert (f"/foundation/{name}/" in page) == (name in lists), (role, name)


def test_the_list_of_accounts_shows_no_number_and_no_name(town):
    client, _user = staff("security_admin", town)
    user = make_user(phone="13800001234")
    make_holding(make_person("王示范", user=user, phone="13800001234"), place=town, role="office")
    page = client.get(listing(User)).content.decode()
    assert user.username in page
    assert "王**" in page
    assert "王示范" not in page
    assert "1380000" not in page
    assert (
        "1380000"
        not in client.get(reverse("admin:foundation_user_change", args=[user.pk])).content.decode()
    )


def test_an_account_is_closed_once_its_posts_have_ended(town):
    client, keeper = staff("security_admin", town)
    user = make_user()
    holding = make_holding(make_person(user=user), place=town, role="grid_worker")
    page = client.post(button(user, "close"))
    assert page.status_code == 409
    assert "还在任职" in page.content.decode()
    clerk = by(staff("town_clerk", town)[1])
    end_holding(by=clerk, holding=holding)
    assert client.post(button(user, "close")).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert Entry.objects.filter(verb="account.closed").count() == 1
    assert client.post(button(user, "close")).status_code == 404
    with pytest.raises(Exception, match="注销|closed"):
        close_account(by=by(keeper), user=user)


def test_the_record_is_narrowed_by_subject_day_and_place(town):
    client, _user = staff("audit_admin", town)
    here, there = make_place(parent=town), make_place("别村", parent=town)
    for place in (here, here, there):
        entry(place)
    old = Entry.objects.create(actor_kind="clock", channel="clock", verb="post.given")

    def found(**query):
        return client.get(listing(Entry), query).context["cl"].result_count

    assert found(about="needs") == 3
    assert found(about="people") == 1
    assert found(place=here.path) == 2
    assert found(days="0") == 4
    assert found(about="nonsense", place="9", days="x") == 4
    assert found(q="post.") == 1
    assert client.get(reverse("admin:foundation_entry_change", args=[old.pk])).status_code == 200


def test_a_look_at_a_number_is_read_by_the_supervisor_with_its_reason(town):
    village = make_place(parent=town)
    clerk = staff("village_clerk", village)[1]
    need = raising.raise_need(by=by(), words="路灯不亮", place=village, phone="13800001234")
    unmask_reporter(by=by(clerk), need=need, reason="约时间上门")
    page = staff("supervisor", town)[0].get("/admin/foundation/reading/").content.decode()
    assert "约时间上门" in page
    assert "13800001234" not in page
    other = staff("supervisor", make_town("外镇"))[0]
    assert "约时间上门" not in other.get("/admin/foundation/reading/").content.decode()


def test_more_than_a_thousand_are_not_counted(town):
    client, _user = staff("audit_admin", town)
    Entry.objects.bulk_create(
        Entry(actor_kind="clock", channel="clock", verb="need.raised") for _ in range(1005)
    )
    assert "共 1000+ 条" in client.get(listing(Entry)).content.decode()
