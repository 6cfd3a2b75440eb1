"""One-time links: a way in for one person, once, for seven days."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from foundation import actor
from foundation.accounts.actions.links import reset_password
from foundation.accounts.models import Invitation, User
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.actions.accounts import open_account, suspend_account
from residents.actions.invitations import (
    accept_invitation,
    invite_person,
    reset_by_clerk,
    withdraw_invitation,
)
from tests.factories.people import by, make_clerk, make_holding, make_person
from tests.factories.places import make_place, make_town

pytestmark = pytest.mark.django_db
CHOSEN = {"username": "wang", "password": "a long sentence"}
VISITOR = actor.visitor()


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def clerk(town):
    return make_clerk("town_clerk", place=town)[0]


@pytest.fixture
def person(town):
    person = make_person("王示范", phone="13800000000")
    make_holding(person, role="village_clerk", place=make_place(parent=town))
    return person


def test_an_invited_person_comes_in(clerk, person):
    token = invite_person(by=by(clerk), person=person)
    user = accept_invitation(by=VISITOR, token=token, **CHOSEN)
    person.refresh_from_db()
    assert person.user == user
    assert user.phone == "13800000000"
    assert user.check_password(CHOSEN["password"])
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert verbs >= {"invitation.made", "invitation.accepted", "account.opened", "person.joined"}
    assert "13800000000" not in str(list(Entry.objects.values()))


def test_whom_to_call_stands_beside_the_form(client, clerk, person):
    page = client.get(f"/join/{invite_person(by=by(clerk), person=person)}/").content.decode()
    beside = page[page.index("</form>") : page.index("<footer")]
    assert f'href="tel:{settings.TOWN["help"]["telephone"]}"' in beside


def test_the_token_is_not_in_the_table(clerk, person):
    token = invite_person(by=by(clerk), person=person)
    assert token not in str(list(Invitation.objects.values()))


def test_a_link_works_once(clerk, person):
    token = invite_person(by=by(clerk), person=person)
    accept_invitation(by=VISITOR, token=token, **CHOSEN)
    with pytest.raises(Refused):
        accept_invitation(by=VISITOR, token=token, username="zhao", password=CHOSEN["password"])
    assert not User.objects.filter(username="zhao").exists()


def test_a_link_gets_old(clerk, person):
    made = timezone.now()
    token = invite_person(by=by(clerk), person=person, now=made)
    with pytest.raises(Refused):
        accept_invitation(by=VISITOR, token=token, now=made + timedelta(days=7), **CHOSEN)
    almost = made + timedelta(days=7, seconds=-1)
    assert accept_invitation(by=VISITOR, token=token, now=almost, **CHOSEN)


def test_a_newer_link_replaces_the_older(clerk, person):
    old, new = (invite_person(by=by(clerk), person=person) for _ in range(2))
    with pytest.raises(Refused):
        accept_invitation(by=VISITOR, token=old, **CHOSEN)
    assert accept_invitation(by=VISITOR, token=new, **CHOSEN)


def test_a_link_is_withdrawn(clerk, person):
    token = invite_person(by=by(clerk), person=person)
    withdraw_invitation(by=by(clerk), invitation=Invitation.objects.get())
    with pytest.raises(Refused):
        accept_invitation(by=VISITOR, token=token, **CHOSEN)


@pytest.mark.parametrize("token", ["", "x", "𠮷" * 40, "a\x00b"])
def test_no_link_at_all(token):
    with pytest.raises(Refused):
        accept_invitation(by=VISITOR, token=token, **CHOSEN)


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"username": "taken"}, "username"),
        ({"username": "13900000000"}, "username"),
        ({"username": "a b"}, "username"),
        ({"password": "short"}, "password"),
        ({"password": "password123"}, "password"),
        ({"username": "wangshifan", "password": "wangshifan1"}, "password"),
    ],
)
def test_what_cannot_be_chosen(clerk, person, chosen, field):
    User.objects.create(username="taken")
    token = invite_person(by=by(clerk), person=person)
    with pytest.raises(Refused) as refusal:
        accept_invitation(by=VISITOR, token=token, **{**CHOSEN, **chosen})
    assert refusal.value.field == field
    assert accept_invitation(by=VISITOR, token=token, **CHOSEN)  # the link is still good


def test_who_may_not_invite(town, clerk, person):
    village, _holding = make_clerk("village_clerk", place=town)
    elsewhere, _holding = make_clerk("town_clerk", place=make_town())
    for user in (village, elsewhere):
        with pytest.raises(NotAllowed):
            invite_person(by=by(user), person=person)
    with pytest.raises(NotAllowed):
        invite_person(by=VISITOR, person=person)
    with pytest.raises(NotAllowed):
        invite_person(by=by(clerk), person=make_person())  # holds no post


def test_nobody_is_let_in_by_half_a_right(town, clerk, person):
    make_holding(person, role="security_admin", place=town)
    with pytest.raises(NotAllowed):
        invite_person(by=by(clerk), person=person)


def test_a_clerk_hands_over_a_new_password(clerk, person):
    user = open_account(by=actor.clock("demo"), person=person, **CHOSEN)
    token = reset_by_clerk(by=by(clerk), user=user)
    assert reset_password(by=VISITOR, token=token, password="another sentence") == user
    user.refresh_from_db()
    assert user.check_password("another sentence")
    with pytest.raises(Refused):
        reset_password(by=VISITOR, token=token, password="a third sentence")


def test_the_two_kinds_of_link_are_not_each_other(clerk, person):
    token = invite_person(by=by(clerk), person=person)
    with pytest.raises(Refused):
        reset_password(by=VISITOR, token=token, password="another sentence")


def test_no_way_round_a_suspension(town, clerk, person):
    user = open_account(by=actor.clock("demo"), person=person, **CHOSEN)
    token = reset_by_clerk(by=by(clerk), user=user)
    security, _holding = make_clerk("security_admin", place=town)
    suspend_account(by=by(security), user=user)
    with pytest.raises(Refused):
        reset_password(by=VISITOR, token=token, password="another sentence")
    with pytest.raises(Refused):
        reset_by_clerk(by=by(clerk), user=user)


def test_accounts_are_opened_at_the_machine_only(clerk, person):
    with pytest.raises(NotAllowed):
        open_account(by=by(clerk), person=person, **CHOSEN)
