"""Two at once: one account of an invitation, ten tries and no more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from foundation import actor
from foundation.accounts.actions.links import reset_password
from foundation.accounts.models import User
from foundation.refusals import Refused
from foundation.throttle import actions as throttle
from residents.actions.invitations import accept_invitation, invite_person, reset_by_clerk
from tests.factories import make_user
from tests.factories.people import make_holding, make_person

pytestmark = pytest.mark.django_db(transaction=True)
MACHINE, VISITOR = actor.clock("tests"), actor.visitor()


def at_once(number, act):
    """What `number` threads get from `act(n)`, begun at the same moment: a result or a refusal."""
    gate = Barrier(number)

    def run(n):
        try:
            gate.wait()
            return act(n)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.parametrize("name", ["wang{}", "wang"])
def test_one_account_of_an_invitation(name):
    person = make_person()
    make_holding(person)
    token = invite_person(by=MACHINE, person=person)
    before = User.objects.count()
    results = at_once(
        4,
        lambda n: accept_invitation(
            by=VISITOR, token=token, username=name.format(n), password="a long sentence"
        ),
    )
    made = [result for result in results if isinstance(result, User)]
    assert len(made) == 1
    assert User.objects.count() == before + 1
    person.refresh_from_db()
    assert person.user == made[0]


def test_one_password_of_a_link():
    user = make_user()
    make_person(user=user)
    token = reset_by_clerk(by=MACHINE, user=user)
    results = at_once(
        4, lambda n: reset_password(by=VISITOR, token=token, password=f"a long sentence {n}")
    )
    assert sum(isinstance(result, User) for result in results) == 1


def test_ten_tries_of_many_at_once():
    rule = {"limit": 10, "window": timedelta(minutes=15)}
    results = at_once(16, lambda n: throttle.claim("login.account", "user:1", **rule))
    assert sum(results) == 10
