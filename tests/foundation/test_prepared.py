"""A prepared query answers what the query would, and is put together once."""

from datetime import timedelta

import pytest
from django.db.models import BigIntegerField, CharField, DateTimeField
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
