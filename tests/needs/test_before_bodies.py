"""A need that waits before bodies: what becomes of it there when it goes on elsewhere."""

from datetime import date

import pytest

from foundation.refusals import Refused
from residents.access.needs import visible_needs
from residents.actions import answering, raising, sorting, tabling
from residents.models import Need, NeedGrant, Tabling
from residents.stages import NeedState
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_holding,
    make_need,
    make_organization,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)

pytestmark = pytest.mark.django_db
ENDS = {
    "answered": lambda scene: answering.answer_need(
        by=scene.clerk, need=scene.need, sentence="今晚修好了。"
    ),
    "refused": lambda scene: sorting.refuse_need(
        by=scene.clerk, need=scene.need, reason="不归本镇管。"
    ),
    "merged": lambda scene: sorting.merge_need(
        by=scene.clerk, need=scene.need, into=make_need(place=scene.place, public=True)
    ),
}


@pytest.fixture
def scene():
    """A need that is not public before two bodies, one of which reads the words."""
    village = make_place(parent=make_town())

    class Scene:
        place = village
        clerk = by(make_clerk(place=village)[0])
        bodies = [make_organization(f"示范组织{n}", kind="body", place=village) for n in (1, 2)]
        chairs = [make_user(), make_user()]
        post = make_post("grid_worker", place=village)
        need = raising.raise_need(by=by(), words="路灯不亮", place=village)

    for chair, body in zip(Scene.chairs, Scene.bodies, strict=True):
        make_holding(make_person(user=chair), make_post("chair", organization=body))
    sorting.accept_need(
        by=Scene.clerk,
        need=Scene.need,
        category=make_category(),
        title="路灯",
        sentence="不亮。",
        publish=False,
    )
    Scene.tablings = [
        tabling.table_need(
            by=Scene.clerk, need=Scene.need, body=body, question="怎么修？", level="words"
        )
        for body in Scene.bodies
    ]
    return Scene


def decide(scene, at):
    tabling.decide_tabling(
        by=by(scene.chairs[at]),
        tabling=Tabling.objects.get(pk=scene.tablings[at].pk),
        owner_post=scene.post,
        due_on=date(2026, 12, 31),
        sentence="年底前换新灯。",
        address="/meetings/1/",
    )


def hand_back(scene, at):
    tabling.return_tabling(
        by=by(scene.chairs[at]),
        tabling=Tabling.objects.get(pk=scene.tablings[at].pk),
        sentence="要先问供电所。",
    )


@pytest.mark.parametrize("how", ENDS)
def test_a_need_that_ends_is_before_no_body_any_more(scene, how):
    assert scene.need in visible_needs(scene.chairs[0])
    scene.need.refresh_from_db()
    ENDS[how](scene)
    assert not Tabling.objects.filter(state__in=Tabling.OPEN_STATES).exists()
    assert scene.need not in visible_needs(scene.chairs[0])
    with pytest.raises(Refused):
        decide(scene, 0)


def test_the_sight_of_a_body_ends_with_what_it_decides_and_the_others_goes_on(scene):
    decide(scene, 0)
    assert scene.need not in visible_needs(scene.chairs[0])
    assert scene.need in visible_needs(scene.chairs[1])
    assert NeedGrant.objects.filter(until__isnull=True).count() == 1


def test_what_the_second_body_decides_counts_when_the_first_gave_it_back(scene):
    hand_back(scene, 0)
    need = Need.objects.get(pk=scene.need.pk)
    assert need.state == NeedState.TABLED  # the second body has it still
    decide(scene, 1)
    need.refresh_from_db()
    assert (need.state, need.owner_post, need.promised_on) == (
        NeedState.UNDER_WAY,
        scene.post,
        date(2026, 12, 31),
    )


def test_it_comes_back_to_the_clerk_when_the_last_body_gives_it_back(scene):
    hand_back(scene, 0)
    hand_back(scene, 1)
    assert Need.objects.get(pk=scene.need.pk).state == NeedState.ACCEPTED


def test_an_outcome_counts_also_when_a_clerk_has_assigned_the_need_meanwhile(scene):
    scene.need.refresh_from_db()
    other = make_post("grid_worker", place=scene.place)
    sorting.assign_need(by=scene.clerk, need=scene.need, post=other)
    decide(scene, 0)
    need = Need.objects.get(pk=scene.need.pk)
    assert (need.owner_post, need.promised_on) == (scene.post, date(2026, 12, 31))


def test_a_question_that_is_too_long_is_said_and_not_cut(scene):
    body = make_organization("示范组织3", kind="body", place=scene.place)
    scene.need.refresh_from_db()
    with pytest.raises(Refused) as refused:
        tabling.table_need(by=scene.clerk, need=scene.need, body=body, question="问" * 201)
    assert refused.value.field == "question"
