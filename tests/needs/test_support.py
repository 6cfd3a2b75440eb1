"""That is mine, too: one tap for somebody with an account, once each, and taken back."""

import pytest
from django.test import Client
from django.utils import timezone

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.actions import supporting
from residents.models import Need, Support
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_need,
    make_person,
    make_place,
    make_town,
    make_user,
)
from tests.factories.accounts import add_app, client_of
from tests.needs.asking import check_page, key_on
from tests.races import race, without_constraint
from tests.staff.scene import button

pytestmark = pytest.mark.django_db
MINE, BACK = "附议</button>", "收回附议"
FEW = "不足五人附议"
PHONE = "13800000005"


@pytest.fixture
def need():
    return make_need(public=True, place=make_place(parent=make_town()), state="accepted")


@pytest.fixture
def person():
    return make_person("陈示范", user=make_user())


def page_of(client, need):
    return client.get(f"/needs/{need.number}/").content.decode()


def tap(client, need, **fields):
    return client.post(f"/needs/{need.number}/support/", fields)


def standing(need):
    return need.supports.filter(withdrawn_at=None).count()


def test_one_tap_and_taken_back_and_said_again(need, person):
    client = client_of(person.user)
    assert MINE in page_of(client, need)
    assert tap(client, need).status_code == 302
    assert standing(need) == 1
    shown = page_of(client, need)
    assert FEW in shown
    assert "1 人附议" not in shown
    assert BACK in shown
    assert FEW in page_of(Client(), need)
    assert "1 人附议" not in page_of(Client(), need)
    assert person.name not in page_of(Client(), need)
    assert tap(client, need, take_back="1").status_code == 302
    assert standing(need) == 0
    assert Support.objects.get().withdrawn_at is not None
    assert FEW not in page_of(Client(), need)
    tap(client, need)
    assert (standing(need), Support.objects.count()) == (1, 2)


def test_fewer_than_five_are_counted_for_staff_only(need, person):
    staff, elsewhere = make_clerk(place=need.place)[0], make_clerk(place=make_place())[0]
    add_app(staff)
    add_app(elsewhere)
    for number in range(5):
        need.supports.create(phone_digest=f"{number:064d}")
        exact = f"{number + 1} 人附议"
        for reader in (Client(), client_of(person.user), client_of(elsewhere)):
            shown = page_of(reader, need)
            assert (exact in shown, FEW in shown) == (number == 4, number < 4)
    need.supports.filter(phone_digest=f"{0:064d}").delete()
    assert "4 人附议" in page_of(client_of(staff), need)


def test_a_second_tap_is_refused_with_a_word(need, person):
    client = client_of(person.user)
    tap(client, need)
    again = tap(client, need)
    assert again.status_code == 409
    assert "每人一次" in again.content.decode()
    assert standing(need) == 1


@pytest.mark.parametrize("state", ["answered", "closed", "refused"])
def test_what_has_ended_is_not_supported(need, person, state):
    Need.objects.filter(pk=need.pk).update(state=state)
    client = client_of(person.user)
    assert MINE not in page_of(client, need)
    assert tap(client, need).status_code == 409
    assert not Support.objects.exists()


def test_what_is_not_public_is_not_there(need, person):
    Need.objects.filter(pk=need.pk).update(public_at=None)
    assert tap(client_of(person.user), need).status_code == 404


def test_whoever_raised_it_is_counted_already(need, person):
    need.reporter = person
    need.save()
    client = client_of(person.user)
    assert MINE not in page_of(client, need)
    assert tap(client, need).status_code == 409


def test_a_clerk_writes_it_down_once_for_each_number(need):
    user, holding = make_clerk(place=need.place)
    add_app(user)
    client = client_of(user)
    said = {"phone": "138 0000 0005", "name": ""}
    assert client.post(button(need, "support"), said).status_code == 302
    kept = Support.objects.get()
    assert (kept.person, kept.entered_by) == (None, holding)
    assert PHONE not in kept.phone_digest
    entry = Entry.objects.get(verb="need.supported")
    assert (entry.holding, entry.values) == (holding.pk, {"on_behalf": True})
    assert client.post(button(need, "support"), said).status_code == 409
    assert standing(need) == 1
    elsewhere = make_clerk(place=make_place(parent=make_town()))[0]
    with pytest.raises(NotAllowed):
        supporting.support_need(by=by(elsewhere), need=need, phone=PHONE, on_behalf=True)


def test_one_human_is_not_counted_by_account_and_by_number(need, person):
    person.phone = PHONE
    person.save()
    clerk = by(make_clerk(place=need.place)[0])
    named = {"need": need, "phone": PHONE, "name": person.name, "on_behalf": True}
    supporting.support_need(by=clerk, **named)
    assert Support.objects.get().person == person
    with pytest.raises(Refused):
        supporting.support_need(by=by(person.user), need=need)
    supporting.end_support(by=clerk, **named)
    supporting.support_need(by=clerk, **(named | {"name": ""}))
    with pytest.raises(Refused):
        supporting.support_need(by=by(person.user), need=need)
    assert standing(need) == 1


# Before a new one is sent


LIKE = {"words": "三号楼路灯不亮，晚上看不清"}


@pytest.fixture
def like(need):
    Need.objects.filter(pk=need.pk).update(
        public_title="三号楼路灯不亮", public_sentence="三号楼路灯不亮，请求修理。"
    )
    need.refresh_from_db()
    return need


def test_that_is_mine_instead_of_a_second_one(like, person):
    client = client_of(person.user)
    like.supports.create(phone_digest="0" * 64)
    page = check_page(client, like.place, **LIKE).content.decode()
    like.supports.all().delete()
    assert MINE in page
    assert FEW in page
    assert "1 人附议" not in page
    assert "这是另一件事" in page
    assert tap(client, like, instead="1")["Location"] == f"/needs/{like.number}/"
    assert (standing(like), Need.objects.count()) == (1, 1)
    assert LIKE["words"] not in client.get("/needs/new/").content.decode()


def test_what_is_closed_is_nobodys_any_more(like, person):
    Need.objects.filter(pk=like.pk).update(state="refused", closed_at=timezone.now())
    page = check_page(client_of(person.user), like.place, **LIKE).content.decode()
    assert like.number not in page


def test_a_new_one_is_still_sent_by_one_tap(like):
    client = Client()
    page = check_page(client, like.place, **LIKE)
    assert "/support/" not in page.content.decode()
    assert client.post("/needs/new/check/", {"client_key": key_on(page)}).status_code == 302
    assert Need.objects.count() == 2


def test_staff_say_it_for_whoever_is_at_the_window(like):
    make_category()
    user, holding = make_clerk("grid_worker", place=like.place)
    client = client_of(user)
    check_page(client, like.place, channel="window", phone=PHONE, **LIKE)
    assert tap(client, like, instead="1").status_code == 302
    assert Support.objects.get().entered_by == holding
    check_page(client, like.place, channel="phone", **LIKE)
    refused = tap(client, like, instead="1")
    assert refused.status_code == 409
    assert "电话" in refused.content.decode()
    assert LIKE["words"] in client.get("/needs/new/").content.decode()


def test_as_many_queries_for_one_as_for_thirty(need, person, django_assert_max_num_queries):
    for number in range(30):
        need.supports.create(phone_digest=f"{number:064d}")
        if number in (0, 29):
            with django_assert_max_num_queries(7):
                assert ("30 人附议" if number else FEW) in page_of(Client(), need)


# Twenty taps at once


@pytest.fixture
def unguarded(transactional_db):
    """Without what the database enforces."""
    with without_constraint("support_once_per_person", Support):
        yield


def twenty_taps():
    need = make_need(public=True, place=make_place(parent=make_town()), state="accepted")
    user = make_person(user=make_user()).user
    outcomes = race(20, lambda _number: supporting.support_need(by=by(user), need=need))
    strange = [one for one in outcomes if not isinstance(one, Support | Refused)]
    assert strange == []
    return standing(need)


@pytest.mark.django_db(transaction=True)
def test_twenty_taps_are_one(figure):
    counted = twenty_taps()
    assert counted == 1
    figure(f"twenty taps of an account: {counted}", bound="1")


@pytest.mark.django_db(transaction=True)
def test_control_without_the_guard_they_are_more(unguarded, control):
    counted = twenty_taps()
    assert counted > 1
    control(f"twenty taps of an account: {counted}")
