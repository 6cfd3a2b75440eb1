"""The frame of every act (`action`) and what it leaves behind (`note`, `note_reading`)."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record.models import Entry, Reading, Result
from foundation.record.subjects import (
    checked_names,
    key_of,
    label_of,
    place_path_of,
    recordable,
)
from foundation.refusals import NotAllowed, Refused
from foundation.undo import undone_on_error

P = ParamSpec("P")
R = TypeVar("R")
VERB = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")
REASON_LENGTH = 200


class Refusal(NamedTuple):
    """An act that was not allowed, kept until its transaction has been rolled back."""

    by: Actor
    verb: str
    subject: models.Model | None


# None outside of every action; inside, the refusals that the outermost one has to write.
_refusals: ContextVar[list[Refusal] | None] = ContextVar("refusals", default=None)


def action(verb: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """One act: one transaction, and a `NotAllowed` is written to the record after its rollback.

    The function takes a keyword-only `by: Actor`. Acts may call acts; the outermost one writes
    the refusals, also of an inner act whose refusal was caught; files kept by an act that fails
    are removed (`foundation.undo`). The verb is `<subject>.<verb>`.
    """
    if not VERB.fullmatch(verb) or len(verb) > 60:
        raise ValueError(f"{verb!r} is not a verb such as 'needs.accept'")

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        by = signature.parameters.get("by")
        if by is None or by.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{function.__qualname__} needs a keyword-only 'by'")
        if inspect.isgeneratorfunction(function) or inspect.iscoroutinefunction(function):
            raise TypeError(f"{function.__qualname__} cannot be an act: it does not run to its end")

        @functools.wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = kwargs.get("by")
            if not isinstance(actor, Actor):
                raise TypeError(f"{function.__qualname__} needs by=Actor")
            subject = _subject_of(args, kwargs)
            with _Outermost():
                try:
                    with undone_on_error(), transaction.atomic():
                        return function(*args, **kwargs)
                except NotAllowed as refusal:
                    _keep(refusal, Refusal(actor, verb, subject))
                    raise

        act.verb = verb  # type: ignore[attr-defined]
        return act

    return decorate


@contextmanager
def together() -> Iterator[None]:
    """Acts and steps as one act: one transaction, and their refusals are written after its
    rollback."""
    with _Outermost(), undone_on_error(), transaction.atomic():
        yield


class _Outermost:
    """Opens the list of refusals unless an outer act has; the one that opened it writes it."""

    def __enter__(self) -> None:
        self.token = _refusals.set([]) if _refusals.get() is None else None

    def __exit__(self, *exception: object) -> None:
        if self.token is None:
            return
        kept = _refusals.get() or []
        _refusals.reset(self.token)
        for refusal in kept:
            _write_refusal(refusal)


def _keep(error: NotAllowed, refusal: Refusal) -> None:
    """Once per error: the innermost act is the one that was refused."""
    kept = _refusals.get()
    if kept is not None and not getattr(error, "kept", False):
        error.kept = True  # type: ignore[attr-defined]
        kept.append(refusal)


def _write_refusal(refusal: Refusal) -> None:
    with transaction.atomic():
        _write(
            refusal.by,
            refusal.verb,
            refusal.subject,
            place_path=place_path_of(refusal.subject),
            result=Result.REFUSED,
        )


def _subject_of(args: Iterable[Any], kwargs: Mapping[str, Any]) -> models.Model | None:
    """What a refusal is about: the first row among the arguments."""
    for value in (*args, *kwargs.values()):
        if isinstance(value, models.Model):
            return value
    return None


def note(
    by: Actor,
    verb: str,
    subject: models.Model,
    *,
    place_path: str | None = None,
    fields: Iterable[str] = (),
    values: Mapping[str, Any] | None = None,
    result: Result = Result.DONE,
) -> Entry:
    """Write one Entry in the caller's transaction (it fails outside of one).

    `fields` names what changed; `values` holds a value or (old, new) per name and takes nothing
    personal (see `subjects.recordable`). `place_path` is the subject's `record_path` if not given.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an Entry belongs to the transaction of what it tells: use @action")
    if not VERB.fullmatch(verb):
        raise ValueError(f"{verb!r} is not a verb such as 'need.accepted'")
    return _write(
        by,
        verb,
        subject,
        place_path=place_path_of(subject) if place_path is None else place_path,
        fields=checked_names([*fields, *(values or {})]),
        values=recordable(subject, values),
        result=result,
    )


def _write(
    by: Actor,
    verb: str,
    subject: models.Model | None,
    **rest: Any,
) -> Entry:
    return Entry.objects.create(
        actor_kind=by.kind,
        actor=by.user,
        holding=by.holding,
        channel=by.channel,
        address_digest=by.address,
        job=by.job,
        verb=verb,
        subject_label=label_of(subject) if subject is not None else "",
        subject_key=key_of(subject) if subject is not None else "",
        **rest,
    )


def note_reading(by: Actor, subject: models.Model, field: str, *, reason: str) -> Reading:
    """Write that a user looked at one unmasked field of somebody, and why (200 characters)."""
    if by.user is None:
        raise NotAllowed(_("Only people who are logged in may see this."))
    words = reason.replace("\x00", "").strip()
    if not words or len(words) > REASON_LENGTH:
        raise Refused(
            _("Say in at most %(n)s characters why you need it.") % {"n": REASON_LENGTH}, "reason"
        )
    return Reading.objects.create(
        reader=by.user,
        holding=by.holding,
        subject_label=label_of(subject),
        subject_key=key_of(subject),
        field=checked_names([field])[0],
        reason=words,
        address_digest=by.address,
    )
