"""Many at once on one paper, with threads and connections of their own, on both databases."""

from collections import Counter

import pytest

from committees.actions import approving, minutes
from committees.models import Minutes
from committees.papers import ItemText, MinutesText
from foundation.record.models import Entry
from foundation.refusals import Refused, Stale
from foundation.revision import actions as revision_actions
from tests.factories import by, make_clerk
from tests.factories.committees import make_minutes
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
APPROVERS = 50


def kinds(outcomes):
    return Counter(type(outcome).__name__ for outcome in outcomes)


def test_fifty_approvals_of_one_paper_are_one_transition(open_scene, figure):
    paper = make_minutes(open_scene.secretary, open_scene.meeting)
    approving.submit_minutes(by=open_scene.secretary, minutes=paper)
    clerks = [by(make_clerk("town_clerk", place=open_scene.town)[0]) for _ in range(5)]
    acts = (approving.approve_minutes, approving.publish_minutes)

    def approve(number):
        mine = Minutes.objects.get(pk=paper.pk)
        return acts[number % 2](by=clerks[number % 5], minutes=mine)

    first = kinds(race(APPROVERS, lambda n: approve(n - n % 2)))
    assert first == {"Minutes": 1, "Refused": APPROVERS - 1}
    assert kinds(race(10, lambda n: approve(1))) == {"Minutes": 1, "Refused": 9}
    paper.refresh_from_db()
    assert paper.state == "published"
    for verb in ("minutes.approved", "minutes.published"):
        assert Entry.objects.filter(verb=verb, result="done").count() == 1
    figure(f"{first['Minutes']} of {APPROVERS} approved a paper", bound="1")


def test_control_without_the_state_in_its_update_each_approves(open_scene, monkeypatch, control):
    def anyhow(by, paper, _states, to, _verb, **_fields):
        Minutes.objects.filter(pk=paper.pk).update(state=to)
        return paper

    paper = make_minutes(open_scene.secretary, open_scene.meeting)
    approving.submit_minutes(by=open_scene.secretary, minutes=paper)
    monkeypatch.setattr(approving, "move", anyhow)
    approvals = kinds(
        race(
            5,
            lambda _n: approving.approve_minutes(
                by=open_scene.approver, minutes=Minutes.objects.get(pk=paper.pk)
            ),
        )
    )
    assert approvals == {"Minutes": 5}
    control(f"{approvals['Minutes']} of 5 approved a paper")


def test_approving_and_sending_back_at_once_have_one_winner(open_scene):
    paper = make_minutes(open_scene.secretary, open_scene.meeting)
    approving.submit_minutes(by=open_scene.secretary, minutes=paper)

    def decide(number):
        mine = Minutes.objects.get(pk=paper.pk)
        if number % 2:
            return approving.approve_minutes(by=open_scene.approver, minutes=mine)
        return approving.return_minutes(by=open_scene.approver, minutes=mine, reason="补充")

    outcomes = kinds(race(12, decide))
    paper.refresh_from_db()
    won = Entry.objects.filter(result="done", verb__in=["minutes.approved", "minutes.returned"])
    # An approved paper may still be sent back: then both are done, in that order.
    assert outcomes["Minutes"] == won.count()
    verbs = list(won.order_by("pk").values_list("verb", flat=True))
    assert verbs in (
        ["minutes.returned"],
        ["minutes.approved"],
        ["minutes.approved", "minutes.returned"],
    )
    assert paper.state == {"returned": "draft", "approved": "approved"}[verbs[-1].split(".")[1]]


def two_editors(scene):
    """Two people save over the same version at once: what each got, and what stands."""
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    item = scene.meeting.items.get()
    people = (scene.chair, scene.secretary)

    def save(number):
        text = MinutesText(
            sentence=f"第{number}人写的。",
            items=(ItemText(item.pk, result="noted", discussion=f"第{number}人记的。"),),
        )
        return minutes.save_minutes(
            by=people[number], meeting=scene.meeting, revision=paper.revision, text=text
        )

    outcomes = race(2, save)
    paper.refresh_from_db()
    item.refresh_from_db()
    return outcomes, paper, item


def test_of_two_editors_the_second_is_told_and_nothing_is_lost(open_scene, figure):
    outcomes, paper, item = two_editors(open_scene)
    assert kinds(outcomes) == {"Minutes": 1, "Stale": 1}
    winner = next(n for n, outcome in enumerate(outcomes) if isinstance(outcome, Minutes))
    told = outcomes[1 - winner]
    assert isinstance(told, Stale)
    assert isinstance(told, Refused)
    # The text that stands is one person's whole; the other's is in the answer, with the next try.
    assert (paper.sentence, item.discussion) == (f"第{winner}人写的。", f"第{winner}人记的。")
    assert told.submitted["sentence"] == f"第{1 - winner}人写的。"
    assert (told.current.sentence, told.revision) == (paper.sentence, paper.revision)
    figure(f"of 2 editors {kinds(outcomes)['Stale']} was told", bound="1")


def test_control_with_the_guard_off_one_text_is_lost(open_scene, monkeypatch, control):
    def overwrite(row, *, expected, **fields):
        type(row).objects.filter(pk=row.pk).update(**fields)
        return row

    monkeypatch.setattr(minutes, "update_revised", overwrite)
    assert revision_actions.update_revised is not overwrite
    outcomes, _paper, _item = two_editors(open_scene)
    assert kinds(outcomes) == {"Minutes": 2}
    control(f"of 2 editors {kinds(outcomes)['Stale']} was told")


def test_two_who_begin_the_same_paper_make_one(open_scene):
    def begin(number):
        return make_minutes(
            (open_scene.chair, open_scene.secretary)[number % 2],
            open_scene.meeting,
            sentence=f"第{number}人写的。",
        )

    outcomes = race(6, begin)
    assert kinds(outcomes) == {"Minutes": 1, "Stale": 5}
    assert Minutes.objects.count() == 1
