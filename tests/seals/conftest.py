"""A record with entries and papers, sealed into a folder of the test's own."""

import re

import pytest
from django.db import connection, transaction

from committees.kinds import MinutesState
from foundation.actor import clock
from foundation.numbering.models import Counter
from foundation.record import actions as record
from foundation.record.models import Entry
from gaoqiao.reports.actions.publishing import publish_report
from tests.factories import by, make_place, make_post, make_town
from tests.factories.agreements import make_agreement, make_statement
from tests.factories.committees import make_body, make_paper
from tests.factories.reports import make_clerk_of, make_reported_town, make_run
from tests.fixtures.flush import taken_off

TABLE = re.compile(r"(?:UPDATE|FROM) (\w+)")


@pytest.fixture(autouse=True)
def heads_folder(tmp_path, settings):
    """The kept heads of this test."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def kept(keep):
    """A published paper, statement and report: each with its row, its page and its table."""

    def make():
        village = make_place(parent=make_town())
        body = make_body(place=village)
        post = make_post("grid_worker", place=village)
        paper = make_paper(body, MinutesState.PUBLISHED, post=post)
        statement = make_statement(make_agreement(place=village))
        town = make_reported_town(villages=1)
        run = make_run(town)
        publish_report(by=by(make_clerk_of(town)), run=run)
        return {
            "minutes": (paper, f"/minutes/{paper.pk}/"),
            "statements": (statement, f"/ledger/statements/{statement.number}/"),
            "reports": (run, f"/reports/{run.uuid}/"),
        }

    return keep(make)


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
