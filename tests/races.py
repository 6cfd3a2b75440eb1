"""Run one thing in many threads at the same moment, each with a database connection of its own; and
the same without the guard, as the control."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from django.db import connection
from django.db.models import Model


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


@contextmanager
def without_constraint(name: str, model: type[Model], *others: type[Model]) -> Iterator[None]:
    """Without a constraint of a model. Its rows are deleted at the end, those of `others`, which
    hang on them, first. For transactional tests."""
    guard = next(one for one in model._meta.constraints if one.name == name)
    model._meta.constraints.remove(guard)  # SQLite makes the table anew out of what stands here
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, guard)
    try:
        yield
    finally:
        for one in (*others, model):
            one._base_manager.all().delete()
        model._meta.constraints.append(guard)
        with connection.schema_editor() as editor:
            editor.add_constraint(model, guard)
