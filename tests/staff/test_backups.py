"""When the last backup was made stands on the first screen of who keeps the system."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.jobs.models import Job
from tests.factories import make_town
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db
LINE = re.compile(r'href="(/admin/foundation/job/\?q=foundation.make_backup)">(.*?)</a>')
WARNS = re.compile(r'class="notice[^"]*warn[^"]*"')


@pytest.fixture
def screen():
    """Reads the line of the first screen, and whether it warns."""
    client, _user = staff("system_admin", make_town())

    def read(prefix=""):
        page = client.get(f"{prefix}/admin/").content.decode()
        [(address, words)] = LINE.findall(page.replace("/en/admin/", "/admin/"))
        assert client.get(address).status_code == 200
        return words, bool(WARNS.search(page))

    return read


def ended(days, state="done", **result):
    """A backup that ended so many days ago."""
    at = timezone.now() - timedelta(days=days)
    said = {"rows": 1234, "files": 56, "amiss": 0} | result
    return Job.objects.create(
        kind="foundation.make_backup",
        key=f"b{Job.objects.count()}",
        state=state,
        ended_at=at,
        result=said if state == "done" else {},
    )


def test_it_says_when_and_how_much(screen):
    ended(9)
    ended(1)
    words, warns = screen()
    assert "1234 行" in words
    assert "56 个文件" in words
    assert not warns
    assert "1234 rows, 56 files" in screen("/en")[0]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([], "还没有备份"),
        ([(3, "done", {})], "1234 行"),
        ([(1, "done", {"amiss": 2})], "缺失或损坏的文件：2"),
        ([(1, "done", {}), (0, "failed", {})], "没有成功"),
    ],
)
def test_it_warns_where_somebody_should_look(screen, made, said):
    for days, state, result in made:
        ended(days, state, **result)
    words, warns = screen()
    assert said in words
    assert warns


def test_where_none_is_made_it_says_so(screen, settings):
    settings.BACKUPS_KEPT = 0
    words, warns = screen()
    assert "BACKUPS_KEPT" in words
    assert not warns


def test_a_job_that_made_none_is_no_backup(screen):
    """Backups were switched off when its turn came, and on again since."""
    Job.objects.filter(pk=ended(1).pk).update(result={})
    assert screen() == ("还没有备份。", True)
    ended(0)
    assert "1234 行" in screen()[0]


def test_others_are_not_told():
    client, _user = staff("town_clerk", make_town())
    assert "make_backup" not in client.get("/admin/").content.decode()
