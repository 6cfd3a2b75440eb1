"""The buttons of people, posts and holdings: let in, suspend, give, end."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation import actor
from foundation.accounts.queries import has_factor
from foundation.backoffice.admin import Move
from foundation.refusals import Refused
from foundation.site.codes import qr_svg
from residents.access import accounts as access
from residents.actions import accounts, invitations
from residents.actions.holdings import appoint, end_holding
from residents.actions.people import change_person
from residents.forms.accounts import GiveForm, SureForm
from residents.forms.upkeep import ChangePersonForm
from residents.models import Holding, Person, Post
from residents.models.place import has_ended
from residents.queries.accounts import open_link_of

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


def keeps(user: Any, person: Person) -> bool:
    """Whether the user keeps this person's account."""
    return bool(person.user_id) and access.may_keep_account(actor.person(user), person)


def on_user(action: Any) -> Any:
    """An action on the person's account."""
    return lambda by, person, data: action(by=by, user=person.user)


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
            bool(person.user_id) and not person.user.suspended_at and lets_in(user, person)
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
    ),
    Move(
        "change",
        _("Correct name or number"),
        ChangePersonForm,
        lambda by, person, data: change_person(
            by=by, person=person, revision=person.revision, name=data["name"], phone=data["phone"]
        ),
        lambda user, person: access.may_correct(actor.person(user), person),
        words=_("The number with which somebody logs in is another: it stays."),
    ),
    Move(
        "suspend",
        _("Suspend the account"),
        SureForm,
        on_user(accounts.suspend_account),
        lambda user, person: keeps(user, person) and not person.user.suspended_at,
        words=_("Every session of it ends at once. It can be revived."),
    ),
    Move(
        "revive",
        _("Revive the account"),
        SureForm,
        on_user(accounts.revive_account),
        lambda user, person: keeps(user, person) and bool(person.user.suspended_at),
        primary=True,
    ),
    Move(
        "remove-factor",
        _("Take the second factor off"),
        SureForm,
        on_user(accounts.remove_second_factor),
        lambda user, person: keeps(user, person) and has_factor(person.user),
    ),
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
            holding.until is None and access.may_fill(actor.person(user), holding.post)
        ),
        words=_(
            "The rights that come with the post end at once. "
            "What is given to the post stays with it."
        ),
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
    ),
)
