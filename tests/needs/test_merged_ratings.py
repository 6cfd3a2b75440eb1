"""Whoever raised a need that was merged rates the answer under the own number, and is heard."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from foundation.refusals import NotAllowed, Refused
from residents.access.needs import own_needs, visible_needs
from residents.actions import answering, raising, sorting
from residents.forms.moves import MergeForm
from residents.models import Need, Notice, Rating
from residents.queries.queues import QUEUES
from residents.queries.reporters import person_of
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_holding,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)
from tests.factories.accounts import add_app, client_of
from tests.fixtures.kept import copied
from tests.needs.asking import follow
from tests.staff.scene import button

pytestmark = pytest.mark.django_db
HERS = "我家门口那盏还是不亮"
UNHAPPY = {"verdict": "not_satisfied", "words": HERS}


def make_scene():
    """Two needs of a village merged into a third one, which has been answered."""
    town = make_town()
    village = make_place(parent=town)

    user, holding = make_clerk(place=village)
    scene = SimpleNamespace(place=village, parent=town, user=user, holding=holding)
    scene.clerk, scene.category = by(user), make_category()
    scene.first, scene.second, scene.head = (raised(scene, last) for last in (1, 2, 3))
    for need in (scene.first, scene.second):
        sorting.merge_need(by=scene.clerk, need=need, into=scene.head)
    answer(scene)
    return scene


@pytest.fixture(scope="module")
def kept_scene(store):
    return store(make_scene)


@pytest.fixture
def scene(db, kept_scene):
    return copied(kept_scene)


def raised(scene, last=9, place=None, **fields):
    need = raising.raise_need(
        by=by(), words="坏了", place=place or scene.place, phone=f"1380000000{last}", **fields
    )
    return sorting.accept_need(
        by=scene.clerk, need=need, category=scene.category, title="路灯", sentence="不亮。"
    )


def answer(scene):
    scene.head.refresh_from_db()
    answering.answer_need(by=scene.clerk, need=scene.head, sentence="灯换好了。")


def rate(need, verdict="not_satisfied", words=HERS):
    need.refresh_from_db()
    return answering.rate_need(by=by(), need=need, verdict=verdict, words=words, code=need.code)


def test_not_satisfied_opens_the_other_need_again(scene):
    rate(scene.first)
    scene.head.refresh_from_db()
    assert (scene.head.state, scene.head.round) == ("accepted", 2)
    assert scene.head.answered_at is None
    assert Rating.objects.get().need == scene.first
    assert scene.head in QUEUES["not_satisfied"].rows(scene.user)
    for need in (scene.first, scene.second, scene.head):
        assert (need.steps.last().kind, need.steps.last().round) == ("reopened", 2)
    told = Notice.objects.filter(step__kind="reopened", state="waiting")
    assert {call.phone[-1] for call in told} == {"2", "3"}  # not who has just said so herself


def test_after_the_next_answer_she_rates_again(scene):
    rate(scene.first)
    with pytest.raises(Refused):
        rate(scene.first, "satisfied", "")
    answer(scene)
    rate(scene.first, "satisfied", "")
    assert list(Rating.objects.order_by("pk").values_list("need", "round", "verdict")) == [
        (scene.first.pk, 1, "not_satisfied"),
        (scene.first.pk, 2, "satisfied"),
    ]


def test_her_satisfaction_leaves_the_others_free(scene):
    rate(scene.first, "satisfied", "")
    scene.head.refresh_from_db()
    assert scene.head.state == "answered"
    with pytest.raises(Refused):
        rate(scene.first)
    rate(scene.second, "partly", "")
    rate(scene.head, "satisfied", "")
    scene.head.refresh_from_db()
    assert scene.head.state == "closed"


def test_one_who_closed_it_does_not_speak_for_the_others(scene):
    rate(scene.head, "satisfied", "")
    rate(scene.second)
    scene.head.refresh_from_db()
    assert (scene.head.state, scene.head.closed_at) == ("accepted", None)


def test_a_stranger_rates_nothing(scene):
    with pytest.raises(NotAllowed):
        answering.rate_need(by=by(), need=scene.first, verdict="satisfied", code=scene.second.code)


def test_her_words_are_seen_by_herself_and_the_handling_post_only(scene):
    pages = {name: Client() for name in ("first", "second", "head")}
    for name, client in pages.items():
        follow(client, getattr(scene, name))
    hers = pages["first"].get(f"/needs/{scene.first.number}/")
    assert 'id="rate"' in hers.content.decode()
    sent = pages["first"].post(f"/needs/{scene.first.number}/rate/", UNHAPPY)
    assert sent.status_code == 302
    supervisor = make_clerk("supervisor", place=scene.place)[0]
    for user in (scene.user, supervisor):
        add_app(user)
    pages["handling"] = client_of(scene.user)
    pages["supervisor"] = client_of(supervisor)
    pages["visitor"] = Client()
    assert HERS in pages.pop("first").get(f"/needs/{scene.first.number}/").content.decode()
    shown = {
        name
        for name, client in pages.items()
        if HERS in client.get(f"/needs/{scene.head.number}/").content.decode()
    }
    assert shown == {"handling"}
    others = pages["second"].get(f"/needs/{scene.second.number}/").content.decode()
    assert HERS not in others


def test_a_clerk_writes_down_what_she_said(scene):
    add_app(scene.user)
    client = client_of(scene.user)
    answered = client.post(button(scene.first, "rate"), UNHAPPY)
    assert answered.status_code == 302
    scene.head.refresh_from_db()
    assert scene.head.round == 2
    assert client.get(button(scene.first, "rate")).status_code == 404


def test_who_is_merged_into_an_answered_need_hears_the_answer(scene):
    late = raised(scene, 4)
    sorting.merge_need(by=scene.clerk, need=late, into=scene.head)
    last = late.steps.last()
    assert (last.kind, last.sentence) == ("answered", "灯换好了。")
    assert Notice.objects.filter(step=last, state="waiting").exists()
    rate(late, "satisfied", "")


def test_a_closed_need_takes_no_other(scene):
    late = raised(scene, 4)
    rate(scene.head, "satisfied", "")
    with pytest.raises(Refused):
        sorting.merge_need(by=scene.clerk, need=late, into=scene.head)
    offered = MergeForm(user=scene.user, row=late).fields["into"].rows
    assert scene.head not in offered


def test_a_need_of_another_town_takes_no_other(scene):
    elsewhere = make_place(parent=make_town("另一示范镇"))
    make_holding(
        scene.holding.person, make_post("village_clerk", place=elsewhere)
    )  # she works in both
    theirs, sister = raised(scene, 5, place=elsewhere), raised(scene, 6)
    cousin = raised(scene, 7, place=make_place("邻村", parent=scene.place))
    with pytest.raises(Refused) as refused:
        sorting.merge_need(by=scene.clerk, need=sister, into=theirs)
    assert refused.value.field == "into"
    offered = MergeForm(user=scene.user, row=sister).fields["into"].rows
    assert theirs not in offered
    assert cousin in offered
    sorting.merge_need(by=scene.clerk, need=sister, into=cousin)


# One human, two entries


@pytest.mark.parametrize("stays", ["with_account", "other"])
def test_own_needs_and_the_person_of_an_account_agree(scene, stays):
    other = make_person("王示范")
    mine = make_person("王示范", user=make_user())
    before = [raised(scene, reporter=person) for person in (other, mine)]
    gone, kept = (other, mine) if stays == "with_account" else (mine, other)
    gone.merged_into = kept
    gone.save()
    assert person_of(mine.user) == kept
    after = raised(scene, reporter=person_of(mine.user))
    every = {need.pk for need in (*before, after)}
    assert set(Need.objects.filter(own_needs(mine.user)).values_list("pk", flat=True)) == every
    Need.objects.update(public_at=None)
    assert set(visible_needs(mine.user).values_list("pk", flat=True)) == every
    client = client_of(mine.user)
    now = timezone.now() + timedelta(minutes=1)
    for need in (*before, after):
        need.refresh_from_db()
        answering.answer_need(by=scene.clerk, need=need, sentence="好了。", now=now)
        assert Notice.objects.filter(step=need.steps.last(), user=mine.user).exists()
        assert 'id="rate"' in client.get(f"/needs/{need.number}/").content.decode()
        sent = client.post(f"/needs/{need.number}/rate/", {"verdict": "satisfied"})
        assert sent.status_code == 302
        assert need.ratings.get().rater == kept


def test_somebody_else_of_the_same_name_owns_nothing(scene):
    raised(scene, reporter=make_person("王示范", user=make_user()))
    other = make_person("王示范", user=make_user())
    assert not Need.objects.filter(own_needs(other.user)).exists()
