"""A prepared query answers what the query would, and is put together once."""

from datetime import timedelta

import pytest
from django.db.models import BigIntegerField, DateTimeField
from django.db.models.functions import Upper
from django.utils import timezone

from foundation.accounts.models import User
from foundation.prepared import Later, Prepared
from tests.factories import make_user

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
