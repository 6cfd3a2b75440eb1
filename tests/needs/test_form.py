"""The form of a need: drafts, double sending, hand-offs, the window, limits."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.drafts.models import Draft
from residents.models import HandOffCount, Need
from residents.views import sending
from tests.factories import make_category, make_clerk, make_person, make_place, make_town, make_user
from tests.factories.accounts import add_app
from tests.factories.uploads import make_image, make_photo_from_a_phone
from tests.needs.asking import WORDS, check_page, key_on, raised_by, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_place("甲示范村", parent=make_town())


def photo(data=None, name="a.jpg"):
    return SimpleUploadedFile(name, data or make_image(), "image/jpeg")


def at_work(client, user):
    """Staff come with their second factor."""
    add_app(user)
    client.force_login(user)


def test_a_visitor_raises_a_need(client, village):
    roads = make_category(key="roads")
    need = raised_by(
        client,
        village,
        category="roads",
        spot="桥东",
        phone="１３８　００００-００００",
        name="王阿姨",
    )
    assert (need.words, need.place, need.category, need.spot) == (WORDS, village, roads, "桥东")
    assert (need.reporter_phone, need.reporter_name) == ("13800000000", "王阿姨")
    assert (need.channel, need.entered_by, need.reporter) == ("web", None, None)


def test_somebody_with_an_account_is_the_reporter(client, village):
    person = make_person(user=make_user())
    client.force_login(person.user)
    assert raised_by(client, village).reporter == person


def test_a_page_too_early_leads_to_the_first_that_is_missing(client, village):
    for page in ("where", "contact", "check"):
        assert client.get(f"/needs/new/{page}/")["Location"] == "/needs/new/"
    client.post("/needs/new/", {"words": WORDS})
    assert client.get("/needs/new/check/")["Location"] == "/needs/new/where/"


def test_pressing_twice_raises_one_need(client, village):
    key = key_on(check_page(client, village))
    first, second = (client.post("/needs/new/check/", {"client_key": key}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Need.objects.count() == 1


def test_sending_reads_the_place_once_and_deletes_once(client, village):
    key = key_on(check_page(client, village, photos=[photo()]))
    with CaptureQueriesContext(connection) as queries:
        client.post("/needs/new/check/", {"client_key": key})
    asked = [one["sql"] for one in queries]
    assert len([sql for sql in asked if sql.startswith("DELETE")]) == 1
    assert len([sql for sql in asked if 'FROM "residents_place" WHERE' in sql]) == 1


def test_another_key_sends_nothing(client, village):
    check_page(client, village)
    for key in ("", "0" * 32, "x" * 32, "\x00", "f" * 100_000):
        assert client.post("/needs/new/check/", {"client_key": key}).status_code == 200
    assert Need.objects.count() == 0


def test_the_draft_is_gone_once_it_is_sent(client, village):
    raised_by(client, village, photos=[photo()])
    assert Draft.objects.count() == 0
    assert WORDS not in client.get("/needs/new/").content.decode()


def test_one_goes_on_within_a_day_and_not_after(client, village):
    client.post("/needs/new/", {"words": WORDS})
    assert WORDS in client.get("/needs/new/").content.decode()
    assert WORDS not in Client().get("/needs/new/").content.decode()
    Draft.objects.update(saved_at=timezone.now() - timedelta(hours=25))
    assert WORDS not in client.get("/needs/new/").content.decode()


def test_one_may_begin_anew(client, village):
    client.post("/needs/new/", {"words": WORDS, "photos": [photo()]})
    client.post("/needs/new/again/")
    assert Draft.objects.count() == 0
    assert WORDS not in client.get("/needs/new/").content.decode()


def test_a_change_from_the_last_page_leads_back_to_it(client, village):
    page = check_page(client, village).content.decode()
    assert "/needs/new/where/?back=check" in page
    form = client.get("/needs/new/where/?back=check").content.decode()
    assert 'name="back_to" value="check"' in form
    answer = client.post("/needs/new/where/", {"place": village.pk, "back_to": "check"})
    assert answer["Location"] == "/needs/new/check/"


def test_photos_are_kept_through_an_error_and_come_without_their_place(client, village):
    taken = photo(make_photo_from_a_phone())
    assert client.post("/needs/new/", {"words": "", "photos": [taken]}).status_code == 422
    need = raised_by(client, village)
    with need.photos.get().attachment.file.open("rb") as file:
        data = file.read()
    assert b"CAMERA-MAKER" not in data
    assert b"WHO-TOOK-IT" not in data


def test_photos_can_be_left_out_again(client, village):
    client.post("/needs/new/", {"words": WORDS, "photos": [photo(), photo()]})
    client.post("/needs/new/", {"words": WORDS, "drop": "on"})
    assert raised_by(client, village).photos.count() == 0


@pytest.mark.parametrize("data", [b"GIF89a<script>", b"%PDF-1.4 %%EOF", b"\x00" * 50, b"<svg/>"])
def test_what_is_no_photo_is_answered_beside_the_field(client, data):
    answer = client.post("/needs/new/", {"words": WORDS, "photos": [photo(data)]})
    assert answer.status_code == 422
    assert 'id="id_photos_error"' in answer.content.decode()
    assert WORDS in answer.content.decode()


def test_a_hand_off_keeps_a_count_and_nothing_else(client, village):
    make_category(key="ambulance", hand_off="120", telephone="120")
    client.post("/needs/new/", {"words": "早先写的", "photos": [photo()]})
    answer = client.post("/needs/new/", {"words": "老人晕倒了", "category": "ambulance"})
    page = answer.content.decode()
    assert 'href="tel:120"' in page
    assert "老人晕倒了" in page, "a wrong touch loses nothing"
    assert HandOffCount.objects.get().number == 1
    assert (Need.objects.count(), Draft.objects.count()) == (0, 0)


def test_a_hand_off_is_not_counted_by_looking(client):
    make_category(key="ambulance", hand_off="120", telephone="120")
    client.get("/needs/new/")
    assert HandOffCount.objects.count() == 0


def test_at_the_window_the_need_is_theirs_and_the_slip_is_printed(client, village):
    user, holding = make_clerk(place=village)
    at_work(client, user)
    need = raised_by(client, village, channel="window", name="张大爷")
    assert (need.channel, need.entered_by, need.reporter) == ("window", holding, None)
    slip = client.get(f"/needs/{need.number}/slip/").content.decode()
    assert need.code[:4] in slip
    kept = re.findall(r'<span class="keep">([^<]*)</span>', slip)  # no date breaks inside
    assert [words[-1] for words in kept] == ["日", "前"]
    client.logout()
    assert client.get(f"/needs/{need.number}/").status_code == 404, "printing is not following"


def test_the_pages_say_for_whom_one_writes(client, village):
    at_work(client, make_clerk(place=village)[0])
    assert check_page(client, village, channel="phone", name="张大爷").status_code == 200
    banner = re.search(
        r'class="for-whom">(.*?)</p>', client.get("/needs/new/check/").content.decode(), re.S
    )
    assert "电话里的人" in banner[1]
    assert "张大爷" in banner[1]


def test_staff_of_elsewhere_are_refused_on_the_page(client, village):
    at_work(client, make_clerk(place=make_place(parent=make_town()))[0])
    check_page(client, village, channel="window")
    answer = send(client)
    assert answer.status_code == 403
    assert "/needs/new/where/?back=check" in answer.content.decode()
    assert Need.objects.count() == 0


def test_a_visitor_cannot_claim_to_be_at_the_window(client, village):
    assert raised_by(client, village, channel="window").channel == "web"


def test_a_limit_an_hour_from_one_address(client, village, monkeypatch):
    monkeypatch.setattr(sending, "RAISED", 2)
    for _ in range(2):
        raised_by(client, village)
    check_page(client, village)
    answer = send(client)
    assert answer.status_code == 429
    assert Need.objects.count() == 2
    assert WORDS in client.get("/needs/new/").content.decode(), "what was typed stays"


def test_no_page_of_the_form_is_stored_anywhere(client, village):
    check_page(client, village)
    for page in ("", "where/", "contact/", "check/"):
        assert "no-store" in client.get(f"/needs/new/{page}")["Cache-Control"]


def test_drafts_without_a_cookie_are_bounded(monkeypatch):
    monkeypatch.setattr("residents.views.need_draft.DRAFTS", 2)
    answers = [Client().post("/needs/new/", {"words": "路灯不亮"}).status_code for _try in range(3)]
    assert answers == [302, 302, 429]
