"""Search fields of the staff forms: rows are found by what is typed, and only those one may see."""

import pytest

from residents.actions import publishing, raising, sorting
from residents.models import Holding, NeedStep, Organization, Person
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
)
from tests.staff.scene import adding, button, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def clerk(town):
    return staff("town_clerk", town)[0]


def look(client, address, field, text):
    """What the field offers while somebody types."""
    answer = client.post(address, {"find": field, field: text})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def public_need(clerk, place, title):
    need = raising.raise_need(by=by(), words=title, place=place)
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title=title, sentence=f"{title}。"
    )
    if not need.public_at:
        publishing.publish_need(by=clerk, need=need, title=title, sentence=f"{title}。")
    return need


def test_somebody_is_found_by_name_sound_or_whole_number_and_chosen(clerk, town):
    post = make_post("grid_worker", "第一网格网格员", place=make_place(parent=town))
    known = make_person("陈示范", phone="13800005678")
    Person.objects.filter(pk=known.pk).update(pinyin="chenshifan", initials="csf")
    make_holding(known, place=town)
    address = button(post, "give")
    for text in ("陈", "chen", "csf", "138 0000 5678"):
        page = look(clerk, address, "person", text)
        assert "陈示范 · 138****5678" in page, text
        assert "13800005678" not in page
    assert "陈示范" not in look(clerk, address, "person", "1380000567")
    page = clerk.post(address, {"person": "陈示"})
    assert page.status_code == 409
    assert "请选定是哪一个" in page.content.decode()
    assert f'name="person_pick" value="{known.pk}"' in page.content.decode()
    assert not post.holdings.exists()
    chosen = {"person": "陈示", "person_for": "陈示", "person_pick": known.pk}
    changed = {**chosen, "person": "王"}  # other words than those the choice was offered for
    assert clerk.post(address, changed).status_code == 409
    assert clerk.post(address, chosen).status_code == 302
    assert post.holdings.get().person == known


def test_a_need_is_merged_by_its_number(clerk, town):
    village = make_place(parent=town)
    actor = by(make_clerk("town_clerk", place=town)[0])
    stays, goes = public_need(actor, village, "村口路灯"), public_need(actor, village, "路灯不亮")
    hidden = raising.raise_need(by=by(), words="路灯", place=village)
    page = look(clerk, button(goes, "merge"), "into", "路灯")
    assert stays.number in page
    assert goes.number not in page
    assert hidden.number not in page
    assert clerk.post(button(goes, "merge"), {"into": "路"}).status_code == 409
    assert clerk.post(button(goes, "merge"), {"into": stays.number}).status_code == 302
    assert NeedStep.objects.filter(need=goes, kind="merged").exists()


def test_rows_of_another_place_are_neither_offered_nor_taken(clerk, town):
    elsewhere = make_place("外村", parent=make_town("外镇"))
    stranger = make_holding(make_person("陈外人"), place=elsewhere, role="grid_worker").person
    post = make_post("grid_worker", "第一网格网格员", place=make_place(parent=town))
    assert "陈外人" not in look(clerk, button(post, "give"), "person", "陈")
    forged = {"person": "陈", "person_for": "陈", "person_pick": stranger.pk}
    assert clerk.post(button(post, "give"), forged).status_code == 409
    assert "外村" not in look(clerk, adding(Organization), "place", "外")
    said = {"name": "外镇公司", "kind": "enterprise", "place": "外村"}
    assert clerk.post(adding(Organization), said).status_code == 409
    assert not Organization.objects.exists()
    village = staff("village_clerk", make_place("近村", parent=town))[0]
    assert village.post(button(post, "give"), {"find": "person", "person": "陈"}).status_code == 404


def test_few_rows_are_offered_at_once_and_of_many_at_most_eight(clerk, town):
    village = make_place(parent=town)
    assert f'value="{village.pk}"' in clerk.get(adding(Organization)).content.decode()
    for number in range(12):
        make_place(f"示范{number}网格", parent=village, level="grid")
    assert "place_pick" not in clerk.get(adding(Organization)).content.decode()
    page = look(clerk, adding(Organization), "place", "示范")
    assert page.count('type="radio"') == 8
    assert "还有更多" in page
    assert "没有符合" in look(clerk, adding(Organization), "place", "无此地")


@pytest.mark.parametrize("text", ["\x00", "%", "_" * 5000, "𠮷😀", "' OR 1=1 --", "9" * 40])
def test_absurd_words_are_answered_beside_the_field(clerk, town, text):
    said = {"name": "示范公司", "kind": "enterprise", "place": text, "place_for": text}
    answer = clerk.post(adding(Organization), {**said, "place_pick": "9" * 40})
    assert answer.status_code == 409
    assert 'id="id_place_error"' in answer.content.decode()


def test_what_is_no_search_field_is_not_looked_in(clerk):
    for name in ("name", "nonsense", ""):
        assert clerk.post(adding(Organization), {"find": name}).status_code == 400


@pytest.mark.parametrize("number", [1, 10_000])
def test_many_people_make_the_page_no_longer(clerk, town, number, django_assert_num_queries):
    post = make_post("grid_worker", "第一网格网格员", place=make_place(parent=town))
    make_organization(place=town)
    Person.objects.bulk_create(
        Person(name=f"陈示范{n}", pinyin="chenshifan", initials="csf") for n in range(number)
    )
    Holding.objects.bulk_create(
        Holding(person=person, post=post, since="2026-01-01T00:00:00Z")
        for person in Person.objects.filter(initials="csf")
    )
    with django_assert_num_queries(9):
        page = clerk.get(button(post, "give"))
    assert len(page.content) < 30_000
    with django_assert_num_queries(8):
        assert len(look(clerk, button(post, "give"), "person", "陈示范")) < 6_000
    with django_assert_num_queries(10):
        said = {"person": "陈示", "revision": post.revision}
        assert len(clerk.post(button(post, "give"), said).content) < 35_000


@pytest.mark.parametrize("person_pick", ["999999", "x", "0"])
def test_an_optional_choice_that_is_none_is_an_error_beside_the_field(clerk, town, person_pick):
    post = make_post("grid_worker", "第一网格网格员", place=town)
    said = {"person": "", "person_for": "", "person_pick": person_pick, "name": "新示范"}
    page = clerk.post(button(post, "give"), said)
    assert page.status_code == 409
    beside = page.content.decode().partition('id="id_person_error"')[2].partition("</p>")[0]
    assert "请选定是哪一个" in beside
    assert not post.holdings.exists()
    nobody = {**said, "person_pick": ""}
    assert clerk.post(button(post, "give"), nobody).status_code == 302
    assert post.holdings.get().person.name == "新示范"
