"""Words kept for later, merging, promises and calls of needs that have ended."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.refusals import NotAllowed, Refused
from foundation.search.queries import matching
from residents.actions import answering, raising, sorting
from residents.actions.calls import put_on_call_list, record_call
from residents.actions.people import verify_residence
from residents.forms.moves import MergeForm
from residents.models import Need, Notice, Rating
from residents.queries.need_page import need_page, opened_need
from residents.word import Word
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_person,
    make_place,
    make_town,
)
from tests.factories.accounts import add_app

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def scene():
    """A village with a clerk, and a public need with a number to call."""
    village = make_place(parent=make_town())

    class Scene:
        place = village
        user, holding = make_clerk(place=village)
        clerk = by(user)
        category = make_category()

    Scene.need = public(Scene)
    return Scene


def public(scene, title="路灯不亮"):
    need = raising.raise_need(by=by(), words="坏了", place=scene.place, phone="13800000000")
    return sorting.accept_need(
        by=scene.clerk, need=need, category=scene.category, title=title, sentence="请修理。"
    )


def numbers(text):
    return [doc.key for doc in matching(text, kind="need")]


def test_words_written_without_showing_them_are_kept(scene):
    need = raising.raise_need(by=by(), words="坏了", place=scene.place)
    sorting.accept_need(
        by=scene.clerk,
        need=need,
        category=scene.category,
        title="路灯",
        sentence="不亮。",
        publish=False,
    )
    assert (need.public_title, need.public_sentence, need.public_at) == ("路灯", "不亮。", None)
    assert numbers("路灯") == [scene.need.number]


def test_a_need_is_never_merged_into_one_that_leads_nowhere_as_it_stands_now(scene):
    first, second = scene.need, public(scene)
    stale = Need.objects.get(pk=first.pk)
    sorting.merge_need(by=scene.clerk, need=first, into=second)
    with pytest.raises(Refused):  # a clerk who read `first` while it was open
        sorting.merge_need(by=scene.clerk, need=second, into=stale)
    third = public(scene)
    sorting.refuse_need(by=scene.clerk, need=third, reason="不能修。")
    with pytest.raises(Refused):
        sorting.merge_need(by=scene.clerk, need=second, into=third)
    offered = MergeForm(user=scene.user, row=second).fields["into"].rows
    assert not offered.filter(pk__in=[first.pk, second.pk, third.pk]).exists()


def test_a_promise_is_moved_only_while_somebody_owes_an_answer(scene):
    to = date(2099, 1, 1)
    raised = raising.raise_need(by=by(), words="坏了", place=scene.place)
    answering.answer_need(by=scene.clerk, need=scene.need, sentence="修好了。")
    for need in (raised, scene.need):
        with pytest.raises(Refused):
            sorting.move_promise(by=scene.clerk, need=need, to=to, sentence="再等等。")
    assert not Need.objects.filter(promised_on=to).exists()


def waiting():
    return Notice.objects.filter(state__in=["waiting", "not_reached"]).count()


def test_nobody_is_rung_about_a_need_that_she_has_closed_herself(scene):
    answering.answer_need(by=scene.clerk, need=scene.need, sentence="修好了。")
    assert waiting() == 1
    answering.rate_need(
        by=by(), need=scene.need, verdict=Rating.Verdict.SATISFIED, code=scene.need.code
    )
    assert waiting() == 0
    # a text message that never arrived
    step = scene.need.steps.last()
    late = Word(key=f"step:{step.pk}", kind="need", step=step)
    put_on_call_list(late, "call", phone="13800000000", now=timezone.now())
    assert waiting() == 0


def test_a_wrong_number_is_not_rung_again(scene):
    call = Notice.objects.get(state="waiting")
    record_call(by=scene.clerk, notice=call, outcome="wrong_number")
    answering.answer_need(by=scene.clerk, need=scene.need, sentence="修好了。")
    assert waiting() == 0


def test_a_need_that_nobody_accepts_is_said_to_be_late(client, scene):
    need = raising.raise_need(by=by(), words="坏了", place=scene.place, now=MARCH)
    for day, late in ((date(2026, 3, 9), 0), (date(2026, 3, 10), 1)):
        seen = opened_need(scene.user, need.number, [], today=day)
        assert need_page(scene.user, seen, today=day).late == late
    add_app(scene.user)
    client.force_login(scene.user)
    page = client.get(reverse("residents:need", args=[need.number])).content.decode()
    assert "个工作日" in page
    assert "tag-late" in page


def test_a_supervisor_says_of_nobody_where_she_lives(scene):
    user, holding = make_clerk("supervisor", place=scene.place)
    facts = {"person": make_person("住示范"), "place": scene.place, "proof": "known"}
    with pytest.raises(NotAllowed):
        verify_residence(by=by(user), verified_by=holding.post, **facts)
    verify_residence(
        by=scene.clerk,
        verified_by=scene.holding.post,
        **facts,
    )
