"""A backup made while people write holds one moment, and keeps nobody waiting.

`KILLS` says for how many backups writers go on writing: one in `make test`, twenty in `make prove`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from foundation.backup import queries
from foundation.backup.actions.making import make_backup
from foundation.backup.archive import opened, rows_part
from foundation.numbering.models import Counter
from residents.models import HandOffCount
from tests.factories import make_category
from tests.fixtures.told import Figure

pytestmark = pytest.mark.django_db(transaction=True)
BACKUPS = int(os.environ.get("KILLS", "1"))
WHOLE, PATIENCE_SECONDS = 1_000_000, 20


@pytest.fixture
def purse() -> None:
    """Two tables, read one long after the other, with one million between them."""
    Counter.objects.create(name="early", last=WHOLE)
    HandOffCount.objects.create(category=make_category(), day=date(2026, 2, 1), number=0)


def hand_over() -> None:
    """Move one from the table that is read first to the one that is read last."""
    with transaction.atomic():
        Counter.objects.update(last=F("last") - 1)
        HandOffCount.objects.update(number=F("number") + 1)


def aside(work: Callable[[], None]) -> Thread:
    """Do it in a thread with a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread


def hand_over_at(label: str, rows: int) -> None:
    """Somebody else does it, and is done, while the backup stands between the two tables."""
    if label == "foundation.user":
        writer = aside(hand_over)
        writer.join(PATIENCE_SECONDS)
        assert not writer.is_alive(), "the writer waits for the backup"


def in_it(path: Path) -> int:
    """What the two tables of a backup hold together."""
    with opened(path) as archive:
        return sum(
            dict(zip(names, row, strict=True))[column]
            for label, column in (
                ("foundation.counter", "last"),
                ("residents.handoffcount", "number"),
            )
            for names, *found in [map(json.loads, archive.lines(rows_part(label)))]
            for row in found
        )


@pytest.mark.usefixtures("purse")
def test_what_is_written_meanwhile_is_in_the_next_one(tmp_path: Path):
    make_backup(tmp_path / "a.zip", tell=hand_over_at)
    assert Counter.objects.get(name="early").last == WHOLE - 1
    assert in_it(tmp_path / "a.zip") == WHOLE


@pytest.mark.usefixtures("purse")
def test_control_of_many_moments_the_tables_do_not_agree(
    tmp_path: Path, monkeypatch: Any, control: Callable[[str], None]
):
    monkeypatch.setattr(queries, "moment", lambda connection: nullcontext())
    make_backup(tmp_path / "a.zip", tell=hand_over_at)
    assert in_it(tmp_path / "a.zip") == WHOLE + 1
    control(f"read at many moments: off by {in_it(tmp_path / 'a.zip') - WHOLE}")


@contextmanager
def written_all_the_time(writers: int = 2) -> Iterator[list[int]]:
    """Writers who go on until the end; how much each has handed over."""
    over, done = Event(), [0] * writers

    def write(number: int) -> None:
        while not over.is_set():
            hand_over()
            done[number] += 1

    threads = [aside(lambda number=number: write(number)) for number in range(writers)]
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join(PATIENCE_SECONDS)


def until_more_is_written(done: list[int]) -> Callable[[str, int], None]:
    """Holds a backup between the two tables until somebody has written."""

    def hold(label: str, rows: int) -> None:
        before, deadline = sum(done), time.monotonic() + PATIENCE_SECONDS
        while label == "foundation.user" and sum(done) == before:
            assert time.monotonic() < deadline, "nobody writes meanwhile"
            time.sleep(0.001)

    return hold


@pytest.mark.usefixtures("purse")
def test_under_load_every_backup_agrees_with_itself(tmp_path: Path, figure: Figure):
    with written_all_the_time() as done:
        for number in range(BACKUPS):
            make_backup(tmp_path / f"{number}.zip", tell=until_more_is_written(done))
    sums = [in_it(path) for path in tmp_path.glob("*.zip")]
    assert sums == [WHOLE] * BACKUPS
    assert HandOffCount.objects.get().number == sum(done)
    figure(
        f"{sums.count(WHOLE)} of {BACKUPS} of one moment; {sum(done)} writes meanwhile",
        bound="all of one moment",
    )
