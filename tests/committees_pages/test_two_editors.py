"""Two people write the same minutes: nothing of either text is lost, and one of them chooses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.models import Minutes
from foundation.drafts.models import Draft
from tests.factories.accounts import client_of

pytestmark = pytest.mark.django_db
MINE, THEIRS = "我写的：先换三盏灯。", "她写的：全部换成节能灯。"


def fields(scene, sentence, *, revision=0, kept=0, text="", do="next"):
    """The short form as a page sends it."""
    due = timezone.localdate() + timedelta(days=9)
    agreed = {
        "item-0-text": text,
        "item-0-owner_post": scene.post.pk if text else "",
        "item-0-due_on": due.isoformat() if text else "",
    }
    return {"sentence": sentence, "revision": revision, "kept": kept, "do": do, **agreed}


@pytest.fixture
def desk(evening):
    """The chair and the secretary, both with the empty form open."""
    address = f"/desk/meetings/{evening.meeting.pk}/quick/"
    return client_of(evening.chair.user), client_of(evening.secretary.user), address


def test_the_second_sees_both_texts_with_name_and_time_and_keeps_hers(evening, desk):
    chair, secretary, address = desk
    theirs = fields(evening, THEIRS, text="全部换灯")
    assert secretary.post(address, theirs).status_code == 302
    response = chair.post(address, fields(evening, MINE, text="先换三盏"))
    page = response.content.decode()
    assert response.status_code == 409
    for words in (MINE, THEIRS, "先换三盏", "全部换灯", evening.secretary.user.person.name):
        assert words in page, words
    now = timezone.localtime(Minutes.objects.get().created_at)
    assert now.strftime("%H:%M") in page
    assert Minutes.objects.get().sentence == THEIRS
    again = fields(evening, MINE, revision=response.context["revision"], text="先换三盏")
    assert chair.post(address, again).status_code == 302
    assert Minutes.objects.get().sentence == MINE
    agreed = {item.resolution.text for item in evening.meeting.items.all()}
    assert agreed == {"全部换灯", "先换三盏"}


def test_the_second_may_go_on_with_the_others_text(evening, desk):
    chair, secretary, address = desk
    chair.post(address, fields(evening, MINE, do="keep"))
    secretary.post(address, fields(evening, THEIRS))
    assert chair.post(address, fields(evening, MINE)).status_code == 409
    chair.post(address, {"do": "theirs"})
    assert THEIRS in chair.get(address).content.decode()


def test_autosave_tells_that_somebody_else_saved_and_still_keeps_the_words(evening, desk):
    chair, secretary, address = desk
    secretary.post(address, fields(evening, THEIRS))
    answer = chair.post(address, fields(evening, MINE, do="auto"))
    assert answer.status_code == 200
    assert evening.secretary.user.person.name in answer.json()["warn"]
    assert Draft.objects.get().values["sentence"] == MINE


def test_two_windows_of_one_person_do_not_overwrite_each_other(evening, desk):
    chair, _secretary, address = desk
    assert chair.post(address, fields(evening, THEIRS, do="auto")).json()["kept"] == 1
    silent = chair.post(address, fields(evening, MINE, do="auto"))
    assert silent.status_code == 409
    assert silent.json()["stop"]
    response = chair.post(address, fields(evening, MINE, do="keep"))
    page = response.content.decode()
    assert response.status_code == 409
    assert MINE in page
    assert THEIRS in page
    chair.post(address, fields(evening, MINE, kept=response.context["kept"], do="keep"))
    assert Draft.objects.get().values["sentence"] == MINE


def test_what_was_typed_stays_when_the_paper_was_handed_in_meanwhile(evening, desk):
    chair, _secretary, address = desk
    chair.post(address, fields(evening, THEIRS))
    Minutes.objects.update(state="submitted", submitted_at=timezone.now())
    response = chair.post(address, fields(evening, MINE, revision=1))
    assert response.status_code == 422
    assert MINE in response.content.decode()


def test_two_lists_of_who_came(evening):
    address = f"/desk/meetings/{evening.meeting.pk}/minutes/people/"
    here = {f"person-{seat.person_id}": "present" for seat in evening.seats}
    chair, secretary = client_of(evening.chair.user), client_of(evening.secretary.user)
    assert secretary.post(address, {**here, "revision": 0, "guests": "王师傅"}).status_code == 302
    response = chair.post(address, {**here, "revision": 0, "guests": "李师傅"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "王师傅" in page
    assert "李师傅" in page
    assert chair.post(address, {**here, "revision": 1, "guests": "李师傅"}).status_code == 302
    assert evening.meeting.attendances.get(person=None).guest == "李师傅"
