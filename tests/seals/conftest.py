"""A record with entries, sealed into a folder of the test's own."""

import re

import pytest
from django.db import connection, transaction

from foundation.actor import clock
from foundation.numbering.models import Counter
from foundation.record import actions as record
from foundation.record.models import Entry
from tests.fixtures.flush import taken_off

TABLE = re.compile(r"(?:UPDATE|FROM) (\w+)")


@pytest.fixture(autouse=True)
def heads_folder(tmp_path, settings):
    """The kept heads of this test."""
    settings.DATA_DIR = tmp_path
    return tmp_path


def write(number, first=0):
    """So many entries, in a transaction of their own; their keys."""
    keys = []
    with transaction.atomic():
        for one in range(first, first + number):
            counter = Counter.objects.create(name=f"c{one}")
            keys.append(record.note(clock("tests"), "counter.made", counter, values={"n": one}).pk)
    return keys


def tamper(*statements):
    """What somebody with the database does: the guards of the tables taken off, statements, the
    guards put back as they stood."""
    tables = {TABLE.search(statement)[1] for statement in statements}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            stood = ["SET session_replication_role = DEFAULT"]
            cursor.execute("SET session_replication_role = replica")
        else:
            stood = taken_off(cursor, tables)
        for statement in (*statements, *stood):
            cursor.execute(statement)


def swap(one, other):
    """The statements that exchange two entries."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1000
    pairs = ((one, last), (other, one), (last, other))
    return [f"UPDATE foundation_entry SET id = {to} WHERE id = {of}" for of, to in pairs]
