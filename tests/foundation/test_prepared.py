"""A prepared query answers what the query would, and is put together once."""

import gc
from datetime import timedelta
from threading import Thread
from weakref import ref

import pytest
from django.db import connection, connections
from django.db.models import BigIntegerField, CharField, DateTimeField, Q, Value
from django.db.models.functions import Upper
from django.utils import timezone

from foundation.accounts.models import User
from foundation.prepared import Later, LaterKeys, Prepared
from residents.models import Place
from tests.factories import make_place, make_town, make_user

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_query_whatever_is_given():
    since = timezone.now() - timedelta(days=1)
    one, other = make_user("one"), make_user("other")
    User.objects.filter(pk=other.pk).update(suspended_at=timezone.now())
    suspended = Prepared(
        lambda: User.objects.filter(
            suspended_at__gt=Later("since", DateTimeField()), is_active=True
        ).values_list("pk", "username")
    )
    assert suspended.rows(since=since) == [(other.pk, "other")]
    User.objects.filter(pk=one.pk).update(suspended_at=timezone.now())
    assert sorted(suspended.rows(since=since)) == [(one.pk, "one"), (other.pk, "other")]
    assert suspended.rows(since=timezone.now() + timedelta(days=1)) == []


def test_the_first_is_the_model_as_django_reads_it():
    user = make_user("one")
    User.objects.filter(pk=user.pk).update(suspended_at=timezone.now())
    shouted = Prepared(
        lambda: User.objects.annotate(loud=Upper("username")).filter(
            pk=Later("pk", BigIntegerField())
        )
    )
    read = shouted.first(pk=user.pk)
    assert (read, read.loud) == (user, "ONE")
    assert read.suspended_at == User.objects.get(pk=user.pk).suspended_at
    assert shouted.first(pk=user.pk + 1) is None


def test_it_is_built_once_and_asks_for_each_value():
    built = []

    def build():
        built.append(True)
        return User.objects.filter(pk=Later("pk", BigIntegerField())).values_list("pk")

    prepared = Prepared(build)
    assert built == []
    assert prepared.rows(pk=1) == prepared.rows(pk=2) == []
    assert len(built) == 1
    with pytest.raises(KeyError):
        prepared.rows(other=1)


def test_all_are_read_by_keys_with_what_is_selected_with_them(django_assert_num_queries):
    town = make_town()
    one, other, third = (make_place(name, parent=town) for name in ("甲", "乙", "丙"))
    listed = Prepared(
        lambda: (
            Place.objects.filter(pk__in=LaterKeys("keys"), name__gt=Later("name", CharField()))
            .select_related("parent")
            .order_by("path")
        )
    )
    for keys in [
        ("%s, %s", [one.pk, other.pk]),
        Place.objects.filter(parent=town).exclude(pk=third.pk).values("pk").query.sql_with_params(),
    ]:
        with django_assert_num_queries(1):
            found = listed.all(name="", keys=keys)
            assert [(row, row.parent) for row in found] == [(one, town), (other, town)]
        assert listed.all(name="甲", keys=keys) == []


class Asking(Value):
    """A column that says by which connection it was read."""

    def get_db_converters(self, by):
        return [lambda _value, _column, asked_by: (by, asked_by)]


def test_nothing_is_kept_of_the_thread_that_asked_first():
    make_user("one")
    prepared = Prepared(
        lambda: User.objects.annotate(by=Asking("", CharField())).values_list("by", "created_at")
    )
    first = []

    def ask():
        prepared.statement({})
        first.append(ref(connections["default"]))
        connections.close_all()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    mine = connections["default"]
    [(by, joined)] = prepared.rows()
    assert by == (mine, mine)
    assert joined == User.objects.get().created_at
    gc.collect()
    assert first[0]() is None
    assert connection.vendor in prepared.built


REFUSED = {
    "prefetch_related": lambda: User.objects.filter(pk=1).prefetch_related("groups"),
    "distinct on": lambda: User.objects.distinct("username").values_list("pk"),
    "extra": lambda: User.objects.extra(select={"one": "1"}).values_list("pk", "one"),
    "combined": lambda: User.objects.values_list("pk").union(User.objects.values_list("pk")),
    "values_list": lambda: User.objects.values("pk"),
    "without a limit": lambda: User.objects.filter(is_active=True),
    "unique field": lambda: User.objects.exclude(pk=1),
    "a unique": lambda: Place.objects.filter(parent__code="1"),
    "or keys": lambda: User.objects.filter(Q(pk=1) | Q(username="one")),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_query_that_is_read_otherwise_is_refused(reason):
    with pytest.raises(ValueError, match=reason):
        Prepared(REFUSED[reason]).all()


def test_a_limit_or_a_unique_field_is_enough():
    one = make_user("one")
    for rows in (User.objects.order_by("pk")[:1], User.objects.filter(username="one")):
        assert Prepared(lambda rows=rows: rows).first() == one
