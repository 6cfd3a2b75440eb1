"""One open referral a need and department: many at once, and a control without the guard."""

import pytest
from django.db import connection

from foundation.refusals import Refused
from residents.models import Need, Referral
from tests.needs.test_referrals import Scene
from tests.races import race


@pytest.fixture
def unguarded(transactional_db):
    """Without what the database enforces."""
    name = "referral_one_open_per_department"
    guard = next(one for one in Referral._meta.constraints if one.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Referral, guard)
    yield
    Referral.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Referral, guard)


def ten_at_once():
    scene = Scene()
    race(10, lambda _number: scene.refer(Need.objects.get(pk=scene.need.pk)))
    return Referral.objects.filter(state="sent").count()


@pytest.mark.django_db(transaction=True)
def test_ten_clerks_at_once_send_it_once():
    assert ten_at_once() == 1


def again(scene):
    scene.need.refresh_from_db()
    return scene.refer()


@pytest.mark.django_db(transaction=True)
def test_control_without_the_guard_it_is_sent_twice(unguarded):
    scene = Scene()
    assert scene.refer().pk != again(scene).pk


@pytest.mark.django_db
def test_with_the_guard_it_is_not():
    scene = Scene()
    scene.refer()
    with pytest.raises(Refused):
        again(scene)
