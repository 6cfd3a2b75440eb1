"""About 150 invented people: thirteen with accounts, some with posts, the rest residents."""

from __future__ import annotations

import random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from foundation import actor
from foundation.accounts.actions.factors import add_factor
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.invention import PERSONAS, names, phone, totp_secret
from gaoqiao.demo.queries import posts_of
from residents.actions.accounts import open_account
from residents.actions.holdings import give_post
from residents.actions.people import create_person, verify_residence
from residents.models import Residence

PEOPLE = 150
SEED = 330
TOWN_POSTS = ("town_clerk", "supervisor", "system_admin", "security_admin", "audit_admin")
LEFT_OPEN = 3  # villages whose clerk's post nobody holds, so that its queue has something to show


def make_people(cast: Cast) -> None:
    """Everybody, then accounts, posts and homes."""
    for number, name in enumerate(names(PEOPLE), start=1):
        cast.people.append(create_person(by=cast.by, name=name, phone=phone(number)))
    _find_posts(cast)
    secret = {"password": cast.password, "encoded": make_password(cast.password)}
    for person, persona in zip(cast.people, PERSONAS, strict=False):
        cast.personas[persona.username] = person
        open_account(by=cast.by, person=person, username=persona.username, **secret)
        if persona.role:
            post = cast.posts[persona.username]
            give_post(by=cast.by, person=person, post=post, since=cast.day(400))
        if persona.staff:
            factor = totp_secret(settings.SECRET_KEY, persona.username)
            add_factor(by=actor.person(person.user), user=person.user, secret=factor)
    _fill_posts(cast)
    _house(cast)


def _find_posts(cast: Cast) -> None:
    """The town's posts that a persona holds, beside those that `places` made."""
    roles = {persona.role: persona.username for persona in PERSONAS}
    for post in posts_of(cast.town):
        if post.role in TOWN_POSTS or (post.role == "office" and post.subject == "building"):
            cast.posts[roles[post.role]] = post


def _fill_posts(cast: Cast) -> None:
    """Somebody for each other post of the town, its villages and grids, but a few."""
    held = {cast.posts[p.username].pk for p in PERSONAS if p.role}
    others = [post for post in posts_of(cast.town) if post.pk not in held]
    clerks = [post for post in others if post.role == "village_clerk"]
    vacant = {post.pk for post in clerks[-LEFT_OPEN:]}
    waiting = [post for post in others if post.pk not in vacant]
    for person, post in zip(cast.people[len(PERSONAS) :], waiting, strict=False):
        give_post(by=cast.by, person=person, post=post, since=cast.day(300))


def _house(cast: Cast) -> None:
    """Everybody who does not only work there lives in one of the village's grids."""
    choice = random.Random(SEED)  # noqa: S311  the same homes at every run, nothing secret
    first = len(PERSONAS) - 1
    for number, person in enumerate([*cast.people[first : first + 1], *cast.people[60:]]):
        at = number % len(cast.grids)
        verify_residence(
            by=cast.by,
            person=person,
            place=cast.grids[at],
            proof=choice.choice(Residence.Proof.values),
            verified_by=cast.posts["grid" if at == 0 else f"grid{at + 1}"],
            since=cast.day(choice.randint(30, 900)).date(),
        )
