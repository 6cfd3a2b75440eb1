"""Who may give posts, invite people, and suspend or revive their accounts."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.utils import timezone

from foundation.accounts.models import User
from foundation.actor import Actor
from foundation.prepared import Later, Prepared
from residents.access.operators import is_operator
from residents.access.people import may_give_post, people_at, post_path, posts_within
from residents.access.reporters import is_same, same_people
from residents.access.standing import footings, has_right, has_right_at, paths_with
from residents.models import Holding, Person, Post
from residents.roles import ROLES, Right

ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}
SEATS = {"secretary", "member"}
STAFF = {key for key, role in ROLES.items() if role.staff}


def may_fill(by: Actor, post: Post) -> bool:
    """Whether the actor may put people into the post and take them out of it.

    Who gives posts does so in the places reached, a chair for the seats of the own body; the
    three administrators' posts are given by a security administrator or at the machine.
    """
    if is_operator(by):
        return True
    if by.user is None:
        return False
    if post.role in ADMINISTRATORS:
        return has_right_at(by.user, Right.KEEP_ACCOUNTS, post_path(post))
    return keeps_seats(by.user, post) or may_give_post(by.user, post)


def keeps_seats(user: Any, post: Post) -> bool:
    """Whether it is a seat of a body that the user convenes."""
    return post.role in SEATS and any(
        step.has(Right.CONVENE) and step.organization == post.organization_id
        for step in footings(user)
    )


def may_give(by: Actor, person: Person, post: Post) -> bool:
    """Whether the actor may put this person into the post; nobody gives a post to herself."""
    return may_fill(by, post) and not is_self(by, person)


def is_self(by: Actor, person: Person) -> bool:
    """Whether it is the actor's own person, under whichever entry."""
    return is_same(by.user, person)


def may_let_in(by: Actor, person: Person) -> bool:
    """Whether the actor may hand this person a link: to log in first, or for a new password.

    It takes the right over every post that the person holds, so that nobody is let in by it into
    more than the actor could give.
    """
    if is_operator(by):
        return True
    held = list(open_posts(person))
    return bool(held) and not is_self(by, person) and all(may_fill(by, post) for post in held)


def may_correct(by: Actor, person: Person) -> bool:
    """Whether the actor may correct the person's name and number: who gives posts, over every
    post that the person holds, or where somebody without a post lives."""
    if is_operator(by):
        return True
    if by.user is None or is_self(by, person):
        return False
    if held := list(open_posts(person)):
        return all(may_fill(by, post) and may_give_post(by.user, post) for post in held)
    paths = paths_with(footings(by.user), Right.GIVE_POSTS)
    return people_at(paths).filter(pk=person.pk).exists()


def may_reset(by: Actor, person: Person) -> bool:
    """Whether the actor may hand over a link for a new password: as for the first log-in, but no
    chair for the own body, because the account opens more than a seat."""
    if is_operator(by):
        return True
    chair_only = by.user is not None and not (
        has_right(by.user, Right.GIVE_POSTS) or has_right(by.user, Right.KEEP_ACCOUNTS)
    )
    return may_let_in(by, person) and not chair_only


def open_posts(person: Person) -> QuerySet[Post]:
    """The posts that the person holds now, under any entry."""
    holdings = Holding.objects.open_at(timezone.now()).filter(person__in=same_people(person))
    return Post.objects.filter(pk__in=holdings.values("post")).select_related(
        "place", "organization__place", "cluster"
    )


def may_keep_account(by: Actor, person: Person) -> bool:
    """Whether the actor may suspend and revive the person's account and take off its factor: by
    the places of the posts held now, or once held by somebody who holds none."""
    if is_operator(by):
        return True
    if by.user is None or is_self(by, person):
        return False
    past = Post.objects.filter(holdings__person__in=same_people(person)).select_related(
        "place", "organization__place", "cluster"
    )
    paths = {post_path(post) for post in list(open_posts(person)) or past}
    if not paths:
        return has_right(by.user, Right.KEEP_ACCOUNTS)
    return any(has_right_at(by.user, Right.KEEP_ACCOUNTS, path) for path in paths)


def visible_accounts(user: Any) -> QuerySet[User]:
    """The accounts that who keeps accounts sees: of people with a post, now or before, in the
    places reached, and of those who never held one."""
    paths = paths_with(footings(user), Right.KEEP_ACCOUNTS)
    if not paths:
        return User.objects.none()
    anywhere = Holding.objects.filter(person__user=OuterRef("pk"))
    here = anywhere.filter(posts_within(paths, "post__"))
    return User.objects.filter(Exists(here) | ~Exists(anywhere))


FACTORS = Prepared(
    lambda: Authenticator.objects.filter(
        user=Later("user", BigIntegerField()), type=Authenticator.Type.TOTP
    ).values_list("pk")
)


def must_add_factor(user: Any) -> bool:
    """Whether the user holds a staff post and has no second factor: of staff alone it is asked,
    in one short query beside the footings that the page reads anyway."""
    if not any(step.role in STAFF for step in footings(user)):
        return False
    return not FACTORS.rows(user=user.pk)
