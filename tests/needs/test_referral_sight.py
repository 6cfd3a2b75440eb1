"""What a department sees of a need once it has answered, and a referral that a clerk takes back."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.access.needs import visible_needs
from residents.actions import referring
from residents.actions.posts import abolish_post
from residents.models import Notice, Referral
from tests.factories import by, make_clerk
from tests.factories.accounts import client_of
from tests.needs.test_referrals import ASKED, SAID, Scene
from tests.staff.scene import button, listing

pytestmark = pytest.mark.django_db
KEPT = "路灯不亮"


@pytest.fixture
def scene():
    return Scene()


def pages(user, referral):
    """The department's list and the row's page, as text."""
    client, top = client_of(user), listing(Referral)
    said = [client.get(address) for address in (top, f"{top}{referral.pk}/change/")]
    assert [answer.status_code for answer in said] == [200, 200]
    return [answer.content.decode().partition("<main")[2] for answer in said]


def test_what_was_shown_ends_with_the_answer_and_what_was_asked_stays(scene):
    need = scene.accepted(publish=False)
    referral = scene.refer(need)
    before = pages(scene.officer, referral)
    assert all(KEPT in page for page in before)
    assert str(need.place) in before[1]
    referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID)
    rows, page = pages(scene.officer, referral)
    assert KEPT not in rows + page
    assert "桥东路灯不亮" not in page
    assert str(need.place) not in page
    assert need.number in rows
    assert all(words in page for words in (need.number, ASKED, SAID))
    assert all(KEPT in clerks for clerks in pages(scene.user, referral))


def test_a_public_need_stays_readable(scene):
    referral = scene.refer()
    referring.answer_referral(by=by(scene.officer), referral=referral, sentence=SAID)
    assert all(KEPT in page for page in pages(scene.officer, referral))


def test_a_clerk_takes_it_back_and_says_why(scene):
    need = scene.accepted(publish=False)
    referral = scene.refer(need)
    why = "供电站正在换人，改由我们来办。"
    clerk = client_of(scene.user)
    assert clerk.post(button(referral, "take_back"), {"sentence": ""}).status_code == 409
    assert clerk.post(button(referral, "take_back"), {"sentence": why}).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.answered_at) == ("ended", None)
    assert not visible_needs(scene.officer).filter(pk=need.pk).exists()
    step = need.steps.last()
    assert (step.kind, step.sentence) == ("referral_undone", why)
    assert Notice.objects.filter(step=step, user=scene.officer).exists()
    assert Entry.objects.filter(verb="referral.taken_back").count() == 1
    assert clerk.get(button(referral, "take_back")).status_code == 404
    with pytest.raises(Refused):
        referring.take_back_referral(by=scene.clerk, referral=referral, sentence=why)
    assert scene.refer(need).pk != referral.pk


def test_only_who_sorts_the_need_takes_it_back(scene):
    referral = scene.refer()
    assert client_of(scene.officer).get(button(referral, "take_back")).status_code == 404
    with pytest.raises(NotAllowed):
        referring.take_back_referral(by=by(scene.officer), referral=referral, sentence="不办。")
    referral.refresh_from_db()
    assert referral.state == "sent"


def test_a_post_that_owes_an_answer_is_not_abolished(scene):
    referral = scene.refer()
    scene.post.holdings.update(until=timezone.now())
    keeper = by(make_clerk("town_clerk", place=scene.town)[0])
    with pytest.raises(Refused, match=scene.need.number):
        abolish_post(by=keeper, post=scene.post)
    referring.take_back_referral(by=scene.clerk, referral=referral, sentence="改由我们来办。")
    assert abolish_post(by=keeper, post=scene.post).abolished_on


def test_what_ended_before_gets_its_moment_from_the_thread(scene):
    referral = scene.refer(scene.accepted(publish=False))
    referring.take_back_referral(by=scene.clerk, referral=referral, sentence="另办。")
    Referral.objects.update(ended_at=referral.asked_at)
    migration = import_module("residents.migrations.0014_referrals_end_with_a_time")
    migration.stop(apps, SimpleNamespace(connection=connection))
    assert Referral.objects.get().ended_at == referral.need.steps.last().at
