"""Rows of the town that are changed and ended by buttons; what still needs them is named."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Stale
from foundation.site.models import QuotedFigure
from foundation.site.queries import figures
from residents.actions import raising, sorting
from residents.actions.organizations import change_organization
from residents.actions.place_changes import end_place, rename_place
from residents.actions.posts import abolish_post
from residents.models import NeedCategory, Organization, Person, Place, Venue
from residents.models.place import FormerName
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
    make_venue,
)
from tests.staff.scene import adding, button, listing, staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def clerk(town):
    return staff("town_clerk", town)[0]


@pytest.fixture
def keeper(town):
    return by(make_clerk("town_clerk", place=town, name="周示范")[0])


def text(answer):
    return answer.content.decode()


def test_an_organisation_and_a_venue_are_changed(clerk, town):
    shop = make_organization("旧名", place=town, kind="shop")
    said = {"name": "新名", "kind": "shop", "telephone": "0574-88000000", "revision": 0}
    assert 'value="旧名"' in text(clerk.get(button(shop, "change")))
    assert clerk.post(button(shop, "change"), said).status_code == 302
    shop.refresh_from_db()
    assert (shop.name, shop.pinyin[:3], shop.revision) == ("新名", "xin", 1)
    assert Entry.objects.get(verb="organization.changed").fields == ["name", "telephone"]
    body = {**said, "kind": "body", "revision": 1}
    assert clerk.post(button(shop, "change"), body).status_code == 409
    hall = Venue.objects.create(name="旧堂", slug="x", place=town, owner_type="collective")
    said = {"name": "礼堂", "owner_type": "state", "capacity": "80", "revision": 0}
    assert clerk.post(button(hall, "change"), said).status_code == 302
    hall.refresh_from_db()
    assert (hall.name, hall.owner_type, hall.capacity) == ("礼堂", "state", 80)


def test_who_was_late_sees_both_texts_and_may_write_over(clerk, keeper, town):
    shop = make_organization("旧名", place=town, kind="shop")
    change_organization(by=keeper, organization=shop, revision=0, name="别人的名", kind="shop")
    said = {"name": "我的名", "kind": "shop", "revision": 0}
    page = clerk.post(button(shop, "change"), said)
    assert page.status_code == 409
    assert all(words in text(page) for words in ("别人的名", "我的名", "周示范"))
    assert 'name="revision" value="1"' in text(page)
    assert Organization.objects.get(pk=shop.pk).name == "别人的名"
    assert clerk.post(button(shop, "change"), {**said, "revision": 1}).status_code == 302
    assert Organization.objects.get(pk=shop.pk).name == "我的名"


def test_a_post_gets_another_title_and_goes_when_nothing_needs_it(clerk, keeper, town):
    village = make_place(parent=town)
    holding = make_holding(make_person("吴示范"), place=village, role="grid_worker")
    post = holding.post
    said = {"title": "第二网格网格员", "title_en": "Grid 2", "revision": 0}
    assert clerk.post(button(post, "change"), said).status_code == 302
    page = clerk.post(button(post, "abolish"), {"revision": 1})
    assert page.status_code == 409
    assert "吴示范</a> 还在任职" in text(page)
    holding.until = timezone.now()
    holding.save()
    need = raising.raise_need(by=by(), words="路灯不亮", place=village)
    category = make_category()
    sorting.accept_need(
        by=keeper, need=need, category=category, title="路灯", sentence="不亮。", post=post
    )
    assert need.number in text(clerk.post(button(post, "abolish"), {"revision": 1}))
    type(need).objects.filter(pk=need.pk).update(state="closed")
    NeedCategory.objects.filter(pk=category.pk).update(route=post)
    assert category.name in text(clerk.post(button(post, "abolish"), {"revision": 1}))
    NeedCategory.objects.update(route=None)
    assert clerk.post(button(post, "abolish"), {"revision": 1}).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.abolished_on) == ("第二网格网格员", timezone.localdate())
    assert clerk.post(button(post, "give"), {"name": "钱示范"}).status_code == 404
    assert clerk.get(button(post, "abolish")).status_code == 404


def test_a_place_is_called_otherwise_and_its_former_name_is_kept(clerk, town):
    village = make_place("旧村", parent=town)
    said = {"name": "新村", "since": "2026-11-01", "revision": 0}
    assert clerk.post(button(village, "rename"), said).status_code == 302
    village.refresh_from_db()
    former = FormerName.objects.get(place=village)
    assert (village.name, former.name, former.until) == ("新村", "旧村", date(2026, 11, 1))
    assert "旧村" in text(clerk.get(f"/admin/residents/place/{village.pk}/change/"))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    later = {"name": "别名", "since": tomorrow, "revision": 1}
    assert clerk.post(button(village, "rename"), later).status_code == 409
    earlier = {"name": "别名", "since": "2026-10-31", "revision": 1}
    answer = clerk.post(button(village, "rename"), earlier)
    assert answer.status_code == 409
    assert 'id="id_since_error"' in text(answer)
    assert FormerName.objects.count() == 1
    assert (
        clerk.post(button(village, "rename"), {**earlier, "since": "2026-11-01"}).status_code == 302
    )


def test_a_place_ends_once_nothing_is_left_in_it(clerk, town):
    village, other = make_place("旧村", parent=town), make_place("合并村", parent=town)
    grid = make_place("旧网格", parent=village, level="grid")
    said = {"ended_on": timezone.localdate().isoformat(), "succeeded_by_pick": other.pk}
    assert "旧网格" in text(clerk.post(button(village, "end"), {**said, "revision": 0}))
    ended = {"ended_on": said["ended_on"], "revision": 0}
    assert clerk.post(button(grid, "end"), ended).status_code == 302
    need = raising.raise_need(by=by(), words="路灯不亮", place=village)
    assert need.number in text(clerk.post(button(village, "end"), {**said, "revision": 0}))
    type(need).objects.filter(pk=need.pk).update(state="closed")
    post = make_post("grid_worker", "旧村网格员", place=village)
    assert "旧村网格员" in text(clerk.post(button(village, "end"), {**said, "revision": 0}))
    post.abolished_on = timezone.localdate()
    post.save()
    shop, hall = make_organization("旧店", place=village), make_venue("旧堂", place=village)
    for row in (shop, hall):
        assert row.name in text(clerk.post(button(village, "end"), {**said, "revision": 0}))
        gone = {"sentence": "拆迁。", "revision": 0}
        assert clerk.post(button(row, "end"), gone).status_code == 302
    answer = clerk.post(button(village, "end"), {**said, "revision": 0}, follow=True)
    assert answer.status_code == 200
    village.refresh_from_db()
    assert (village.ended_on, village.succeeded_by) == (timezone.localdate(), other)
    assert Entry.objects.filter(verb="place.ended").count() == 2


def test_only_who_keeps_the_town_changes_its_rows(keeper, town):
    village = make_place(parent=town)
    other = by(make_clerk(place=village)[0])
    post, shop = make_post(place=village), make_organization(place=village, kind="shop")
    for act in (
        lambda: rename_place(by=other, place=village, revision=0, name="新"),
        lambda: end_place(by=other, place=village, revision=0, ended_on=TODAY),
        lambda: abolish_post(by=other, post=post),
        lambda: change_organization(
            by=other, organization=shop, revision=0, name="新", kind="shop"
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    refused = Entry.objects.filter(
        result="refused", verb__in=["places.rename", "organizations.change"]
    )
    assert set(refused.values_list("place_path", flat=True)) == {village.path}
    rename_place(by=keeper, place=village, revision=0, name="新村")
    with pytest.raises(Stale):
        rename_place(by=keeper, place=Place.objects.get(pk=village.pk), revision=0, name="别村")
    assert FormerName.objects.count() == 1


def test_a_name_is_corrected_and_the_number_is_never_shown(clerk, town):
    known = make_person("陈示范", phone="13800005678")
    make_holding(known, place=town, role="grid_worker")
    page = text(clerk.get(button(known, "change")))
    assert 'value="陈示范"' in page
    assert "5678" not in page.replace("138****5678", "")
    said = {"name": "陈示凡", "phone": "139 0000 1111", "revision": 0}
    assert clerk.post(button(known, "change"), said).status_code == 302
    known.refresh_from_db()
    assert (known.name, known.phone) == ("陈示凡", "13900001111")
    assert Entry.objects.get(verb="person.changed").fields == ["name", "phone"]
    late = text(clerk.post(button(known, "change"), {**said, "name": "陈世凡"}))
    assert "陈**" in late
    assert "13900001111" not in late.replace('value="139 0000 1111"', "")
    stays = {"name": "陈示凡", "revision": 1}
    assert clerk.post(button(known, "change"), stays).status_code == 302
    none = {**stays, "no_phone": "on", "revision": 2}
    assert Person.objects.get(pk=known.pk).phone == "13900001111"
    assert clerk.post(button(known, "change"), none).status_code == 302
    known.refresh_from_db()
    assert known.phone == ""


def test_a_resident_is_not_named_by_the_form(clerk, town):
    resident = make_person("钱居民", lives_in=make_place(parent=town))
    assert "钱居民" not in text(clerk.get(button(resident, "change")))


def test_a_link_that_was_handed_over_is_withdrawn(clerk, town):
    person = make_holding(make_person("陈示范"), place=town, role="grid_worker").person
    assert clerk.get(button(person, "withdraw")).status_code == 404
    page = text(clerk.post(button(person, "invite")))
    token = page.split("/join/")[1].split("/")[0]
    assert clerk.post(button(person, "withdraw")).status_code == 302
    assert Entry.objects.filter(verb="invitation.withdrawn").count() == 1
    assert clerk.get(button(person, "withdraw")).status_code == 404
    clerk.logout()
    assert "password" not in text(clerk.get(f"/join/{token}/", follow=True)).partition("<main")[2]


def test_a_figure_is_quoted_corrected_by_a_new_row_and_ended(clerk):
    said = {
        "key": "workshops",
        "value": "6",
        "bound": "exactly",
        "unit": "家",
        "source": "公开报道",
    }
    assert clerk.post(adding(QuotedFigure), {**said, "source": ""}).status_code == 409
    assert clerk.post(adding(QuotedFigure), said).status_code == 302
    assert clerk.post(adding(QuotedFigure), said).status_code == 409
    old = QuotedFigure.objects.get()
    right = {**said, "value": "7"}
    assert clerk.post(button(old, "correct"), right).status_code == 302
    assert clerk.post(button(old, "correct"), right).status_code == 404
    assert figures("workshops")["workshops"].value == 7
    assert QuotedFigure.objects.count() == 2
    assert "共富工坊数" in text(clerk.get(listing(QuotedFigure)))
    now = QuotedFigure.objects.get(ended_at=None)
    assert clerk.post(button(now, "end")).status_code == 302
    assert figures("workshops") == {}
    assert QuotedFigure.objects.count() == 2
