"""A need before a body: taken, decided or returned, by those who may, once."""

from datetime import date

import pytest

from foundation.refusals import NotAllowed, Refused
from residents.actions import raising, sorting, tabling
from residents.models import Tabling
from residents.stages import NeedState
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

pytestmark = pytest.mark.django_db


def member(role, body):
    """Somebody acting from a post of the body."""
    user = make_user()
    make_holding(make_person(user=user), make_post(role, organization=body))
    return by(user)


@pytest.fixture
def scene():
    """A need of a village before its committee."""
    village = make_place(parent=make_town())

    class Scene:
        clerk = by(make_clerk(place=village)[0])
        body = make_organization(kind="body", place=village)
        chair = member("chair", body)
        post = make_post("grid_worker", place=village)
        need = raising.raise_need(by=by(), words="路灯不亮", place=village)

    sorting.accept_need(
        by=Scene.clerk, need=Scene.need, category=make_category(), title="路灯", sentence="不亮。"
    )
    Scene.tabling = tabling.table_need(
        by=Scene.clerk, need=Scene.need, body=Scene.body, question="怎么修？"
    )
    return Scene


def decide(scene, who):
    tabling.decide_tabling(
        by=who,
        tabling=scene.tabling,
        owner_post=scene.post,
        due_on=date(2026, 12, 31),
        sentence="年底前换新灯。",
        address="/meetings/1/",
    )


def test_the_question_is_the_bodys_alone(scene):
    step = scene.need.steps.last()
    assert (step.kind, step.sentence) == ("tabled", scene.body.name)
    assert not scene.need.steps.filter(sentence__contains="怎么修").exists()


def test_only_the_chair_of_that_body_takes_it_up(scene):
    other = make_organization(kind="body", place=scene.need.place)
    for who in (scene.clerk, member("chair", other), member("member", scene.body)):
        with pytest.raises(NotAllowed):
            tabling.take_tabling(by=who, tabling=scene.tabling, address="/meetings/1/")
    tabling.take_tabling(by=scene.chair, tabling=scene.tabling, address="/meetings/1/")
    assert scene.tabling.state == Tabling.State.TAKEN
    step = scene.need.steps.last()
    assert (step.kind, step.address) == ("on_agenda", "/meetings/1/")


def test_a_decision_gives_the_need_its_owner_and_its_date_once(scene):
    decide(scene, scene.chair)
    scene.need.refresh_from_db()
    assert scene.need.state == NeedState.UNDER_WAY
    assert (scene.need.owner_post, scene.need.promised_on) == (scene.post, date(2026, 12, 31))
    with pytest.raises(Refused):
        decide(scene, scene.chair)


def test_without_an_outcome_the_clerk_has_it_again(scene):
    with pytest.raises(Refused):
        tabling.return_tabling(by=scene.chair, tabling=scene.tabling, sentence=" ")
    tabling.return_tabling(by=scene.chair, tabling=scene.tabling, sentence="要先问供电所。")
    scene.need.refresh_from_db()
    assert scene.need.state == NeedState.ACCEPTED


def test_one_open_tabling_per_need_and_body(scene):
    with pytest.raises(Refused):
        tabling.table_need(by=scene.clerk, need=scene.need, body=scene.body, question="再议")
    assert Tabling.objects.count() == 1
