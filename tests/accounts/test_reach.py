"""Accounts are kept where somebody works now; a chair lets people in and resets no password."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.refusals import NotAllowed, Refused
from residents.actions.accounts import suspend_account
from residents.actions.holdings import give_post
from residents.actions.invitations import invite_person, reset_by_clerk
from tests.factories import (
    by,
    make_clerk,
    make_holding,
    make_organization,
    make_person,
    make_post,
    make_town,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_post_that_ended_gives_no_hold_over_the_account():
    before, now = make_town(), make_town("另一示范镇")
    user, _holding = make_clerk("town_clerk", place=now)
    ended = timezone.now() - timedelta(hours=1)
    make_holding(user.person, role="grid_worker", place=before, until=ended)
    with pytest.raises(NotAllowed):
        suspend_account(by=by(make_clerk("security_admin", place=before)[0]), user=user)
    suspend_account(by=by(make_clerk("security_admin", place=now)[0]), user=user)


def test_a_chair_invites_to_seats_and_resets_nobody():
    body = make_organization(kind="body", place=make_town())
    chair = make_user()
    make_holding(make_person(user=chair), make_post("chair", organization=body))
    new, member = make_person(), make_user()
    make_holding(new, make_post("member", organization=body))
    make_holding(make_person(user=member), make_post("member", organization=body))
    assert invite_person(by=by(chair), person=new)
    with pytest.raises(NotAllowed):
        reset_by_clerk(by=by(chair), user=member)


@pytest.mark.parametrize("closed", [{"erased_at": timezone.now()}, {"merged_into": "other"}])
def test_an_entry_that_is_closed_holds_no_post(closed):
    town = make_town()
    if "merged_into" in closed:
        closed = {"merged_into": make_person()}
    clerk = by(make_clerk("town_clerk", place=town)[0])
    with pytest.raises(Refused):
        give_post(by=clerk, person=make_person(**closed), post=make_post(place=town))
