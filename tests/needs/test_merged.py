"""Whoever raised a need that was merged hears how the other one ended, under the own number."""

import pytest

from residents.actions import answering, raising, sorting
from residents.models import Need, Notice
from residents.queries.calls import words_to_say
from residents.stages import NeedState
from tests.factories import by, make_category, make_clerk, make_place, make_town

pytestmark = pytest.mark.django_db
ENDS = {
    "answered": lambda clerk, need: answering.answer_need(by=clerk, need=need, sentence="修好了。"),
    "refused": lambda clerk, need: sorting.refuse_need(by=clerk, need=need, reason="修好了。"),
}


@pytest.mark.parametrize("how", ENDS)
def test_all_of_a_chain_are_told(how):
    village = make_place(parent=make_town())
    clerk, category = by(make_clerk(place=village)[0]), make_category()
    first, second, third = (raised(village, clerk, category, last) for last in (1, 2, 3))
    sorting.merge_need(by=clerk, need=first, into=second)
    second.refresh_from_db()
    sorting.merge_need(by=clerk, need=second, into=third)
    third.refresh_from_db()
    ENDS[how](clerk, third)
    calls = Notice.objects.filter(state="waiting", step__kind=how)
    assert {call.phone[-1] for call in calls} == {"1", "2", "3"}
    for call in calls:
        assert f"{call.step.need.number}" in words_to_say(call)
        assert "修好了。" in words_to_say(call)
    assert Need.objects.get(pk=first.pk).state == NeedState.MERGED
    assert first.steps.last().address == f"/needs/{third.number}/"


def raised(village, clerk, category, last):
    need = raising.raise_need(by=by(), words="坏了", place=village, phone=f"1380000000{last}")
    return sorting.accept_need(
        by=clerk, need=need, category=category, title="路灯", sentence="不亮。"
    )
