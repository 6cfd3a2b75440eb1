"""Kinds, places and posts that end: used until the day of ending, and not from it on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.refusals import NotAllowed, Refused
from residents.access.needs import assignable_posts, tabling_bodies
from residents.access.people import visible_places
from residents.actions import raising, sorting
from residents.models import Need
from residents.queries.categories import categories_handled
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_organization,
    make_place,
    make_post,
    make_town,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
ENDED = (0, -1)  # days from today
STANDS = (1, 30)


@pytest.fixture
def village():
    return make_place(parent=make_town())


def ending(days):
    return TODAY() + timedelta(days=days)


@pytest.mark.parametrize("days", ENDED)
def test_no_need_of_a_kind_that_has_ended(village, days):
    kind = make_category(ended_on=ending(days))
    with pytest.raises(Refused) as refused:
        raising.raise_need(by=by(), words="路灯不亮", place=village, category=kind)
    assert refused.value.field == "category"
    assert not Need.objects.exists()
    assert kind not in categories_handled()


@pytest.mark.parametrize("days", STANDS)
def test_a_kind_that_ends_later_is_still_taken(village, days):
    kind = make_category(ended_on=ending(days))
    need = raising.raise_need(by=by(), words="路灯不亮", place=village, category=kind)
    assert kind in categories_handled()
    clerk = by(make_clerk(place=village)[0])
    accepted = sorting.accept_need(by=clerk, need=need, category=kind, publish=False)
    assert accepted.category == kind


def test_the_day_that_counts_is_that_of_the_act(village):
    kind = make_category(ended_on=ending(10))
    later = timezone.now() + timedelta(days=10)
    with pytest.raises(Refused):
        raising.raise_need(by=by(), words="路灯不亮", place=village, category=kind, now=later)


@pytest.mark.parametrize("days", ENDED)
def test_no_need_of_a_place_that_has_ended(village, days):
    village.ended_on = ending(days)
    village.save()
    with pytest.raises(Refused) as refused:
        raising.raise_need(by=by(), words="路灯不亮", place=village)
    assert refused.value.field == "place"
    assert village not in visible_places()


@pytest.mark.parametrize("days", STANDS)
def test_a_place_that_ends_later_is_still_in_use(village, days):
    village.ended_on = ending(days)
    village.save()
    assert raising.raise_need(by=by(), words="路灯不亮", place=village).pk
    assert village in visible_places()


@pytest.mark.parametrize(("days", "stands"), [(1, True), (0, False), (-1, False)])
def test_posts_and_bodies_serve_until_their_day(village, days, stands):
    need = raising.raise_need(by=by(), words="路灯不亮", place=village)
    user, _holding = make_clerk(place=village)
    post = make_post("office", place=village, abolished_on=ending(days))
    body = make_organization(place=village, kind="body", ended_on=ending(days))
    assert (post in assignable_posts(user, need)) == stands
    assert (body in tabling_bodies(user, need)) == stands


@pytest.mark.parametrize(("days", "stands"), [(1, True), (0, False)])
def test_rights_last_until_the_post_is_abolished(village, days, stands):
    user, holding = make_clerk(place=village)
    holding.post.abolished_on = ending(days)
    holding.post.save()
    need = raising.raise_need(by=by(), words="路灯不亮", place=village)
    if stands:
        assert sorting.refuse_need(by=by(user), need=need, reason="不归村里管。").state == "refused"
    else:
        with pytest.raises(NotAllowed):
            sorting.refuse_need(by=by(user), need=need, reason="不归村里管。")
