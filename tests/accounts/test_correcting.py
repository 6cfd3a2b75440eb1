"""Whose name and number somebody corrects: by the right to give posts alone, place by place."""

import pytest

from residents.access.accounts import may_correct
from tests.factories import (
    by,
    make_clerk,
    make_holding,
    make_person,
    make_place,
    make_post,
    make_town,
)
from tests.factories.committees import make_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere():
    """A village of another town."""
    return make_place("别村", parent=make_town("别镇"))


@pytest.fixture
def giver():
    """Who gives posts in a town."""
    return make_clerk("town_clerk", place=make_town())[0]


def test_a_chair_of_another_place_does_not_correct_its_members(giver, elsewhere):
    body = make_body(place=elsewhere).organization
    member = make_holding(make_person(), make_post("member", organization=body)).person
    make_holding(giver.person, make_post("chair", organization=body))
    assert not may_correct(by(giver), member)


def test_a_supervisor_of_another_place_does_not_correct_its_residents(giver, elsewhere):
    resident = make_person(lives_in=elsewhere)
    make_holding(giver.person, make_post("supervisor", place=elsewhere))
    assert not may_correct(by(giver), resident)


def test_who_gives_posts_there_corrects_both(giver, elsewhere):
    body = make_body(place=elsewhere).organization
    member = make_holding(make_person(), make_post("member", organization=body)).person
    make_holding(giver.person, make_post("town_clerk", place=elsewhere.parent))
    assert may_correct(by(giver), member)
    assert may_correct(by(giver), make_person(lives_in=elsewhere))
