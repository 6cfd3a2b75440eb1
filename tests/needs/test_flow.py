"""A need from first word to rating and reopening, by actions alone."""

from datetime import UTC, date, datetime

import pytest

from foundation.actor import visitor
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused, Stale
from residents.access.needs import readable_words, visible_needs
from residents.actions import answering, raising, sorting, tabling
from residents.models import Need, NeedGrant, Notice, Rating
from residents.stages import NeedState, StepKind
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
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def scene():
    """A village with a clerk, a grid worker's post and a kind of need."""
    village = make_place(parent=make_town())
    worker_user, holding = make_clerk("grid_worker", place=village)

    class Scene:
        place = village
        clerk = by(make_clerk(place=village)[0])
        post = holding.post
        worker = by(worker_user)
        category = make_category()
        body = make_organization(kind="body", place=village)

    return Scene


def raised(place, words="路灯坏了", **more):
    return raising.raise_need(by=visitor("address"), words=words, place=place, **more)


def accepted(scene, **more):
    need = raised(scene.place, phone="138 0000 0000", now=MONDAY, **more)
    return sorting.accept_need(
        by=scene.clerk,
        need=need,
        category=scene.category,
        title="村口路灯不亮",
        sentence="村口三盏路灯夜里不亮。",
        now=MONDAY,
    )


def kinds(need):
    return list(need.steps.order_by("pk").values_list("kind", flat=True))


def test_a_raised_need_has_a_number_a_code_and_a_first_step(scene):
    need = raised(scene.place, now=MONDAY)
    assert need.number == "2603-0001"
    assert len(need.code) == 8
    assert kinds(need) == ["raised"]
    assert raised(scene.place, now=MONDAY).number == "2603-0002"


def test_the_same_client_key_raises_one_need(scene):
    first = raised(scene.place, client_key="k" * 32)
    assert raised(scene.place, client_key="k" * 32) == first
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [({"words": "  "}, "words"), ({"words": "路" * 2001}, "words"), ({"phone": "12"}, "phone")],
)
def test_what_is_wrong_is_named(scene, change, field):
    with pytest.raises(Refused) as refusal:
        raised(scene.place, **change)
    assert refusal.value.field == field
    assert Need.objects.count() == 0


def test_strangers_see_a_need_only_when_a_clerk_has_worded_it(scene):
    need = raised(scene.place)
    nobody = None
    assert need not in visible_needs(nobody)
    sorting.accept_need(
        by=scene.clerk, need=need, category=scene.category, title="路灯", sentence="路灯不亮。"
    )
    assert need in visible_needs(nobody)
    assert need not in readable_words(nobody)
    assert need in readable_words(scene.clerk.user)


def test_acceptance_promises_a_day_in_working_days_and_puts_a_call_on_the_list(scene):
    need = accepted(scene)
    assert need.state == NeedState.ACCEPTED
    assert need.promised_on == date(2026, 3, 9)
    notice = Notice.objects.get()
    assert (notice.channel, notice.state, notice.phone) == ("call", "waiting", "13800000000")
    assert Entry.objects.filter(verb="need.accepted", subject_key=str(need.pk)).exists()


def test_a_clerk_of_another_village_may_not(scene):
    need = raised(scene.place)
    other = by(make_clerk(place=make_place("别村"))[0])
    with pytest.raises(NotAllowed):
        sorting.refuse_need(by=other, need=need, reason="不行")
    need.refresh_from_db()
    assert need.state == NeedState.RAISED


def test_two_clerks_who_read_the_same_version_do_not_both_win(scene):
    need = raised(scene.place)
    stale = Need.objects.get(pk=need.pk)
    sorting.refuse_need(by=scene.clerk, need=need, reason="不属于本村")
    with pytest.raises(Refused):
        sorting.refuse_need(by=scene.clerk, need=stale, reason="再来一次")
    accepted_need = accepted(scene)
    stale = Need.objects.get(pk=accepted_need.pk)
    sorting.assign_need(by=scene.clerk, need=accepted_need, post=scene.post)
    with pytest.raises(Stale):
        sorting.assign_need(by=scene.clerk, need=stale, post=scene.post)


def test_the_post_answers_and_the_reporter_rates_by_the_slip(scene):
    need = accepted(scene)
    sorting.assign_need(by=scene.clerk, need=need, post=scene.post)
    answering.start_need(by=scene.worker, need=need)
    answering.answer_need(by=scene.worker, need=need, sentence="灯已修好。")
    with pytest.raises(NotAllowed):
        answering.rate_need(by=visitor("x"), need=need, verdict="satisfied", code="WRONG234")
    answering.rate_need(by=visitor("x"), need=need, verdict="satisfied", code=need.code.lower())
    assert need.state == NeedState.CLOSED
    assert kinds(need) == ["raised", "accepted", "assigned", "started", "answered", "rated"]


def test_not_satisfied_reopens_with_words_and_a_new_promise(scene):
    need = accepted(scene)
    answering.answer_need(by=scene.clerk, need=need, sentence="已处理。")
    with pytest.raises(Refused) as refusal:
        answering.rate_need(by=visitor("x"), need=need, verdict="not_satisfied", code=need.code)
    assert refusal.value.field == "words"
    answering.rate_need(
        by=visitor("x"), need=need, verdict="not_satisfied", words="还是不亮", code=need.code
    )
    assert (need.state, need.round) == (NeedState.ACCEPTED, 2)
    assert need.promised_on > date(2026, 3, 9)
    answering.answer_need(by=scene.clerk, need=need, sentence="换了灯泡。")
    answering.rate_need(by=visitor("x"), need=need, verdict="satisfied", code=need.code)
    assert list(Rating.objects.values_list("round", "verdict")) == [
        (1, "not_satisfied"),
        (2, "satisfied"),
    ]
    with pytest.raises(Refused):
        answering.rate_need(by=visitor("x"), need=need, verdict="satisfied", code=need.code)


def test_a_tabled_need_is_seen_by_the_body_but_never_its_reporter(scene):
    need = accepted(scene)
    chair = make_user()
    make_holding(make_person(user=chair), make_post("chair", organization=scene.body))
    assert need not in readable_words(chair)
    tabling.table_need(
        by=scene.clerk,
        need=need,
        body=scene.body,
        question="路灯谁来管？",
        level=NeedGrant.Level.WORDS,
    )
    assert need.state == NeedState.TABLED
    assert need in readable_words(chair)
    assert StepKind.TABLED in kinds(need)


def test_a_hand_off_keeps_only_a_count(scene):
    police = make_category(hand_off="110", telephone="110")
    raising.count_hand_off(by=visitor("x"), category=police)
    raising.count_hand_off(by=visitor("x"), category=police)
    assert police.hand_offs.get().number == 2
    with pytest.raises(Refused):
        raised(scene.place, category=police)
