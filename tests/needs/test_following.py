"""Following a need: number and code, five tries, the thread, the rating, the next round."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from foundation.throttle.models import Throttle
from residents.actions import answering, sorting
from residents.models import Need, Rating
from residents.views import slips
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_need,
    make_person,
    make_photo,
    make_place,
    make_town,
    make_user,
)
from tests.factories.accounts import add_app
from tests.needs.asking import WORDS, follow, raised_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_place(parent=make_town())


@pytest.fixture
def clerk(village):
    return by(make_clerk(place=village)[0])


def page_of(client, need):
    return client.get(f"/needs/{need.number}/")


def answered(clerk, need):
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="路灯不亮", sentence="桥东路灯不亮。"
    )
    return answering.answer_need(by=clerk, need=need, sentence="灯已经换好了。")


def test_number_and_code_open_the_need(client, village):
    need = make_need(WORDS, place=village)
    assert page_of(client, need).status_code == 404
    typed = {
        "number": f"　需 {need.number.replace('-', '')} ",
        "code": f" {need.code.lower()[:4]} {need.code[4:]}",
    }
    answer = client.post("/needs/track/", typed)
    assert answer["Location"] == f"/needs/{need.number}/"
    page = page_of(client, need)
    assert WORDS in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_code_opens_its_own_need_only(client, village):
    mine, theirs = make_need(place=village), make_need("别人家的事", place=village)
    assert (
        client.post("/needs/track/", {"number": theirs.number, "code": mine.code}).status_code
        == 422
    )
    follow(client, mine)
    assert page_of(client, theirs).status_code == 404


def test_five_wrong_codes_and_then_even_the_right_one_waits(client, village):
    need = make_need(place=village)
    wrong = {"number": need.number, "code": "AAAAAAAA"}
    for _ in range(5):
        assert client.post("/needs/track/", wrong).status_code == 422
    assert follow(client, need).status_code == 429
    Throttle.objects.update(since=timezone.now() - timedelta(minutes=16))
    assert follow(client, need).status_code == 302


def test_a_right_code_does_not_buy_tries_at_another_number(client, village):
    mine, theirs = make_need(place=village), make_need(place=village)
    for _ in range(5):
        client.post("/needs/track/", {"number": theirs.number, "code": "AAAAAAAA"})
        follow(client, mine)
    wrong = client.post("/needs/track/", {"number": theirs.number, "code": "AAAAAAAB"})
    assert wrong.status_code == 429


def test_a_number_that_exists_is_answered_like_one_that_does_not(client, village):
    need = make_need(place=village)
    pages = [
        client.post("/needs/track/", {"number": number, "code": "AAAAAAAA"}).content.decode()
        for number in (need.number, "2001-9999")
    ]
    same = [page.replace(need.number, "N").replace("2001-9999", "N") for page in pages]
    assert without_token(same[0]) == without_token(same[1])
    hidden, missing = page_of(client, need), client.get("/needs/2001-9999/")
    assert hidden.status_code == missing.status_code == 404


def without_token(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_code_put_into_the_cookie_by_hand_opens_nothing(client, village):
    need = make_need(place=village)
    follow(client, need)
    good = client.cookies[slips.cookie_name()].value
    assert need.code not in good, "the cookie is sealed"
    for forged in (need.code, f'{{"{need.code}": "follow"}}', good[:-2] + "xx", good.upper()):
        other = Client()
        other.cookies[slips.cookie_name()] = forged
        assert page_of(other, need).status_code == 404


def test_closing_the_slip(client, village):
    need = make_need(place=village)
    follow(client, need)
    client.post("/needs/track/close/")
    assert page_of(client, need).status_code == 404


def test_the_slip_cookie_is_closed_to_scripts(client, village):
    follow(client, make_need(place=village))
    cookie = client.cookies[slips.cookie_name()]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 7200)


def test_the_code_stands_in_no_address(client, village):
    need = raised_by(client, village)
    slip = client.get(f"/needs/{need.number}/slip/")
    assert need.code[:4] in slip.content.decode()
    assert all(need.code not in link for link in slip.content.decode().split('"'))
    link = f"/needs/track/?number={need.number}"
    assert need.number in client.get(link).content.decode()


def test_satisfied_closes_the_need(client, village, clerk):
    need = answered(clerk, raised_by(client, village))
    assert "灯已经换好了。" in page_of(client, need).content.decode()
    client.post(f"/needs/{need.number}/rate/", {"verdict": "satisfied"})
    need.refresh_from_db()
    assert need.state == "closed"
    assert 'id="rate"' not in page_of(client, need).content.decode()


def test_not_satisfied_needs_a_word_and_opens_the_next_round(client, village, clerk):
    need = answered(clerk, raised_by(client, village))
    address = f"/needs/{need.number}/rate/"
    said = client.post(address, {"verdict": "not_satisfied"})
    assert said.status_code == 422
    assert 'id="id_words_error"' in said.content.decode()
    client.post(address, {"verdict": "not_satisfied", "words": "只亮了一晚上"})
    need.refresh_from_db()
    assert (need.state, need.round) == ("accepted", 2)
    page = page_of(client, need).content.decode()
    assert "第 1 轮" in page
    assert "第 2 轮" in page
    assert "只亮了一晚上" in page
    assert "只亮了一晚上" not in page_of(Client(), need).content.decode()


def test_only_who_raised_it_or_staff_for_them_rate(client, village, clerk):
    need = answered(clerk, raised_by(client, village))
    stranger = Client()
    assert 'id="rate"' not in page_of(stranger, need).content.decode()
    assert stranger.post(f"/needs/{need.number}/rate/", {"verdict": "satisfied"}).status_code == 403
    add_app(clerk.user)
    client.force_login(clerk.user)
    assert 'id="rate"' in page_of(client, need).content.decode()


def test_somebody_with_an_account_rates_as_a_person(client, village, clerk):
    person = make_person(user=make_user())
    client.force_login(person.user)
    need = answered(clerk, raised_by(client, village))
    client.cookies.pop(slips.cookie_name())
    client.post(f"/needs/{need.number}/rate/", {"verdict": "partly"})
    assert Rating.objects.get().rater == person


def test_late_is_said_in_working_days(client, village, clerk):
    need = make_need(public=True, place=village, state="accepted")
    today = timezone.localdate()
    Need.objects.filter(pk=need.pk).update(promised_on=today - timedelta(days=14))
    assert "超期 10 个工作日" in page_of(client, need).content.decode()
    Need.objects.filter(pk=need.pk).update(promised_on=today)
    assert "超期" not in page_of(client, need).content.decode()


def test_photos_only_for_readers(client, village):
    need = make_need(place=village, public=True)
    photo = f"/needs/{need.number}/photos/{make_photo(need).order}/"
    assert client.get(photo).status_code == 404
    assert photo not in page_of(client, need).content.decode()
    follow(client, need)
    assert photo in page_of(client, need).content.decode()
    answer = client.get(photo)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")


def test_the_other_need_of_a_merged_one_is_linked(client, village, clerk):
    kept = make_need(public=True, place=village, public_title="桥东路灯")
    need = raised_by(client, village)
    sorting.merge_need(by=clerk, need=need, into=kept)
    page = page_of(client, need).content.decode()
    assert f'href="/needs/{kept.number}/"' in page


def test_a_fixed_number_of_queries(client, village, clerk, django_assert_num_queries):
    need = make_need(public=True, place=village, state="accepted")
    with django_assert_num_queries(QUERIES):
        page_of(client, need)
    for _ in range(30):
        answering.add_news(by=clerk, need=need, sentence="正在办")
    with django_assert_num_queries(QUERIES):
        page_of(client, need)


QUERIES = 7


def test_who_holds_the_slip_of_an_application_is_shown_where_it_is_followed(client):
    for language in ("", "/en"):
        page = client.get(f"{language}/needs/track/").content.decode()
        assert f'href="{language}/jobs/track/"' in page
        assert client.get(f"{language}/jobs/track/").status_code == 200
