"""A cluster's page: its villages, and the posts of its team, which reach all of them."""

import pytest
from django.urls import reverse

from residents.access.needs import posts_answering
from residents.access.people import people_at, post_path, visible_posts
from residents.access.standing import has_right_at
from residents.models import Post
from residents.paths import common_path
from residents.roles import Right
from tests.factories import (
    make_clerk,
    make_cluster,
    make_holding,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)
from tests.staff.scene import button, listing, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def villages(town):
    return [make_place(f"{n}村", parent=town) for n in "甲乙丙"]


@pytest.fixture
def cluster(villages):
    return make_cluster(*villages[:2], name="东片区")


def test_the_page_shows_villages_and_posts_and_adds_one(town, villages, cluster):
    clerk, _user = staff("town_clerk", town)
    address = reverse("admin:residents_cluster_change", args=[cluster.pk])
    assert "甲村，乙村" in clerk.get(address).content.decode().replace("、", "，")
    said = {"title": "东片区组团长", "role": "village_clerk"}
    answer = clerk.post(button(cluster, "add-post"), said)
    post = Post.objects.get(cluster=cluster)
    assert answer.headers["Location"].endswith(f"/post/{post.pk}/change/")
    assert "东片区组团长" in clerk.get(address).content.decode()
    assert "东片区" in clerk.get(answer.headers["Location"]).content.decode()
    assert clerk.post(button(post, "give"), {"name": "陈示范"}).status_code == 302
    held = post.holdings.get()
    assert held.person in people_at([villages[0].path])
    village = staff("village_clerk", villages[0])[0]
    assert village.get(button(cluster, "add-post")).status_code == 404


def test_its_post_reaches_its_villages_and_no_other(town, villages, cluster):
    user = make_user()
    post = make_post("village_clerk", "东片区组团长", cluster=cluster)
    make_holding(make_person("陈示范", user=user), post)
    reached = [has_right_at(user, Right.SORT_NEEDS, village.path) for village in villages]
    assert reached == [True, True, False]
    assert [post in posts_answering(village.path) for village in villages] == [True, True, False]
    for village, sees in zip(villages, (True, True, False), strict=True):
        clerk, _holding = make_clerk(place=village)
        assert (post in visible_posts(clerk)) is sees
        keeper = make_clerk("town_clerk", place=village)[0]
        assert not has_right_at(keeper, Right.GIVE_POSTS, post_path(post))
    assert post_path(post) == town.path


def test_the_list_of_posts_is_narrowed_by_a_village_of_the_cluster(town, villages, cluster):
    clerk = staff("town_clerk", town)[0]
    post = make_post("village_clerk", "东片区组团长", cluster=cluster)
    for village, there in zip(villages, (True, True, False), strict=True):
        page = clerk.get(listing(Post) + f"?place={village.path}").content.decode()
        assert (f"/post/{post.pk}/change/" in page) is there


def test_the_narrowest_place_around_several():
    assert common_path(["00010002", "00010003"]) == "0001"
    assert common_path(["00010002"]) == "00010002"
    assert common_path(["0001", "0002"]) == ""
    assert common_path([]) == ""
