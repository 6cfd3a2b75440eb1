"""Run one thing in many threads at the same moment, each with a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def race(times: int, work: Callable[[int], Any]) -> list[Any]:
    """What `work(number)` returned or raised, in order of number. Needs a transactional test."""
    start = Barrier(times)

    def run(number: int) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            return work(number)
        except Exception as error:  # noqa: BLE001 - an error is one of the outcomes of a race
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))
