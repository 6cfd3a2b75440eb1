"""Undoing what a rollback does not reach: files written inside a transaction that fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)
Undo = Callable[[], None]

_undos: ContextVar[list[Undo] | None] = ContextVar("undos", default=None)


@contextmanager
def undone_on_error() -> Iterator[None]:
    """Run what `on_error` was given inside when the block fails; it stands around a transaction.

    Blocks may be nested like transactions. When the database itself failed nothing is undone,
    because whether it committed is not known: the sweep, which asks the rows, finds the rest.
    """
    outer, mine = _undos.get(), list[Undo]()
    token = _undos.set(mine)
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except BaseException:
        _run(mine)
        raise
    finally:
        _undos.reset(token)
    if outer is not None:
        outer.extend(mine)


def on_error(undo: Undo) -> None:
    """Have `undo` run if the open block fails; outside of one nothing happens."""
    undos = _undos.get()
    if undos is not None:
        undos.append(undo)


def _run(undos: list[Undo]) -> None:
    """The last first; one that fails is logged and leaves the others their turn."""
    for undo in reversed(undos):
        try:
            undo()
        except OSError:
            log.exception("something could not be undone")
