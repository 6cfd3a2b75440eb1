"""Accounts of people: opened at the machine, suspended and revived by who keeps accounts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.accounts.actions import factors, users
from foundation.accounts.models import User
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.accounts import may_keep_account
from residents.access.operators import is_operator
from residents.models import Person
from residents.queries.accounts import posts_held
from residents.queries.reporters import person_of


@action("account.open")
def open_account(
    *,
    by: Actor,
    person: Person,
    username: str,
    password: str,
    phone: str = "",
    encoded: str = "",
) -> User:
    """An account with a password, made at the machine: the first administrator's, the demo's.

    Everybody else is invited. `encoded` as in `create_user`. Raises `Refused` with the field to
    mend.
    """
    require(is_operator(by), _("Accounts are opened by invitation."))
    if person.user_id:
        raise Refused(_("This person has an account already. Log in."))
    user = users.create_user(
        by=by, username=username, password=password, phone=phone, encoded=encoded
    )
    if not Person.objects.filter(pk=person.pk, user__isnull=True).update(user=user):
        raise Refused(_("This person has an account already. Log in."))
    person.user = user
    record.note(by, "person.joined", person, fields=["user"])
    return user


@action("account.suspend")
def suspend_account(*, by: Actor, user: User) -> None:
    """Suspend: the user's sessions end at once and no log-in works until it is revived."""
    _require(by, user)
    users.suspend_user(by=by, user=user)


@action("account.revive")
def revive_account(*, by: Actor, user: User) -> None:
    """Revive a suspended account; its password and second factor are as they were."""
    _require(by, user)
    users.revive_user(by=by, user=user)


@action("account.close")
def close_account(*, by: Actor, user: User) -> None:
    """Close for good: nobody logs in with it again. Whoever still holds a post keeps the account
    until the post is ended."""
    _require(by, user)
    if posts_held(user).exists():
        raise Refused(_("This person still holds a post. End it first."))
    users.close_user(by=by, user=user)


@action("factor.remove_other")
def remove_second_factor(*, by: Actor, user: User) -> None:
    """Take off the second factor of somebody who has lost phone and codes."""
    _require(by, user)
    factors.remove_factor(by=by, user=user)


def _require(by: Actor, user: User) -> None:
    person = person_of(user)
    allowed = person is not None and may_keep_account(by, person)
    require(allowed, _("You may not keep this account."))
