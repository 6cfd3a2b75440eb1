"""One-time links: made, used once, withdrawn. The token is told once and stored as a digest."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts import queries
from foundation.accounts.actions import users
from foundation.accounts.models import Invitation, User
from foundation.accounts.tokens import new_token, token_digest
from foundation.accounts.words import why_closed
from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused

WEEK = timedelta(days=7)
MAIL_LIFE = timedelta(hours=2)
VERBS = {
    Invitation.Kind.JOIN.value: "invitation",
    Invitation.Kind.RESET.value: "reset_link",
    Invitation.Kind.EMAIL.value: "address_link",
}


def create_link(
    *,
    by: Actor,
    kind: str,
    subject: models.Model | str,
    life: timedelta = WEEK,
    now: datetime | None = None,
) -> tuple[Invitation, str]:
    """A one-time link for a person or user, inside of another action: the row and the token.

    The token is told here and never again. Links of the same kind that were open before it stop
    working.
    """
    now = now or timezone.now()
    name = subject if isinstance(subject, str) else queries.subject_name(subject)
    queries.open_links(kind, now).filter(subject=name).update(withdrawn_at=now)
    token = new_token()
    link = Invitation.objects.create(
        kind=kind,
        token_digest=token_digest(token),
        subject=name,
        invited_by=by.user,
        created_at=now,
        expires_at=now + life,
    )
    record.note(by, f"{VERBS[kind]}.made", link, values={"expires_at": link.expires_at})
    return link, token


def open_link(*, by: Actor, token: str, kind: str, now: datetime | None = None) -> Invitation:
    """The link of a token, held until the action around it ends; `Refused` in plain words."""
    found = queries.link_of(token, kind)
    link = found and Invitation.objects.select_for_update().get(pk=found.pk)
    closed = why_closed(link, now or timezone.now())
    if link is None or closed:
        raise Refused(closed)
    return link


def use_link(*, by: Actor, link: Invitation, user: User) -> None:
    """Mark a link as used by this user, once; the rest of the action is undone if it was used."""
    rows = Invitation.objects.filter(
        pk=link.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    if not rows.update(accepted_at=timezone.now(), accepted_by=user):
        raise Refused(_("This link was used already. Log in with the password you chose."))
    record.note(by, f"{VERBS[link.kind]}.accepted", link)


def withdraw_link(*, by: Actor, link: Invitation) -> None:
    """Let a link stop working; `Refused` where it was used or withdrawn before."""
    rows = Invitation.objects.filter(
        pk=link.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    if not rows.update(withdrawn_at=timezone.now()):
        raise Refused(_("This link was used or withdrawn already."))
    record.note(by, f"{VERBS[link.kind]}.withdrawn", link)


@action("reset_link.ask")
def ask_reset_mail(*, by: Actor, user: User | None) -> None:
    """Ask the queue to mail a link; for nobody it is asked as well, and mails nothing."""
    jobs.enqueue(
        "foundation.mail_reset_link",
        key=f"reset:{new_token()}",
        by=by,
        user=user.pk if user else 0,
    )


@action("reset_link.mail")
def make_reset_mail(*, by: Actor, user: int) -> tuple[User, str] | None:
    """The user and the token of a new link, good for two hours; None for nobody, and for an address
    that was never confirmed."""
    found = queries.open_user(user)
    if found is None or not found.email or not found.email_verified:
        return None
    kind = Invitation.Kind.RESET
    return found, create_link(by=by, kind=kind, subject=found, life=MAIL_LIFE)[1]


@action("account.reset_password")
def reset_password(*, by: Actor, token: str, password: str, now: datetime | None = None) -> User:
    """A new password through a link: for a visitor, whose only right is the token."""
    link = open_link(by=by, token=token, kind=Invitation.Kind.RESET, now=now)
    user = queries.user_of_subject(link.subject)
    if user is None:
        raise Refused(_("This account is suspended. Ask the office."))
    users.set_password(by=by, user=user, password=password, verb="account.password_reset")
    use_link(by=by, link=link, user=user)
    return user
