"""Accounts and the people behind them."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from foundation.accounts.models import Invitation, User
from foundation.accounts.queries import open_links, subject_name
from foundation.record.subjects import label_of
from residents.models import Holding, Person
from residents.models.place import in_force


def person_of_link(link: Invitation) -> Person | None:
    """Whom a link lets in: the person named, or the one whose account it resets."""
    label, _colon, key = link.subject.partition(":")
    if label == label_of(Person):
        return Person.objects.filter(pk=key).first()
    return Person.objects.filter(user__pk=key).first()


def open_link_of(person: Person) -> Invitation | None:
    """The link handed to the person that still works: to log in first, or for a password."""
    kind = Invitation.Kind.RESET if person.user_id else Invitation.Kind.JOIN
    subject = subject_name(person.user or person)
    return open_links(kind).filter(subject=subject).order_by("-pk").first()


def posts_held(user: Any) -> QuerySet[Holding]:
    """The holdings of a user that are in force, with their posts and where they belong."""
    return (
        Holding.objects.open_at(timezone.now())
        .filter(in_force("post__abolished_on"), person__user=user)
        .select_related("post__place", "post__organization", "post__cluster")
        .order_by("since", "pk")
    )


def with_factor(users: QuerySet[User]) -> QuerySet[User]:
    """The accounts with `factor`: whether each has an app as second factor."""
    apps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return users.annotate(factor=Exists(apps))
