"""The nightly check: what it finds stands before the system administrator and in the record."""

import pytest

from foundation.jobs.models import Job, JobState
from foundation.record.models import Entry
from foundation.seals import actions as seals
from foundation.seals.models import Seal
from foundation.seals.tasks import ask_for_check, seal_rows, verify_record
from gaoqiao.celery import CLOCK
from tests.factories import make_town
from tests.seals.conftest import tamper, write
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db


def checked():
    """The job of a check that has run."""
    Job.objects.all().delete()
    ask_for_check()
    ask_for_check()
    job = Job.objects.get()
    verify_record(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    return job


def test_the_clock_seals_every_few_seconds_and_checks_once_a_day():
    times = {entry["task"]: entry["schedule"] for entry in CLOCK.values()}
    assert times["foundation.seal_rows"] <= 10
    assert times["foundation.ask_for_check"] == 24 * 3600
    write(2)
    seal_rows()
    assert Seal.objects.filter(chain="record").count() == 2


def test_what_the_night_finds_is_the_first_thing_the_administrator_sees():
    town = make_town()
    keys = write(5)
    seals.seal_all()
    client, _user = staff("system_admin", town)
    address = "/admin/foundation/job/?queue=altered"
    assert (checked().result, rows(client, address)) == ({"found": 0, "first": []}, 0)
    assert not Entry.objects.filter(verb="record.altered").exists()
    tamper(f"UPDATE foundation_entry SET verb = 'a.b' WHERE id = {keys[1]}")
    job = checked()
    assert job.result["found"] == 1
    assert Entry.objects.filter(verb="record.altered").count() == 1
    home = client.get("/admin/").content.decode()
    assert f'<li class="late">\n          <a href="{address}"><b>1</b>' in home
    assert rows(client, address) == 1
    page = client.get(f"/admin/foundation/job/{job.pk}/change/").content.decode()
    assert f"操作记录：第 {keys[1]} 条在封存" in page
    english = client.get(f"/en/admin/foundation/job/{job.pk}/change/").content.decode()
    assert f"row {keys[1]} was changed after it was sealed" in english


def test_a_check_that_could_not_be_carried_through_stands_there_too():
    client, _user = staff("system_admin", make_town())
    for state, number in (("failed", 1), ("done", 0), ("waiting", 0)):
        kind, result = "foundation.verify_record", {"found": 0} if state == "done" else {}
        Job.objects.create(kind=kind, key=state, state=state, result=result)
        assert rows(client, "/admin/foundation/job/?queue=altered") == number


def rows(client, address):
    """How many rows the list shows."""
    return client.get(address).context["cl"].result_count
