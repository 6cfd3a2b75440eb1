"""Calls that two deal with at the same moment, on both databases: recorded once, taken back once,
and never back on the list beside newer word; with controls without the guards."""

from collections import Counter
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from foundation.record.models import Entry
from foundation.refusals import Refused
from residents.actions import calls
from residents.actions.sorting import move_promise
from residents.models import Notice
from residents.word import Word
from tests.factories import by, make_call, make_clerk, make_need, make_person, make_place, make_town
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 8
PAUSE = 0.5  # seconds for which the one who was first keeps the other waiting


class Rows(QuerySet):
    """Calls however they stand: the guards are off."""

    def filter(self, *args, **kwargs):
        for name in ("attempts", "state", "state__in", "ended_at"):
            kwargs.pop(name, None)
        return super().filter(*args, **kwargs)


class Unguarded:
    """The model as the acts see it, with such rows."""

    objects = Rows(Notice)

    def __getattr__(self, name):
        return getattr(Notice, name)


@pytest.fixture(params=["guarded", "control"])
def guarded(request, monkeypatch):
    """Whether the conditions of the writes stand."""
    if request.param == "control":
        monkeypatch.setattr(calls, "Notice", Unguarded())
    return request.param == "guarded"


class Scene:
    """A need with a call to make, and two clerks of its village."""

    def __init__(self):
        self.place = make_place(parent=make_town())
        self.clerks = [by(make_clerk(place=self.place)[0]) for _n in range(2)]
        self.need = make_need(place=self.place, state="accepted", reporter_phone="13800000000")
        self.call = make_call(self.need)

    def seen(self):
        """The call as each window shows it."""
        return [Notice.objects.get(pk=self.call.pk) for _n in range(TIMES)]

    def stands(self):
        return Notice.objects.values_list("state", "attempts").get(pk=self.call.pk)


@pytest.fixture
def scene(transactional_db):
    return Scene()


def won(outcomes):
    """How many did it; all others were refused, none for another reason."""
    kinds = Counter(type(outcome).__name__ for outcome in outcomes)
    assert set(kinds) <= {"Notice", "Refused"}, outcomes
    return kinds["Notice"]


def test_however_many_write_down_how_it_ended_one_does(scene, guarded, figure, control):
    seen, ends = scene.seen(), ("told", "wrong_number", "not_reached", "told")
    outcomes = race(
        TIMES,
        lambda n: calls.record_call(
            by=scene.clerks[n % 2], notice=seen[n], outcome=ends[n % len(ends)]
        ),
    )
    entries = Entry.objects.filter(verb="notice.call_recorded", result="done")
    assert won(outcomes) == entries.count() == (1 if guarded else TIMES)
    if guarded:
        winner = next(n for n, outcome in enumerate(outcomes) if isinstance(outcome, Notice))
        assert scene.stands() == (ends[winner % len(ends)], 1)
        figure(f"a call written down by {TIMES}: {entries.count()}", bound="1")
    else:
        control(f"a call written down by {TIMES}: {entries.count()}")


def test_however_often_it_is_taken_back_at_once_it_is_once(scene, guarded):
    """Eight windows of the clerk who wrote it down."""
    now = timezone.now()
    calls.record_call(by=scene.clerks[0], notice=scene.call, outcome="told", now=now)
    seen = scene.seen()
    outcomes = race(TIMES, lambda n: calls.take_call_back(by=scene.clerks[0], notice=seen[n]))
    entries = Entry.objects.filter(verb="notice.call_taken_back", result="done")
    assert won(outcomes) == entries.count() == (1 if guarded else TIMES)
    assert scene.stands() == ("waiting", 0)


def test_one_takes_it_back_while_others_write_it_down(scene):
    """Whoever saw it waiting may write down its end once it waits again, and only then."""
    waiting = scene.seen()
    calls.record_call(by=scene.clerks[0], notice=scene.call, outcome="told")
    told = scene.seen()

    def act(number):
        if number == 0:
            return calls.take_call_back(by=scene.clerks[0], notice=told[0])
        return calls.record_call(by=scene.clerks[1], notice=waiting[number], outcome="wrong_number")

    back, *written = race(TIMES, act)
    assert isinstance(back, Notice)
    assert won(written) <= 1
    assert scene.stands() == (("wrong_number", 1) if won(written) else ("waiting", 0))


def newer_word(scene, tell, call):
    """Somebody tells newer word, and takes a while; meanwhile the older call is taken back. What
    became of that."""
    begun, tried = Event(), Event()

    def act(number):
        if number == 0:
            with transaction.atomic():
                tell()
                begun.set()
                tried.wait(PAUSE)
            return None
        begun.wait(20)
        try:
            return calls.take_call_back(by=scene.clerks[0], notice=call)
        finally:
            tried.set()

    told, outcome = race(2, act)
    assert told is None
    return outcome


def about_somebody(scene):
    """Word about something else than a need, told twice to one person: the second telling, and the
    first call, which was made."""
    person, now = make_person("陈示范"), timezone.now()

    def word(once):
        return Word(key=f"job:{once}", kind="word", place=scene.place, about="application:1")

    with transaction.atomic():
        before = now - timedelta(minutes=5)
        call = calls.put_on_call_list(word(1), "p", person=person.pk, now=before)
    calls.record_call(by=scene.clerks[0], notice=call, outcome="told", now=now)
    return lambda: calls.put_on_call_list(word(2), "p", person=person.pk, now=now), call


def about_the_need(scene):
    """A newer step of a need: the telling of it, and the call that was made before."""
    calls.record_call(by=scene.clerks[0], notice=scene.call, outcome="told")
    clerk, to = scene.clerks[1], timezone.localdate() + timedelta(days=9)
    return lambda: move_promise(by=clerk, need=scene.need, to=to, sentence="再等两天。"), scene.call


@pytest.mark.parametrize("matter", [about_the_need, about_somebody])
def test_no_call_comes_back_beside_newer_word(scene, matter):
    tell, call = matter(scene)
    assert isinstance(newer_word(scene, tell, call), Refused)
    assert Notice.objects.get(pk=call.pk).state == "told"


@pytest.mark.parametrize("matter", [about_the_need, about_somebody])
def test_control_without_the_lock_it_comes_back(scene, matter, monkeypatch):
    """On SQLite writers take turns anyway."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    tell, call = matter(scene)
    came_back = isinstance(newer_word(scene, tell, call), Notice)
    assert came_back is (connection.vendor == "postgresql")
