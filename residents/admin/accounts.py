"""The buttons of people, posts and holdings: let in, suspend, give, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation import actor
from foundation.accounts.models import User
from foundation.accounts.queries import has_factor
from foundation.backoffice.admin import Move
from foundation.refusals import Refused
from foundation.site.codes import qr_svg
from residents.access import accounts as access
from residents.access.people import homes_within_reach
from residents.access.standing import has_right
from residents.actions import accounts, invitations
from residents.actions.holdings import appoint, end_holding
from residents.actions.people import change_person, end_residence, verify_residence
from residents.forms.accounts import GiveForm, MovedOutForm, ResidenceForm, SureForm
from residents.forms.upkeep import ChangePersonForm
from residents.models import Holding, Person, Post
from residents.models.place import has_ended
from residents.queries.accounts import open_link_of
from residents.roles import Right

PAGE = "residents/link_handed.html"


def handed(name: str, token: str) -> dict[str, Any]:
    """A link to hand over, as text and as a code to scan."""
    address = settings.SITE_URL + reverse(name, args=[token])
    return {"address": address, "qr": qr_svg(address, gettext("The link as a code"))}


def invite(by: Any, person: Person, data: dict[str, Any]) -> dict[str, Any]:
    """A link for a first log-in."""
    return handed("join", invitations.invite_person(by=by, person=person))


def reset(by: Any, person: Person, data: dict[str, Any]) -> dict[str, Any]:
    """A link for a new password."""
    if person.user is None:
        raise Refused(gettext("This person has no account yet. Make an invitation instead."))
    token = invitations.reset_by_clerk(by=by, user=person.user)
    return handed("account_reset_link", token)


def withdraw(by: Any, person: Person, data: dict[str, Any]) -> None:
    """Let the link of a first log-in or a new password stop working."""
    link = open_link_of(person)
    if link is None:
        raise Refused(gettext("This link was used or withdrawn already."))
    invitations.withdraw_invitation(by=by, invitation=link)


def lets_in(user: Any, person: Person) -> bool:
    """Whether the user may hand this person a link."""
    return access.may_let_in(actor.person(user), person)


def keeps(user: Any, account: User | None) -> bool:
    """Whether there is an account that is not closed, and the user keeps it."""
    person = getattr(account, "person", None)
    if account is None or not account.is_active or person is None:
        return False
    return access.may_keep_account(actor.person(user), person)


def account_moves(account_of: Callable[[Any], Any]) -> tuple[Move, ...]:
    """The buttons of an account, on its own page and on that of its person."""

    def on(action: Any) -> Any:
        return lambda by, row, _data: action(by=by, user=account_of(row))

    def suspended(row: Any) -> bool:
        return account_of(row).suspended_at is not None

    return (
        Move(
            "suspend",
            _("Suspend the account"),
            SureForm,
            on(accounts.suspend_account),
            lambda user, row: keeps(user, account_of(row)) and not suspended(row),
            words=_("Every session of it ends at once. It can be revived."),
            danger=True,
        ),
        Move(
            "revive",
            _("Revive the account"),
            SureForm,
            on(accounts.revive_account),
            lambda user, row: keeps(user, account_of(row)) and suspended(row),
            primary=True,
        ),
        Move(
            "remove-factor",
            _("Take the second factor off"),
            SureForm,
            on(accounts.remove_second_factor),
            lambda user, row: keeps(user, account_of(row)) and has_factor(account_of(row)),
            words=_("For somebody who has lost phone and codes. Make sure who is asking."),
            danger=True,
        ),
    )


PERSON_MOVES = (
    Move(
        "invite",
        _("Invite"),
        SureForm,
        invite,
        lambda user, person: not person.user_id and lets_in(user, person),
        primary=True,
        shows=PAGE,
        words=_("A link to hand over is made; with it this person chooses a name and a password."),
    ),
    Move(
        "new-password",
        _("Link for a new password"),
        SureForm,
        reset,
        lambda user, person: (
            person.user is not None
            and person.user.is_active
            and not person.user.suspended_at
            and lets_in(user, person)
        ),
        shows=PAGE,
        words=_("Make sure who is asking. The link that was made before stops working."),
    ),
    Move(
        "withdraw",
        _("Withdraw the link"),
        SureForm,
        withdraw,
        lambda user, person: lets_in(user, person) and open_link_of(person) is not None,
        words=_("The link that was handed over stops working at once."),
        danger=True,
    ),
    Move(
        "change",
        _("Correct name or number"),
        ChangePersonForm,
        lambda by, person, data: change_person(
            by=by, person=person, revision=data["revision"], name=data["name"], phone=data["phone"]
        ),
        lambda user, person: access.may_correct(actor.person(user), person),
        words=_("The number that an account logs in with is kept apart: it stays as it is."),
    ),
    Move(
        "lives",
        _("Say where they live"),
        ResidenceForm,
        lambda by, person, data: verify_residence(
            by=by, person=person, place=data["place"], proof=data["proof"], since=data["since"]
        ),
        lambda user, person: not person.merged_into_id and has_right(user, Right.RAISE_FOR_OTHERS),
        words=_("A verified fact of living there. Household registration is not asked."),
    ),
    Move(
        "moved-out",
        _("They live there no more"),
        MovedOutForm,
        lambda by, _person, data: end_residence(
            by=by, residence=data["residence"], until=data["until"]
        ),
        lambda user, person: homes_within_reach(user, person).exists(),
        words=_("What was verified stays on file with its days."),
        danger=True,
    ),
    *account_moves(lambda person: person.user),
)


def end(by: Any, holding: Holding, data: dict[str, Any]) -> Any:
    """From now on."""
    return end_holding(by=by, holding=holding)


HOLDING_MOVES = (
    Move(
        "end",
        _("End this holding now"),
        SureForm,
        end,
        lambda user, holding: (
            (holding.until is None or holding.until > timezone.now())
            and access.may_fill(actor.person(user), holding.post)
        ),
        words=_(
            "The rights that come with the post end at once. "
            "What is given to the post stays with it."
        ),
        danger=True,
    ),
)


def give(by: Any, post: Post, data: dict[str, Any]) -> Any:
    """To somebody known or somebody new."""
    return appoint(by=by, post=post, person=data["person"], name=data["name"], phone=data["phone"])


POST_MOVES = (
    Move(
        "give",
        _("Put somebody into this post"),
        GiveForm,
        give,
        lambda user, post: (
            not has_ended(post.abolished_on) and access.may_fill(actor.person(user), post)
        ),
        primary=True,
        words=_(
            "Somebody new needs an invitation to log in, too: it is on their page under People."
        ),
    ),
)
