"""An act is one transaction; what was not allowed stays in the record after its rollback."""

from __future__ import annotations

import inspect

import pytest
from django.db import IntegrityError, transaction

from foundation.accounts.models import User
from foundation.actor import Actor, clock, person, visitor
from foundation.numbering.models import Counter
from foundation.record import actions as record
from foundation.record.models import Entry, Result
from foundation.refusals import NotAllowed, Refused, require
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@record.action("counters.keep")
def keep_counter(*, by: Actor, name: str, allowed: bool = True, counter: Counter | None = None):
    """Keeps a counter."""
    made = Counter.objects.create(name=name)
    record.note(by, "counter.kept", made)
    require(allowed, "not yours")
    return made


@record.action("counters.keep_two")
def keep_two(*, by: Actor, second_allowed: bool, forgive: bool = False) -> None:
    keep_counter(by=by, name="first")
    try:
        keep_counter(by=by, name="second", allowed=second_allowed)
    except NotAllowed:
        if not forgive:
            raise


def verbs() -> list[tuple[str, str]]:
    return list(Entry.objects.order_by("pk").values_list("verb", "result"))


def test_done_act_leaves_its_entry():
    user = make_user()
    made = keep_counter(by=person(user, holding=7, channel="window", address="ab"), name="a")
    entry = Entry.objects.get()
    assert (entry.actor, entry.holding, entry.channel) == (user, 7, "window")
    assert (entry.subject_label, entry.subject_key) == ("foundation.counter", str(made.pk))
    assert (entry.address_digest, entry.result) == ("ab", Result.DONE)


def test_refusal_is_written_and_the_rest_rolled_back():
    with pytest.raises(NotAllowed):
        keep_counter(by=person(make_user()), name="a", allowed=False)
    assert not Counter.objects.exists()
    assert verbs() == [("counters.keep", "refused")]


def test_refusal_names_the_row_it_was_about():
    about = Counter.objects.create(name="about")
    with pytest.raises(NotAllowed):
        keep_counter(by=visitor("digest"), name="a", allowed=False, counter=about)
    entry = Entry.objects.get()
    assert (entry.subject_key, entry.actor_kind, entry.actor) == (str(about.pk), "visitor", None)


def test_inner_refusal_is_written_once_by_the_outermost():
    with pytest.raises(NotAllowed):
        keep_two(by=person(make_user()), second_allowed=False)
    assert not Counter.objects.exists()
    assert verbs() == [("counters.keep", "refused")]


def test_caught_inner_refusal_is_written_beside_the_work():
    keep_two(by=person(make_user()), second_allowed=False, forgive=True)
    assert [c.name for c in Counter.objects.all()] == ["first"]
    assert verbs() == [("counter.kept", "done"), ("counters.keep", "refused")]


def test_two_refusals_in_a_row_are_two_entries():
    for _ in range(2):
        with pytest.raises(NotAllowed):
            keep_counter(
                by=person(User.objects.get_or_create(username="x")[0]), name="a", allowed=False
            )
    assert Entry.objects.filter(result=Result.REFUSED).count() == 2


@pytest.mark.django_db(transaction=True)
def test_refusal_survives_a_real_rollback():
    with pytest.raises(NotAllowed):
        keep_counter(by=clock("reports.build"), name="a", allowed=False)
    assert verbs() == [("counters.keep", "refused")]
    assert Entry.objects.get().job == "reports.build"


@pytest.mark.django_db(transaction=True)
def test_database_error_and_refused_roll_back_and_leave_nothing():
    @record.action("counters.break")
    def break_it(*, by: Actor, error: Exception) -> None:
        record.note(by, "counter.kept", Counter.objects.create(name="a"))
        raise error

    for error in (IntegrityError(), Refused("closed"), ZeroDivisionError()):
        with pytest.raises(type(error)):
            break_it(by=visitor(), error=error)
    assert not Counter.objects.exists()
    assert verbs() == []


def test_act_stays_introspectable_and_says_its_verb():
    assert keep_counter.__doc__ == "Keeps a counter."
    assert list(inspect.signature(keep_counter).parameters)[0] == "by"
    assert keep_counter.verb == "counters.keep"


def test_act_needs_an_actor():
    with pytest.raises(TypeError):
        keep_counter(by=User(username="x"), name="a")
    with pytest.raises(TypeError):
        keep_counter(name="a")
    for wrong in (lambda by: None, lambda: None):
        with pytest.raises(TypeError):
            record.action("counters.keep")(wrong)
    with pytest.raises(ValueError, match="not a verb"):
        record.action("Keep it")


@pytest.mark.django_db(transaction=True)
def test_note_fails_outside_a_transaction():
    counter = Counter.objects.create(name="a")
    with pytest.raises(RuntimeError):
        record.note(visitor(), "counter.kept", counter)
    with transaction.atomic():
        record.note(visitor(), "counter.kept", counter)
    assert Entry.objects.count() == 1
