"""A user's e-mail address: given by its owner, proved by a link that is mailed to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from foundation.accounts import queries
from foundation.accounts.actions import links
from foundation.accounts.models import Invitation, User
from foundation.accounts.tokens import new_token
from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.mail import can_mail
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require

LINK_LIFE = timedelta(days=2)


@action("account.set_email")
def set_email(*, by: Actor, user: User, email: str) -> None:
    """Where notices and links for a new password are mailed, once a mailed link has proved that the
    address is the user's; empty for nowhere. The same address again asks for another link."""
    require(by.user == user, _("Only its owner may change the e-mail address."))
    if email != user.email:
        user.email, user.email_verified = email, False
        user.save(update_fields=["email", "email_verified"])
        record.note(by, "account.email_changed", user, fields=["email"])
    if email and not user.email_verified and can_mail():
        jobs.enqueue(
            "foundation.mail_address_link", key=f"address:{new_token()}", by=by, user=user.pk
        )


@action("address_link.mail")
def make_address_link(*, by: Actor, user: int) -> tuple[str, str] | None:
    """The address and the token of a new link; None where nothing is to be proved."""
    found = queries.open_user(user)
    if found is None or not found.email or found.email_verified:
        return None
    kind, name = Invitation.Kind.EMAIL, queries.address_subject(found)
    return found.email, links.create_link(by=by, kind=kind, subject=name, life=LINK_LIFE)[1]


@action("account.confirm_email")
def confirm_email(*, by: Actor, token: str, now: datetime | None = None) -> User:
    """Mark the address as confirmed: for a visitor, whose only right is the token. A link counts
    for the address that it was mailed to, not for another one given since."""
    link = links.open_link(by=by, token=token, kind=Invitation.Kind.EMAIL, now=now)
    user = queries.user_of_address(link.subject)
    if user is None:
        raise Refused(_("This link is for an address that the account no longer has."))
    User.objects.filter(pk=user.pk, email=user.email).update(email_verified=True)
    links.use_link(by=by, link=link, user=user)
    record.note(by, "account.email_confirmed", user, fields=["email_verified"])
    return user
