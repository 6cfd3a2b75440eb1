"""Many writers and several sealers at once leave one chain, in which nothing is missing.

`WRITERS` says how many: eight in `make test`, fifty in `make prove`, which also says what speed the
sealing costs (`tests/seals/speed.py`).
"""

import os
from contextlib import ExitStack
from threading import Barrier

import pytest
from django.db import connection

from foundation.record import guards
from foundation.record.models import Entry
from foundation.seals import actions as seals
from foundation.seals.chains import chains
from foundation.seals.models import Seal
from foundation.seals.queries.checking import findings_of_all
from tests.races import race, without_constraint
from tests.seals import speed
from tests.seals.conftest import write

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = int(os.environ.get("WRITERS", "8"))
SEALERS, EACH = 3, 4
MOST_LOST = 0.05
RECORD = next(chain for chain in chains() if chain.key == "record")


def test_many_writers_and_several_sealers_leave_one_chain(figure):
    def work(number):
        if number < SEALERS:
            return [seals.seal_all() for _round in range(5)]
        return [write(1, first=100 * number + one) for one in range(EACH)]

    done = race(WRITERS + SEALERS, work)
    assert not [one for one in done if isinstance(one, Exception)], done
    seals.seal_all()
    rows = Seal.objects.filter(chain="record").order_by("number")
    number = WRITERS * EACH
    assert [seal.number for seal in rows] == list(range(1, number + 1))
    assert {seal.subject for seal in rows} == set(Entry.objects.values_list("pk", flat=True))
    found = list(findings_of_all())
    assert found == []
    said = f"{len(rows)} entries of {WRITERS} writers in one chain, {len(found)} faults"
    figure(said, bound=f"{number} entries, none amiss")


def at_once(number):
    """Two sealers that have both read the same end of the chain: whether each stored its own."""
    read = Barrier(2)

    def work(_number):
        made = seals.next_batch(RECORD, Entry.objects.latest("pk").at)
        read.wait(timeout=20)
        return seals.store(made)

    write(number)
    return sorted(race(2, work))


def test_of_two_sealers_with_one_end_the_database_refuses_one():
    assert at_once(3) == [False, True]
    assert Seal.objects.count() == 3


def test_control_without_its_guard_the_chain_forks(control):
    names = ("seal_number_once", "seal_previous_once", "seal_subject_once")
    with guards.lifted(connection), ExitStack() as lifted:
        for name in names:
            lifted.enter_context(without_constraint(name, Seal))
        assert at_once(3) == [True, True]
        assert Seal.objects.count() == 6
        found = list(findings_of_all())
        assert found
        control(f"two chains, {len(found)} faults")


@pytest.mark.postgresql
@pytest.mark.skipif(WRITERS < 50, reason="two minutes: make prove")
def test_fifty_writers_lose_hardly_any_speed(tmp_path, tell, figure, control):
    pairs, dear = speed.measure(tmp_path, WRITERS)
    tell(["", *speed.table(pairs, WRITERS)])
    assert list(findings_of_all()) == []
    assert speed.share(pairs) <= MOST_LOST
    assert speed.surely_lost(pairs) <= MOST_LOST
    assert dear > MOST_LOST, "a sealer that costs more is not seen: the share proves nothing"
    control(f"with {speed.CHECKERS} checkers beside it that never rest: {dear:.1%} of the work")
    figure(
        f"{speed.share(pairs):.1%} of the work; {speed.lost(pairs):.1%} of the acts a second,"
        f" surely {max(0.0, speed.surely_lost(pairs)):.1%}, in {len(pairs)} pairs of windows",
        bound=f"at most {MOST_LOST:.0%} of the work, {MOST_LOST:.0%} surely lost",
    )
