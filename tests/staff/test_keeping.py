"""The town's own rows, made and changed by buttons that call actions."""

from datetime import date

import pytest

from foundation.calendar.models import Holiday
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused, Stale
from foundation.search.models import Synonym
from foundation.site.models import SiteText
from residents.actions import upkeep
from residents.actions.categories import change_category
from residents.models import Cluster, NeedCategory, Organization, Place, Post, Venue
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_person,
    make_place,
    make_post,
    make_town,
)
from tests.staff.scene import adding, button, listing, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def clerk(town):
    return staff("town_clerk", town)[0]


def test_an_organisation_a_venue_a_post_and_a_grid_are_made(clerk, town):
    village = make_place(parent=town)
    said = {"name": "示范公司", "kind": "enterprise", "place_pick": village.pk}
    assert clerk.post(adding(Organization), said).status_code == 302
    company = Organization.objects.get(name="示范公司")
    assert company.credit_code is None
    said = {"name": "文化礼堂", "owner_type": "collective", "place_pick": village.pk}
    assert clerk.post(adding(Venue), said).status_code == 302
    assert Venue.objects.get().place == village
    said = {"name": "第一网格", "level": "grid"}
    answer = clerk.post(button(village, "add-grid"), said)
    grid = Place.objects.get(level="grid")
    assert grid.path.startswith(village.path)
    assert str(grid.pk) in answer.headers["Location"]
    said = {"title": "第一网格网格员", "role": "grid_worker"}
    assert clerk.post(button(grid, "add-post"), said).status_code == 302
    said = {"title": "示范公司经办人", "role": "partner"}
    assert clerk.post(button(company, "add-post"), said).status_code == 302
    assert set(Post.objects.values_list("place", "organization")) >= {
        (grid.pk, None),
        (None, company.pk),
    }


def test_a_cluster_is_made_of_villages_that_are_in_no_other(clerk, town):
    villages = [make_place(f"{n}村", parent=town) for n in "甲乙丙"]
    said = {"name": "东片区", "places": [villages[0].pk, villages[1].pk]}
    assert clerk.post(adding(Cluster), said).status_code == 302
    assert Cluster.objects.get().memberships.count() == 2
    said = {"name": "西片区", "places": [villages[1].pk, villages[2].pk]}
    assert clerk.post(adding(Cluster), said).status_code == 409


def test_a_post_is_given_to_who_is_here_already_and_residents_are_no_choice(clerk, town):
    village = make_place(parent=town)
    resident = make_person("钱示范", lives_in=village, phone="13800001234")
    post = make_post("grid_worker", "第一网格网格员", place=village)
    assert "钱示范" not in clerk.get(button(post, "give")).content.decode()
    said = {"name": "钱示范", "phone": "13800001234"}
    assert clerk.post(button(post, "give"), said).status_code == 302
    assert post.holdings.get().person == resident
    assert "钱示范" in clerk.get(button(post, "give")).content.decode()


def test_what_cannot_be_is_said_beside_the_field(clerk, town):
    said = {"name": "示范公司", "kind": "enterprise", "place_pick": town.pk, "credit_code": "123"}
    page = clerk.post(adding(Organization), said)
    assert page.status_code == 409
    assert 'id="id_credit_code_error"' in page.content.decode()
    assert "错误：" in page.content.decode()
    elsewhere = make_place(parent=make_town("外镇"))
    said = {"name": "外镇公司", "kind": "enterprise", "place_pick": elsewhere.pk}
    assert clerk.post(adding(Organization), said).status_code == 409
    said = {"title": "审计", "role": "audit_admin"}
    assert clerk.post(button(town, "add-post"), said).status_code == 409
    assert not Organization.objects.exists()


def test_a_kind_of_need_gets_another_deadline(clerk, town):
    category, post = make_category(), make_post("office", place=town)
    said = {"workdays": 3, "route_pick": post.pk, "revision": 0}
    assert clerk.post(button(category, "change"), said).status_code == 302
    category.refresh_from_db()
    assert (category.workdays, category.route) == (3, post)
    entry = Entry.objects.get(verb="category.changed")
    assert entry.values == {"workdays": [5, 3], "route": [None, post.pk]}
    assert clerk.post(button(category, "change"), said).status_code == 409  # an older version


def test_two_who_change_a_kind_of_need_do_not_undo_each_other(town):
    actor = by(make_clerk("town_clerk", place=town)[0])
    mine, theirs = make_category(), NeedCategory.objects.get()
    change_category(by=actor, category=mine, revision=0, workdays=3, route=None)
    with pytest.raises(Stale):
        change_category(by=actor, category=theirs, revision=0, workdays=9, route=None)
    with pytest.raises(Refused):
        change_category(by=actor, category=mine, revision=1, workdays=0, route=None)
    village = by(make_clerk(place=make_place(parent=town))[0])
    with pytest.raises(NotAllowed):
        change_category(by=village, category=mine, revision=1, workdays=2, route=None)


def test_days_words_and_texts(clerk):
    said = {"day": "2027-01-01", "is_workday": "0", "name": "元旦", "source": "国务院办公厅"}
    assert "2027 年：节假日安排尚未公布" in clerk.get(listing(Holiday)).content.decode()
    assert clerk.post(adding(Holiday), said).status_code == 302
    assert "2027 年：节假日安排已公布" in clerk.get(listing(Holiday)).content.decode()
    day = Holiday.objects.get()
    assert (day.day, day.is_workday) == (date(2027, 1, 1), False)
    assert clerk.post(adding(Synonym), {"said": "饭堂", "means": "食堂 助餐"}).status_code == 302
    assert Synonym.objects.get().means == "食堂 助餐"
    text = SiteText.objects.create(key="about", language="zh-hans", text="旧", revision=1)
    said = {"text": "新", "revision": 1}
    assert clerk.post(button(text, "write"), said).status_code == 302
    assert clerk.post(button(text, "write"), said).status_code == 409
    text.refresh_from_db()
    assert (text.text, text.revision) == ("新", 2)


def test_only_who_keeps_the_town_keeps_the_site(town):
    village = by(make_clerk(place=make_place(parent=town))[0])
    for act in (
        lambda: upkeep.keep_day(by=village, day=date(2027, 1, 1), is_workday=False, name="元旦"),
        lambda: upkeep.keep_synonym(by=village, said="饭堂", means="食堂"),
        lambda: upkeep.keep_text(
            by=village, key="about", language="zh-hans", text="新", revision=0
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Holiday.objects.exists()
    assert not Synonym.objects.exists()
