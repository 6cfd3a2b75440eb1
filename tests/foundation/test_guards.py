"""The record is append-only in the database: raw SQL cannot change it, on either engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from foundation.accounts.models import User
from foundation.actor import person
from foundation.numbering.models import Counter
from foundation.record import actions as record
from foundation.record import guards
from foundation.record.models import Entry, Reading

TABLES = ("foundation_entry", "foundation_reading")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rows() -> User:
    user = User.objects.create(username="clerk")
    with transaction.atomic():
        record.note(person(user), "user.changed", user)
    record.note_reading(person(user), user, "phone", reason="回电")
    return user


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except IntegrityError as error:
        return guards.REFUSAL in str(error)
    return False


def changes(table: str) -> list[str]:
    """Every way to change what stands, per engine."""
    column = "verb" if table == "foundation_entry" else "reason"
    ways = [
        f"UPDATE {table} SET {column} = 'x'",
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})",
    ]
    if connection.vendor == "sqlite":
        ways += [
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"REPLACE INTO {table} SELECT * FROM {table}",
            f"UPDATE OR REPLACE {table} SET {column} = 'x'",
            f"INSERT INTO {table} SELECT * FROM {table} WHERE true"
            f" ON CONFLICT (id) DO UPDATE SET {column} = 'x'",
        ]
    else:
        ways += [
            f"TRUNCATE {table}",
            "TRUNCATE foundation_user CASCADE",
            f"INSERT INTO {table} SELECT * FROM {table}"
            f" ON CONFLICT (id) DO UPDATE SET {column} = 'x'",
        ]
    return ways


@pytest.mark.parametrize("table", TABLES)
def test_nothing_in_the_record_can_be_changed(rows: User, table: str):
    for sql in changes(table):
        assert refused(sql), sql
    assert Entry.objects.get().verb == "user.changed"
    assert Reading.objects.get().reason == "回电"


@pytest.mark.sqlite
@pytest.mark.parametrize("table", TABLES)
def test_replace_is_refused_without_the_pragma_too(rows: User, table: str):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            assert refused(f"REPLACE INTO {table} SELECT * FROM {table}")
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize("table", TABLES)
def test_control_without_guards_the_change_goes_through(rows: User, table: str):
    guards.remove(connection)
    try:
        assert set(TABLES) <= set(guards.missing(connection))
        for sql in changes(table):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
                transaction.set_rollback(True)
    finally:
        guards.install(connection)
    for sql in changes(table):
        assert refused(sql), sql


def test_catalogue_holds_every_registered_guard():
    assert guards.missing(connection) == []
    tables = {table for _, table in guards.installed(connection)}
    assert set(TABLES) <= tables


def test_migrate_puts_lost_guards_back():
    guards.remove(connection)
    assert guards.installed(connection) == set()
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


def test_lifted_puts_them_back_after_an_error():
    with pytest.raises(ZeroDivisionError), guards.lifted(connection):
        raise ZeroDivisionError
    assert guards.missing(connection) == []


@pytest.fixture
def conditional() -> Iterator[None]:
    """Counters above 100 are read-only but for their name, and count on only to what somebody says
    that they mean; to a whole with such a name nothing is added."""
    saved = dict(guards._registry)
    said = "SELECT 1 FROM foundation_synonym s WHERE s.said = {row}.name"
    guards.register(
        "foundation_counter",
        when="{row}.last > 100",
        free=("name",),
        follows=(("last",), f"EXISTS ({said} AND s.means = CAST({{row}}.last AS VARCHAR))"),
    )
    guards.register(
        "foundation_synonym",
        inserts=True,
        when="EXISTS (SELECT 1 FROM foundation_counter c"
        " WHERE c.name = {row}.said AND c.last > 100)",
    )
    guards.install(connection)
    yield
    guards.remove(connection)
    guards._registry.clear()
    guards._registry.update(saved)
    guards.install(connection)


@pytest.mark.usefixtures("conditional")
def test_rows_are_read_only_by_condition():
    counter = Counter.objects.create(name="open", last=7)
    Counter.objects.filter(pk=counter.pk).update(last=101)
    assert refused("UPDATE foundation_counter SET last = 1")
    assert refused("UPDATE foundation_counter SET last = 1, name = 'free'")
    assert refused("DELETE FROM foundation_counter")
    assert not refused("UPDATE foundation_counter SET name = 'free', last = last")
    assert Counter.objects.get().name == "free"


@pytest.mark.usefixtures("conditional")
def test_a_column_that_follows_another_row_changes_to_what_it_says_and_to_nothing_else():
    assert not refused("INSERT INTO foundation_synonym (said, means) VALUES ('led', '102')")
    Counter.objects.create(name="led", last=101)
    assert refused("UPDATE foundation_counter SET last = 103")
    assert refused("UPDATE foundation_counter SET last = 102, name = 'stray'")
    assert not refused("UPDATE foundation_counter SET last = 102")
    assert refused("UPDATE foundation_counter SET last = 101"), "and never back"


@pytest.mark.usefixtures("conditional")
def test_parts_of_a_read_only_whole_are_read_only_too():
    assert not refused("INSERT INTO foundation_synonym (said, means) VALUES ('whole', 'x')")
    assert not refused("INSERT INTO foundation_synonym (said, means) VALUES ('other', 'x')")
    Counter.objects.create(name="whole", last=101)
    assert refused("UPDATE foundation_synonym SET means = 'y' WHERE said = 'whole'")
    assert refused("DELETE FROM foundation_synonym WHERE said = 'whole'")
    Counter.objects.create(name="full", last=101)
    assert refused("INSERT INTO foundation_synonym (said, means) VALUES ('full', 'x')")
    assert refused("UPDATE foundation_synonym SET said = 'full' WHERE said = 'other'")
    assert not refused("UPDATE foundation_synonym SET means = 'y' WHERE said = 'other'")
    if connection.vendor == "sqlite":
        assert refused("REPLACE INTO foundation_synonym (said, means) VALUES ('whole', 'y')"), (
            "replaced by its unique column"
        )


def test_two_guards_on_one_table_are_a_mistake():
    with pytest.raises(ValueError, match="another guard"):
        guards.register("foundation_entry", when="{row}.id = 1")
    guards.register("foundation_entry")
    with pytest.raises(ValueError, match="too long"):
        guards.register("t" * 60)
