"""The inbox under Mine: one's own notices, paged, unread until a POST says otherwise."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from residents.actions import raising, sorting
from residents.models import Notice
from tests.catalogues.pages import chinese_in_english
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_holding,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)
from tests.factories.accounts import client_of

pytestmark = pytest.mark.django_db
WORDS = "灯坏了，我叫王示范"


@pytest.fixture
def scene(db):
    """Somebody with an account who raised a need that was accepted, and her browser."""

    class Scene:
        village = make_place(parent=make_town())
        user = make_user("wang")
        person = make_person("王示范", user=user, lives_in=village)
        clerk = by(make_clerk(place=village)[0])
        browser = client_of(user)

    Scene.need = raising.raise_need(
        by=by(Scene.user), words=WORDS, place=Scene.village, reporter=Scene.person
    )
    sorting.accept_need(
        by=Scene.clerk, need=Scene.need, category=make_category(), title="路灯", sentence="不亮。"
    )
    return Scene


def many(scene, number):
    """So many more lines about the need's last step."""
    step = scene.need.steps.last()
    for n in range(number):
        Notice.objects.create(
            key=f"more:{Notice.objects.count()}:{n}", step=step, user=scene.user, channel="inbox"
        )


def test_number_and_step_and_the_count_in_the_head_never_her_words(scene):
    page = scene.browser.get("/me/").content.decode()
    assert f"您的诉求 {scene.need.number}：已受理" in page
    assert "1 条新通知" in scene.browser.get("/about/").content.decode()
    assert "1 new notice" in scene.browser.get("/en/about/").content.decode()
    assert f"/needs/{scene.need.number}/" in page
    assert "灯坏了" not in page


def test_reading_is_a_post_and_only_of_ones_own(scene):
    line = Notice.objects.get(user=scene.user)
    scene.browser.get("/me/")
    line.refresh_from_db()
    assert line.read_at is None
    client_of(make_user("zhao")).post("/me/read/", {"open": line.pk})
    line.refresh_from_db()
    assert line.read_at is None
    assert scene.browser.get("/me/read/").status_code == 405
    answer = scene.browser.post("/en/me/read/", {"open": line.pk})
    assert answer.headers["Location"] == f"/en/needs/{scene.need.number}/"
    line.refresh_from_db()
    assert line.read_at is not None
    page = scene.browser.get("/me/").content.decode()
    assert "条新通知" not in page
    folded = page[page.index("看过的通知") :]
    assert f'<a href="/needs/{scene.need.number}/">{line.line}</a>' in folded


@pytest.mark.parametrize("opened", ["", "x", "-1", "9" * 400, "𠮷", "\x00", "１"])
def test_nonsense_reads_nothing(scene, opened):
    answer = scene.browser.post("/me/read/", {"open": opened})
    assert answer.headers["Location"] == "/me/"
    assert Notice.objects.get(user=scene.user).read_at is None


def test_all_are_read_up_to_the_newest_that_was_shown(scene):
    many(scene, 3)
    shown = Notice.objects.filter(user=scene.user).latest("pk")
    many(scene, 1)
    scene.browser.post("/me/read/", {"upto": shown.pk})
    assert Notice.objects.filter(user=scene.user, read_at=None).count() == 1


def test_the_newest_stands_first_and_twenty_on_a_page(scene):
    many(scene, 30)
    first = scene.browser.get("/me/").content.decode()
    assert first.count('name="open"') == 20
    assert "?page=2" in first
    assert scene.browser.get("/me/?page=2").content.decode().count('name="open"') == 11


def test_somebody_who_was_told_nothing_reads_what_comes_here(scene):
    page = client_of(make_user("zhao")).get("/me/").content.decode()
    assert "还没有通知" in page


def test_as_many_queries_for_one_and_for_thirty(scene):
    asked = []
    for more in (0, 29):
        many(scene, more)
        scene.browser.get("/me/")
        with CaptureQueriesContext(connection) as queries:
            scene.browser.get("/me/")
        asked.append(len(queries))
    assert asked == [11, 11]


def test_what_is_assigned_to_a_post_is_told_to_who_holds_it(scene):
    holder = make_user("sun")
    post = make_post("grid_worker", place=scene.village)
    make_holding(make_person("孙示范", user=holder), post)
    sorting.assign_need(by=scene.clerk, need=scene.need, post=post)
    line = Notice.objects.get(user=holder)
    assert (line.kind, line.channel) == ("work", "inbox")
    page = client_of(holder).get("/me/").content.decode()
    assert f"您岗位的诉求 {scene.need.number}：已交办到岗位" in page


def told_in_english(scene, english):
    """What is in the wrong language of an English inbox that holds a word of another room."""
    Notice.objects.create(
        key=f"job:{english}",
        kind="word",
        place=scene.village,
        about="listing:1",
        heading="示范食堂：开放时间改了。",
        heading_en=english,
        user=scene.user,
        channel="inbox",
    )
    return chinese_in_english(scene.browser.get("/en/me/").content.decode())


@pytest.mark.parametrize("english", ["示范食堂: its hours changed.", "Its hours changed.", ""])
def test_on_an_english_page_a_name_is_marked_and_what_was_told_before(scene, english):
    assert told_in_english(scene, english) == []


@pytest.mark.parametrize("chinese", ["食堂改了时间", "Canteen: 改了时间，请看。"])
def test_a_chinese_sentence_in_an_english_word_is_not_taken_for_a_name(scene, chinese):
    assert told_in_english(scene, chinese) == [chinese]


def test_a_name_is_marked_and_markup_in_it_is_text(scene):
    told_in_english(scene, "示范<b>食堂: its hours changed.")
    page = scene.browser.get("/en/me/").content.decode()
    assert "<span data-words>示范</span>&lt;b&gt;<span data-words>食堂</span>: its hours" in page
    told = scene.browser.get("/me/").content.decode()
    assert "示范食堂：开放时间改了。" in told


def test_a_body_is_called_by_its_english_name_on_the_english_page(scene):
    body = make_organization("示范共治委员会", name_en="Shifan committee", place=scene.village)
    Notice.objects.create(
        key="meeting:1",
        kind="meeting_called",
        place=scene.village,
        about="meeting:1",
        organization=body,
        moment=scene.need.created_at,
        user=scene.user,
        channel="inbox",
    )
    page = scene.browser.get("/en/me/").content.decode()
    assert "<span data-words>Shifan committee</span>: a meeting is called for" in page
    assert "示范共治委员会" not in page
    assert "示范共治委员会：" in scene.browser.get("/me/").content.decode()
