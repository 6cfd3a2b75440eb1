"""The record holds what changed, never a name, a phone, an address or free words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from foundation.accounts.models import User
from foundation.actor import person, visitor
from foundation.jobs.models import Job, JobState
from foundation.record import actions as record
from foundation.record import queries
from foundation.record.models import Entry, Reading
from foundation.record.subjects import Personal
from foundation.refusals import NotAllowed, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create(username="clerk", phone="13800000000")


@pytest.fixture
def job(user: User) -> Job:
    return Job.objects.create(kind="a.b", key="k")


def test_values_of_open_kinds_are_kept_exactly(user: User, job: Job):
    entry = record.note(
        person(user),
        "job.changed",
        job,
        place_path="0001",
        fields=["result"],
        values={
            "state": (JobState.WAITING, JobState.DONE),
            "progress": 5,
            "asked_by": (None, user),
            "amount": Decimal("1.10"),
            "due": date(2026, 1, 2),
            "ended_at": datetime(2026, 1, 2, tzinfo=UTC),
            "ref": UUID(int=1),
        },
    )
    stored = Entry.objects.get(pk=entry.pk)
    assert stored.values["state"] == ["waiting", "done"]
    assert stored.values["asked_by"] == [None, user.pk]
    assert (stored.values["amount"], stored.values["due"]) == ("1.10", "2026-01-02")
    assert "result" in stored.fields
    assert "state" in stored.fields
    assert stored.place_path == "0001"


@pytest.mark.parametrize(
    "values",
    [
        {"phone": "13800000000"},
        {"phone": None},
        {"phone_index": None},
        {"email": "a@example.org"},
        {"username": "王小明"},
        {"username": ("a", "王小明")},
        {"words": "路灯坏了"},
        {"is_active": {"name": "王小明"}},
        {"is_active": (b"1", True)},
        {"王小明": 1},
    ],
)
def test_personal_values_are_refused(user: User, values):
    with pytest.raises(Personal):
        record.note(visitor(), "user.changed", user, values=values)
    assert not Entry.objects.exists()


def test_text_of_a_choice_field_must_be_a_choice(job: Job):
    with pytest.raises(Personal):
        record.note(visitor(), "job.changed", job, values={"state": "王小明"})


def test_listed_plain_field_may_stand(job: Job, monkeypatch):
    monkeypatch.setattr(Job, "plain_fields", ("kind",), raising=False)
    assert record.note(visitor(), "job.changed", job, values={"kind": "a.c"}).values == {
        "kind": "a.c"
    }


def test_names_of_fields_are_names_only(job: Job):
    with pytest.raises(Personal):
        record.note(visitor(), "job.changed", job, fields=["王小明 13800000000"])


def test_place_path_comes_from_the_subject(job: Job, monkeypatch):
    monkeypatch.setattr(Job, "record_path", "0001.0002", raising=False)
    assert record.note(visitor(), "job.changed", job).place_path == "0001.0002"


def test_entries_of_a_subject_newest_first(user: User, job: Job, django_assert_num_queries):
    other = Job.objects.create(kind="a.b", key="other")
    for verb in ("job.one", "job.two"):
        record.note(person(user), verb, job)
        record.note(visitor(), verb, other)
    with django_assert_num_queries(1):
        found = [(entry.verb, entry.actor.username) for entry in queries.entries_of(job)]
    assert found == [("job.two", "clerk"), ("job.one", "clerk")]


def test_reading_says_who_whose_and_why(user: User):
    record.note_reading(person(user, holding=3), user, "phone", reason=" 回电\x00 ")
    reading = Reading.objects.get()
    assert (reading.reader, reading.holding, reading.field) == (user, 3, "phone")
    assert reading.reason == "回电"
    assert (reading.subject_label, reading.subject_key) == ("foundation.user", str(user.pk))


@pytest.mark.parametrize("reason", ["", "  ", "\x00", "字" * 201])
def test_reading_needs_a_reason(user: User, reason: str):
    with pytest.raises(Refused):
        record.note_reading(person(user), user, "phone", reason=reason)


def test_visitor_reads_nothing(user: User):
    with pytest.raises(NotAllowed):
        record.note_reading(visitor(), user, "phone", reason="x")
