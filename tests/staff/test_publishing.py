"""What becomes public: confirmed by a clerk, worded anew, taken back with a reason."""

import pytest
from django.urls import reverse

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from foundation.search.queries import matching
from residents.access.needs import public_needs
from residents.actions import publishing, raising, sorting
from residents.models import NeedStep
from residents.queries.queues import QUEUES, to_confirm
from tests.factories import by, make_category, make_clerk, make_place, make_town
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place(parent=make_town())


@pytest.fixture
def clerk(place):
    return by(make_clerk(place=place)[0])


def raised(place):
    return raising.raise_need(by=by(), words="路灯不亮", place=place, phone="13800000000")


def accepted(place, clerk, **fields):
    need = raised(place)
    return sorting.accept_need(by=clerk, need=need, category=make_category(), **fields)


def test_a_need_accepted_without_words_waits_to_be_confirmed(place, clerk):
    need = accepted(place, clerk, publish=False)
    assert list(to_confirm(clerk.user)) == [need]
    publishing.publish_need(by=clerk, need=need, title="村口路灯", sentence="村口路灯不亮。")
    assert list(public_needs()) == [need]
    assert matching("村口路灯").count() == 1
    assert not to_confirm(clerk.user).exists()
    with pytest.raises(Refused):
        publishing.publish_need(by=clerk, need=need, title="村口路灯", sentence="不亮。")


def test_a_need_that_nobody_accepted_is_not_published(place, clerk):
    with pytest.raises(Refused):
        publishing.publish_need(by=clerk, need=raised(place), title="路灯", sentence="不亮。")
    assert not public_needs().exists()


def test_worded_anew_it_is_found_by_the_new_words_only(place, clerk):
    need = accepted(place, clerk, title="路灯不亮", sentence="不亮。")
    publishing.reword_need(by=clerk, need=need, title="桥头照明", sentence="桥头晚上很暗。")
    assert matching("桥头照明").count() == 1
    assert matching("路灯不亮").count() == 0
    entry = Entry.objects.get(verb="need.reworded")
    assert (entry.fields, entry.values) == (["public_sentence", "public_title"], {})


def test_taken_back_it_is_public_nowhere_and_its_reporter_reads_why(place, clerk, client):
    need = accepted(place, clerk, title="路灯不亮", sentence="不亮。")
    page = reverse("residents:need", args=[need.number])
    assert client.get(page).status_code == 200
    publishing.withdraw_from_public(by=clerk, need=need, reason="写出了谁家的事。")
    assert client.get(page).status_code == 404
    assert matching("路灯不亮").count() == 0
    assert not to_confirm(clerk.user).exists()
    assert NeedStep.objects.get(kind="withheld").sentence == "写出了谁家的事。"
    with pytest.raises(Refused):
        publishing.withdraw_from_public(by=clerk, need=need, reason="再说一次")
    publishing.publish_need(by=clerk, need=need, title="照明", sentence="不亮。")
    assert client.get(page).status_code == 200


def test_without_a_reason_nothing_is_taken_back(place, clerk):
    need = accepted(place, clerk, title="路灯不亮", sentence="不亮。")
    with pytest.raises(Refused) as refusal:
        publishing.withdraw_from_public(by=clerk, need=need, reason="  ")
    assert refusal.value.field == "reason"
    assert public_needs().exists()


@pytest.mark.parametrize("act", ["publish_need", "reword_need", "withdraw_from_public"])
def test_the_clerk_of_another_village_may_not(place, clerk, act):
    need = accepted(place, clerk, title="路灯不亮", sentence="不亮。")
    other = by(make_clerk(place=make_place("别村", parent=place.parent))[0])
    words = {"reason": "不公开"} if act.startswith("with") else {"title": "改", "sentence": "改。"}
    with pytest.raises(NotAllowed):
        getattr(publishing, act)(by=other, need=need, **words)


def test_the_buttons_follow_what_is_public(place):
    client, user = staff("village_clerk", place)
    need = accepted(place, by(user), publish=False)
    row = reverse("admin:residents_need_change", args=[need.pk])
    assert "move/publish/" in client.get(row).content.decode()
    data = {"title": "村口路灯", "sentence": "村口路灯不亮。", "revision": need.revision}
    kept = "?_changelist_filters=queue%3Dto_confirm"
    answer = client.post(button(need, "publish") + kept, {**data, "_next": "1"})
    assert answer.headers["Location"] == reverse("admin:index")  # nothing else waits
    page = client.get(row).content.decode()
    assert "move/publish/" not in page
    assert "move/reword/" in page
    assert "move/withhold/" in page


def test_the_next_of_the_queue_is_the_oldest_that_is_left(place):
    client, user = staff("village_clerk", place)
    first, second, third = (raised(place) for _ in range(3))
    kept = "?_changelist_filters=queue%3Dto_accept"
    data = {"reason": "不属于本村。", "revision": 0}
    answer = client.post(button(second, "refuse") + kept, {**data, "_next": "1"})
    row = reverse("admin:residents_need_change", args=[first.pk])
    assert answer.headers["Location"] == row + kept
    answer = client.post(button(first, "refuse") + kept, data)
    assert answer.headers["Location"] == row + kept  # the row itself, where none was asked for
    assert set(QUEUES["to_accept"].rows(user)) == {third}
