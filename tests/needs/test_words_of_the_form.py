"""What the pages of a need say to whom: the reporter, staff who write for her, a visitor."""

import re

import pytest
from django.test import Client

from tests.factories import make_category, make_clerk, make_need, make_place, make_post, make_town
from tests.factories.accounts import add_app, client_of
from tests.needs.asking import WORDS, follow, raised_by

pytestmark = pytest.mark.django_db
OWN, THEIRS = "已答复，等您评价", "已答复，等提出人评价"
HEADING = re.compile(
    r'<h2 class="place-kind">([^<]+)</h2>(.*?)(?=<h2 class="place-kind">|</fieldset>)', re.S
)


@pytest.fixture
def village():
    return make_place("示范村", parent=make_town(), kind="village")


@pytest.fixture
def answered(village):
    need = make_need(
        place=village, public=True, state="answered", owner_post=make_post(place=village)
    )
    need.steps.create(kind="answered", round=1, sentence="修好了。")
    return need


def clerk_of(village):
    user = make_clerk(place=village)[0]
    add_app(user)
    return client_of(user)


def text(answer):
    return answer.content.decode()


def test_only_whoever_raised_it_reads_that_her_view_is_awaited(village, answered):
    address = f"/needs/{answered.number}/"
    clerk = clerk_of(village)
    for reader, page in (
        ("visitor", text(Client().get(address))),
        ("clerk", text(clerk.get(address))),
        ("staff page", text(clerk.get(f"/admin/residents/need/{answered.pk}/change/"))),
        ("list", text(Client().get("/needs/"))),
    ):
        assert THEIRS in page, reader
        assert OWN not in page, reader
    own = Client()
    follow(own, answered)
    page = text(own.get(address))
    assert OWN in page
    assert THEIRS not in page


def test_staff_are_asked_what_the_reporter_said(village, answered):
    page = text(clerk_of(village).get(f"/needs/{answered.number}/"))
    part = page.partition('id="rate"')[2].partition("</form>")[0]
    assert "提出人对答复怎么说？" in part
    assert "提出人满意吗？" in part
    assert "您" not in part
    own = Client()
    follow(own, answered)
    part = text(own.get(f"/needs/{answered.number}/")).partition('id="rate"')[2]
    assert "提出人" not in part.partition("</form>")[0]


def test_the_words_are_said_to_be_needed_where_they_are(village, answered):
    own = Client()
    follow(own, answered)
    address = f"/needs/{answered.number}/"
    for language, words in (("", "（不满意的必填）"), ("/en", "(needed if not satisfied)")):
        part = text(own.get(language + address)).partition('id="rate"')[2].partition("</form>")[0]
        assert words in part
        assert "选填" not in part
        assert "(optional)" not in part
    answer = own.post(f"{address}rate/", {"verdict": "not_satisfied", "words": ""})
    assert answer.status_code == 422
    asked = text(clerk_of(village).get(f"/admin/residents/need/{answered.pk}/move/rate/"))
    assert "（不满意的必填）" in asked


def test_staff_who_enter_it_for_somebody_are_not_spoken_to_as_if_they_raised_it(village):
    clerk = clerk_of(village)
    assert "提出人的原话" in text(clerk.get("/needs/new/"))
    clerk.post("/needs/new/", {"words": WORDS, "channel": "phone"})
    page = text(clerk.get("/needs/new/contact/"))
    main = page.partition("<h1>")[2].partition("</form>")[0]
    assert "怎么联系提出人？" in main
    assert "怎么称呼提出人？" in main
    assert "您" not in main
    need = raised_by(clerk, village, channel="phone")
    slip = text(clerk.get(f"/needs/{need.number}/slip/"))
    assert "念给对方听" in slip
    assert "来人" not in slip
    need = raised_by(clerk, village, channel="window")
    assert "交给来人" in text(clerk.get(f"/needs/{need.number}/slip/"))


def test_the_slip_advises_a_photo_and_names_the_committee(village):
    client = Client()
    need = raised_by(client, village, phone="13800000000")
    slip = text(client.get(f"/needs/{need.number}/slip/"))
    assert "请拍照或截屏保存" in slip
    assert "提交共治委员会" in slip
    assert "议事会" not in slip
    english = text(client.get(f"/en/needs/{need.number}/slip/"))
    assert "Take a photo or a screenshot of it" in english


def test_communities_and_villages_stand_below_headings_of_their_own(village):
    for name, kind in (("高示范社区", "community"), ("李示范村", "village")):
        make_place(name, parent=village.parent, kind=kind)
    client = Client()
    client.post("/needs/new/", {"words": WORDS})
    page = text(client.get("/needs/new/where/"))
    found = {
        heading: re.findall("[高李]?示范[村社区]+", part) for heading, part in HEADING.findall(page)
    }
    assert found["社区"] == ["高示范社区"]
    assert found["村"] == ["示范村", "李示范村"]
    english = text(client.get("/en/needs/new/where/"))
    assert [heading for heading, _part in HEADING.findall(english)][:2] == [
        "Communities",
        "Villages",
    ]


def checked(page):
    return re.findall(r'name="place" value="(\d+)"[^>]*checked', text(page))


def test_the_clerks_own_village_is_chosen_already_and_a_residents_choice_is_kept(village):
    other = make_place("李示范村", parent=village.parent, kind="village")
    clerk = clerk_of(village)
    clerk.post("/needs/new/", {"words": WORDS, "channel": "window"})
    assert checked(clerk.get("/needs/new/where/")) == [str(village.pk)]
    town = client_of(make_clerk("town_clerk", place=village.parent, name="赵示范")[0])
    resident = Client()
    for client in (town, resident):
        client.post("/needs/new/", {"words": WORDS})
        assert checked(client.get("/needs/new/where/")) == []
    resident.post("/needs/new/where/", {"place": other.pk, "spot": ""})
    assert checked(resident.get("/needs/new/where/")) == [str(other.pk)]
    resident.post("/needs/new/", {"words": WORDS + "，请修"})
    assert checked(resident.get("/needs/new/where/")) == [str(other.pk)]


def test_the_tab_mine_without_an_account_offers_to_follow_a_need():
    for language, words in (("", "查进度"), ("/en", "Follow a need")):
        page = text(Client().get(f"{language}/me/", follow=True))
        main = page.partition("<main")[2].partition("</main>")[0]
        before_the_form = main.partition("<form")[0]
        assert f'href="{language}/needs/track/"' in before_the_form
        assert words in before_the_form


def test_whom_to_call_stands_on_the_first_page_itself():
    make_category(key="ambulance", name="急病", hand_off="120", telephone="120")
    make_category(key="office", name="镇上值班", hand_off="12345", telephone="057488000000")
    client = Client()
    for language in ("", "/en"):
        page = text(client.get(f"{language}/needs/new/"))
        part = page.partition('id="call-instead"')[2].partition("</details>")[0]
        assert 'href="tel:120"' in part
        assert "0574-88000000" in part
        assert 'name="category" value="ambulance"' in part
    kinds = page.partition('id="id_category"')[2].partition("</fieldset>")[0]
    assert "ambulance" not in kinds
    picked = client.post("/needs/new/", {"words": "晕倒了", "category": ["", "ambulance"]})
    assert "请打 120" in text(picked)
