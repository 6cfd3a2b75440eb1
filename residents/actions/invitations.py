"""Letting people in: one-time links that a clerk hands over, and what comes of them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from foundation.accounts.actions import links, users
from foundation.accounts.models import Invitation, User
from foundation.actor import Actor
from foundation.consent import actions as consents
from foundation.consent.models import Purpose
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.accounts import may_let_in, may_reset
from residents.models import Person
from residents.queries.accounts import person_of_link
from residents.queries.reporters import person_of

Kind = Invitation.Kind


@action("invitation.make")
def invite_person(*, by: Actor, person: Person, now: datetime | None = None) -> str:
    """The token of a link with which the person makes an account, good for seven days.

    The clerk hands it over; it is told here and never again. Links made before stop working.
    """
    require(may_let_in(by, person), _("You may not let this person in."))
    if person.user_id:
        raise Refused(_("This person has an account. Make a link for a new password instead."))
    if person.merged_into_id or person.erased_at:
        raise Refused(_("This person's entry is closed."))
    return links.create_link(by=by, kind=Kind.JOIN, subject=person, now=now)[1]


@action("invitation.withdraw")
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> None:
    """Let a link that was not used stop working."""
    person = person_of_link(invitation)
    allowed = person is not None and may_let_in(by, person)
    require(allowed, _("You may not withdraw this link."))
    links.withdraw_link(by=by, link=invitation)


@action("reset_link.make")
def reset_by_clerk(*, by: Actor, user: User, now: datetime | None = None) -> str:
    """The token of a link for a new password, handed over by a clerk, good for seven days."""
    person = person_of(user)
    allowed = person is not None and may_reset(by, person)
    require(allowed, _("You may not let this person in."))
    if not User.objects.open().filter(pk=user.pk).exists():
        raise Refused(_("This account is suspended. Revive it first."))
    return links.create_link(by=by, kind=Kind.RESET, subject=user, now=now)[1]


@action("invitation.accept")
def accept_invitation(
    *, by: Actor, token: str, username: str, password: str, now: datetime | None = None
) -> User:
    """Make the account that a link is for; the visitor's only right is the token.

    Raises `Refused` with the field to mend, or without one where the link is no longer good.
    """
    link = links.open_link(by=by, token=token, kind=Kind.JOIN, now=now)
    person = person_of_link(link)
    if person is None or person.erased_at or person.merged_into_id:
        raise Refused(_("This link is no longer good. Ask the office for a new one."))
    taken = User.objects.by_phone(person.phone).exists() if person.phone else True
    user = users.create_user(
        by=by, username=username, password=password, phone="" if taken else person.phone
    )
    if not Person.objects.filter(pk=person.pk, user__isnull=True).update(user=user):
        raise Refused(_("This person has an account already. Log in."))
    links.use_link(by=by, link=link, user=user)
    consents.keep(Purpose.ACCOUNT, user, by=by, now=now)
    record.note(by, "person.joined", person, fields=["user"])
    return user
