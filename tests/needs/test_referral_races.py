"""One open referral a need and department: many at once, and a control without the guard."""

import pytest

from foundation.refusals import Refused
from residents.models import Need, Referral
from tests.needs.test_referrals import Scene
from tests.races import race, without_constraint


@pytest.fixture
def unguarded(transactional_db):
    """Without what the database enforces."""
    with without_constraint("referral_one_open_per_department", Referral):
        yield


def ten_at_once():
    scene = Scene()
    race(10, lambda _number: scene.refer(Need.objects.get(pk=scene.need.pk)))
    return Referral.objects.filter(state="sent").count()


@pytest.mark.django_db(transaction=True)
def test_ten_clerks_at_once_send_it_once(figure):
    sent = ten_at_once()
    assert sent == 1
    figure(f"ten clerks at once: sent {sent} time", bound="once")


def again(scene):
    scene.need.refresh_from_db()
    return scene.refer()


@pytest.mark.django_db(transaction=True)
def test_control_without_the_guard_it_is_sent_twice(unguarded, control):
    scene = Scene()
    assert scene.refer().pk != again(scene).pk
    control(f"sent {Referral.objects.filter(state='sent').count()} times, one after the other")


@pytest.mark.django_db
def test_with_the_guard_it_is_not():
    scene = Scene()
    scene.refer()
    with pytest.raises(Refused):
        again(scene)
