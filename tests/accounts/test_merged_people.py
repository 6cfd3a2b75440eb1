"""One human under two entries: nothing opens by the one what the other forbids."""

import pytest

from foundation.refusals import NotAllowed
from residents.access.accounts import may_correct, may_keep_account
from residents.actions.accounts import remove_second_factor, suspend_account
from residents.actions.holdings import give_post
from residents.actions.invitations import reset_by_clerk
from residents.queries.reporters import person_of
from tests.factories import (
    by,
    make_clerk,
    make_holding,
    make_person,
    make_post,
    make_town,
    make_user,
)

pytestmark = pytest.mark.django_db


def merged(user):
    """The entry that the person of an account goes on in; the account stays with the other."""
    kept = make_person("王示范")
    user.person.merged_into = kept
    user.person.save(update_fields=["merged_into"])
    return kept


def test_nobody_keeps_or_resets_the_own_account_by_way_of_a_merged_entry():
    keeper = make_clerk("security_admin", place=make_town())[0]
    kept = merged(keeper)
    assert person_of(keeper) == kept
    for act in (suspend_account, remove_second_factor, reset_by_clerk):
        with pytest.raises(NotAllowed):
            act(by=by(keeper), user=keeper)
    assert not may_keep_account(by(keeper), kept)
    assert not may_keep_account(by(keeper), keeper.person)


def test_nobody_gives_a_post_to_the_other_entry_of_herself_or_corrects_it():
    town = make_town()
    giver = make_clerk("town_clerk", place=town)[0]
    kept = merged(giver)
    make_holding(kept, role="grid_worker", place=town)
    assert not may_correct(by(giver), kept)
    with pytest.raises(NotAllowed):
        give_post(by=by(giver), person=kept, post=make_post("village_clerk", place=town))


def test_a_post_under_the_other_entry_says_who_keeps_the_account():
    here, elsewhere = make_town(), make_town("另一示范镇")
    user = make_user()
    make_person(user=user)
    make_holding(merged(user), role="town_clerk", place=elsewhere)
    with pytest.raises(NotAllowed):
        suspend_account(by=by(make_clerk("security_admin", place=here)[0]), user=user)
    suspend_account(by=by(make_clerk("security_admin", place=elsewhere)[0]), user=user)
    user.refresh_from_db()
    assert user.suspended_at
