"""However many try at the same moment, no more than the limit pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.tasks import purge_throttles
from foundation.throttle.actions import claim
from foundation.throttle.models import Throttle
from tests.fixtures.told import Figure
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
RULE = {"limit": 5, "window": timedelta(minutes=15)}


@pytest.mark.parametrize("old", [False, True])
def test_of_twenty_at_once_five_pass(old: bool, figure: Figure):
    if old:
        for _ in range(3):
            claim("login", "wang", **RULE, now=timezone.now() - timedelta(minutes=20))
    outcomes = race(20, lambda _: claim("login", "wang", **RULE))
    assert (outcomes.count(True), outcomes.count(False)) == (5, 15), outcomes
    assert Throttle.objects.get().tries == 5
    figure(f"{outcomes.count(True)} of {len(outcomes)} pass", bound=f"{RULE['limit']}")


def test_control_counting_first_and_writing_then_lets_more_pass(control: Callable[[str], None]):
    Throttle.objects.create(kind="login", digest="x", since=timezone.now())

    def careless(_: int) -> bool:
        row = Throttle.objects.get()
        if row.tries >= RULE["limit"]:
            return False
        row.tries += 1
        row.save()
        return True

    most = 0
    for _ in range(20):
        Throttle.objects.update(tries=0)
        most = max(most, sum(outcome is True for outcome in race(20, careless)))
        if most > RULE["limit"]:
            break
    assert most > RULE["limit"], "if careless counting holds too, the race proves nothing"
    control(f"{most} of 20 pass")


def test_windows_longer_than_a_day_are_a_mistake():
    with pytest.raises(ValueError, match="at most a day"):
        claim("a", "b", limit=1, window=timedelta(days=2))


def test_clock_purges_what_is_over():
    now = timezone.now()
    claim("a", "old", **RULE, now=now - timedelta(days=1, seconds=1))
    claim("a", "new", **RULE, now=now)
    purge_throttles()
    assert Throttle.objects.get().since == now
