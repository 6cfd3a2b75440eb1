"""The index itself: its triggers, its rebuilding, and `manage.py reindex`."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.jobs.models import Job
from foundation.search import actions, doc, index, queries
from foundation.search.doc import Doc
from foundation.search.models import SearchDoc
from foundation.search.tasks import refresh_search

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch):
    """What the rooms of this test publish: kind -> list of Docs."""
    kinds = {}
    monkeypatch.setattr(doc, "PUBLISHED", {})
    monkeypatch.setattr(actions, "PUBLISHED", doc.PUBLISHED)
    monkeypatch.setattr("foundation.management.commands.reindex.PUBLISHED", doc.PUBLISHED)
    for kind in ("listing", "need"):
        doc.register(kind, lambda kind=kind: kinds.get(kind, []))
    return kinds


def test_reindex_puts_what_is_published_and_drops_what_is_not(published):
    actions.put("listing", "gone", "旧食堂", address="/services/gone/")
    actions.put("other", "kept", "另一食堂", address="/other/")
    published["listing"] = [Doc("listing", str(n), f"食堂{n}", f"/services/{n}/") for n in range(3)]
    out = StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue().split("\n") == ["listing: 3", "need: 0", ""]
    titles = {row.title for row in queries.matching("食堂")}
    assert titles == {"食堂0", "食堂1", "食堂2", "另一食堂"}


def test_reindex_of_one_kind_leaves_the_others(published):
    actions.put("need", 1, "路灯", address="/needs/1/")
    call_command("reindex", "listing", stdout=StringIO())
    assert queries.matching("路灯").count() == 1
    call_command("reindex", "need", stdout=StringIO())
    assert queries.matching("路灯").count() == 0


def test_a_title_in_english_is_found_in_every_language_and_follows_its_thing(published):
    published["listing"] = [Doc("listing", "1", "食堂", "/services/1/", "午餐", title_en="Canteen")]
    actions.reindex()
    assert [row.title_en for row in queries.matching("canteen")] == ["Canteen"]
    published["listing"] = [Doc("listing", "1", "食堂", "/services/1/", "午餐", title_en="Kitchen")]
    assert actions.refresh() == 1
    assert queries.matching("kitchen").count() == 1
    assert queries.matching("canteen").count() == 0


def test_an_unknown_kind_is_named(published):
    with pytest.raises(CommandError, match="nonsense"):
        call_command("reindex", "nonsense")


def test_a_second_reindex_changes_nothing(published):
    published["listing"] = [Doc("listing", "1", "食堂", "/services/1/")]
    actions.reindex()
    first = SearchDoc.objects.get().pk
    actions.reindex()
    assert SearchDoc.objects.get().pk == first


@pytest.mark.sqlite
def test_lost_triggers_come_back_and_the_index_is_filled_again(published):
    with connection.cursor() as cursor:
        for name in index.TRIGGERS:
            cursor.execute(f"DROP TRIGGER {name}")
    actions.put("need", 1, "路灯", address="/needs/1/")
    assert queries.matching("路灯").count() == 0
    published["need"] = [Doc("need", "1", "路灯", "/needs/1/")]
    actions.reindex()
    assert queries.matching("路灯").count() == 1
    actions.put("need", 1, "路面", address="/needs/1/")
    assert queries.matching("路灯").count() == 0


@pytest.mark.sqlite
def test_the_index_agrees_with_its_rows():
    row = actions.put("need", 1, "路灯", address="/needs/1/")
    SearchDoc.objects.filter(pk=row.pk).update(summary="另一句")
    actions.put("need", 1, "路面", address="/needs/1/", summary="两句")
    actions.withdraw("need", 1)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {index.FTS}({index.FTS}, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize("title", ["Lamp repairs", "路灯报修"])
def test_a_title_in_either_language_that_is_just_that_comes_first(published, title):
    names = {"1": ("旧路灯报修站", "Old lamp repairs"), "2": ("路灯报修", "Lamp repairs")}
    published["listing"] = [
        Doc("listing", key, zh, f"/services/{key}/", title_en=en) for key, (zh, en) in names.items()
    ]
    published["need"] = [Doc("need", "3", "桥", "/needs/3/", "路灯报修 lamp repairs")]
    actions.reindex()
    assert [row.key for row in queries.matching(title)] == ["2", "1", "3"]


@pytest.mark.parametrize("stands", [True, False])
def test_what_was_published_before_gets_its_title_from_the_worker(published, stands):
    """As the migration leaves it: a row without an English title, and a job that nobody sent."""
    if stands:
        actions.put("listing", "1", "食堂", address="/services/1/")
    migration = import_module("foundation.migrations.0002_titles_in_english")
    migration.ask_for_titles(apps, None)
    migration.ask_for_titles(apps, None)
    assert Job.objects.count() == stands
    published["listing"] = [Doc("listing", "1", "食堂", "/services/1/", title_en="Canteen")]
    for job in Job.objects.all():
        assert job.sent_at is None
        refresh_search(job.pk)
    assert queries.matching("canteen").count() == stands
