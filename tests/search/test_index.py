"""The index itself: its triggers, its rebuilding, and `manage.py reindex`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.search import actions, doc, index, queries
from foundation.search.doc import Doc
from foundation.search.models import SearchDoc

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


def test_a_name_in_the_other_language_is_found_and_not_shown(published):
    published["listing"] = [Doc("listing", "1", "食堂", "/services/1/", "午餐", also="Canteen")]
    actions.reindex()
    assert [row.summary for row in queries.matching("canteen")] == ["午餐"]
    published["listing"] = [Doc("listing", "1", "食堂", "/services/1/", "午餐", also="Kitchen")]
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
