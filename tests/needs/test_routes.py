"""A kind of need goes to one post: in another town of the database, to that town's own."""

import re
from datetime import date

import pytest

from foundation.actor import visitor
from residents.actions import raising, sorting
from residents.actions.categories import change_category
from residents.models import Post
from residents.queries.categories import routed_post
from tests.factories import (
    by,
    make_category,
    make_need,
    make_place,
    make_post,
    make_town,
)
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db


class Town:
    """A town with a village, its building office, and another office."""

    def __init__(self, name):
        self.place = make_town(name)
        self.village = make_place(f"{name}一村", parent=self.place)
        self.office = make_post("office", f"{name}城建办", place=self.place, subject="building")
        self.other = make_post("office", f"{name}文化站", place=self.place, subject="culture")


@pytest.fixture
def towns():
    return Town("东镇"), Town("西镇")


def chosen(page):
    """The post that the form proposes."""
    found = re.search(r'name="post_pick" value="(\d+)"[^>]*checked', page.content.decode())
    return found and Post.objects.get(pk=found[1])


def test_each_towns_need_is_proposed_to_its_own_office(towns):
    kind = make_category(route=towns[0].office)
    for town in towns:
        need = raising.raise_need(
            by=visitor("a"), words="屋檐漏水", place=town.village, category=kind
        )
        client, user = staff("village_clerk", town.village)
        assert chosen(client.get(button(need, "accept"))) == town.office
        clerk = by(user)
        sorting.accept_need(by=clerk, need=need, category=kind, title="屋檐", sentence="漏水。")
        assert chosen(client.get(button(need, "assign"))) == town.office
        sorting.assign_need(by=clerk, need=need, post=town.other)
        assert chosen(client.get(button(need, "assign"))) is None


def test_a_town_without_such_an_office_is_proposed_none(towns):
    kind = make_category(route=towns[0].office)
    need = make_need(place=towns[1].village, category=kind)
    Post.objects.filter(pk=towns[1].office.pk).update(abolished_on=date(2026, 1, 1))
    assert routed_post(need) is None
    assert routed_post(make_need(place=towns[1].village, category=make_category())) is None
    assert routed_post(make_need(place=towns[1].village)) is None


def test_another_towns_clerk_who_changes_the_days_does_not_lose_the_route(towns):
    kind = make_category(route=towns[0].office)
    client, user = staff("town_clerk", towns[1].place)
    page = client.get(button(kind, "change")).content.decode()
    assert re.search(rf'name="route_pick" value="{towns[1].office.pk}"[^>]*checked', page)
    change_category(by=by(user), category=kind, revision=0, workdays=2, route=towns[1].office)
    assert routed_post(make_need(place=towns[0].village, category=kind)) == towns[0].office
