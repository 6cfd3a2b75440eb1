"""Buttons that write several needs: pressed at once on two of them, neither waits for the other."""

from contextlib import suppress
from dataclasses import replace
from threading import BrokenBarrierError

import pytest
from django.db import OperationalError

from foundation.refusals import Refused
from residents.actions import answering, raising, sorting
from residents.admin.moves import NEED_MOVES
from residents.models import Need
from tests.factories import by, make_category, make_clerk, make_place, make_town
from tests.races import Barrier, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
BUTTONS = {move.key: move for move in NEED_MOVES}


class Scene:
    """Needs of a village that everybody may read, and its clerk."""

    def __init__(self):
        self.place = make_place(parent=make_town())
        self.clerk, self.category = by(make_clerk(place=self.place)[0]), make_category()

    def need(self):
        need = raising.raise_need(by=by(), words="坏了", place=self.place)
        return sorting.accept_need(
            by=self.clerk, need=need, category=self.category, title="路灯", sentence="不亮。"
        )

    def into_each_other(self):
        """Two needs, each to be merged into the other."""
        first, second = self.need(), self.need()
        return [(first.pk, {"into": second}), (second.pk, {"into": first})]

    def both_reopen(self):
        """Two that went on in a third, whose answer satisfies neither."""
        first, second, head = self.need(), self.need(), self.need()
        for need in (first, second):
            sorting.merge_need(by=self.clerk, need=need, into=head)
        answering.answer_need(by=self.clerk, need=head, sentence="修好了。")
        said = {"verdict": "not_satisfied", "words": "还是不亮"}
        return [(first.pk, said), (second.pk, said)]

    def at_once(self, button, presses):
        """What came of two presses; each goes on once both hold what they take hold of, or after a
        moment, since one waits for the other."""
        met = Barrier(2)

        def act(who, need, data):
            with suppress(BrokenBarrierError):
                met.wait(timeout=0.5)
            return BUTTONS[button.key].act(who, need, data)

        def press(number):
            key, data = presses[number]
            need = Need.objects.get(pk=key)
            seen = {"revision": need.revision}
            return replace(button, act=act).do(self.clerk, need, data | seen)

        return race(2, press)


CASES = {"merge": Scene.into_each_other, "rate": Scene.both_reopen}


@pytest.mark.parametrize("key", CASES)
def test_one_is_done_and_the_other_told(key, figure):
    scene = Scene()
    outcomes = scene.at_once(BUTTONS[key], CASES[key](scene))
    refused = [one for one in outcomes if isinstance(one, Refused)]
    broken = [one for one in outcomes if isinstance(one, Exception) and one not in refused]
    assert (len(refused), broken) == (1, [])
    figure(f"{key} pressed at once on two needs: {len(broken)} broken off", bound="0")


@pytest.mark.parametrize("key", CASES)
def test_control_without_holding_them_together_the_database_breaks_one_off(key, control):
    scene = Scene()
    outcomes = scene.at_once(replace(BUTTONS[key], holds=None), CASES[key](scene))
    broken = [one for one in outcomes if isinstance(one, OperationalError)]
    assert len(broken) == 1, outcomes
    control(f"{key} pressed at once on two needs: {len(broken)} broken off")
