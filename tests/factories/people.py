"""People, their logins, and the posts that they hold."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from foundation import actor
from foundation.accounts.models import User
from residents.models import Holding, Person, Post, Residence
from tests.factories.accounts import PASSWORD
from tests.factories.places import make_place, make_town

_number = count(1)


def make_user(username="", *, suspended=False, **fields):
    """A login with `PASSWORD`."""
    name = username or f"user{next(_number)}"
    user = User(username=name, suspended_at=timezone.now() if suspended else None, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def make_person(name="王示范", *, user=None, lives_in=None, **fields):
    """Somebody; with `lives_in`, a verified resident of that place."""
    person = Person.objects.create(name=name, user=user, **fields)
    if lives_in:
        Residence.objects.create(
            person=person,
            place=lives_in,
            since=date(2025, 1, 1),
            verified_by=make_post("grid_worker", place=lives_in),
            proof=Residence.Proof.KNOWN,
        )
    return person


def make_post(role="grid_worker", title="", *, place=None, organization=None, **fields):
    """A post in a place (a new village if none is given) or in an organisation."""
    if not (place or organization or fields.get("cluster")):
        place = make_place(parent=make_town())
    return Post.objects.create(
        role=role, title=title or f"{role} 岗位", place=place, organization=organization, **fields
    )


def make_holding(person=None, post=None, *, since=None, until=None, **post_fields):
    """An open holding since yesterday: of `post`, or of a new one made of `post_fields`."""
    return Holding.objects.create(
        person=person or make_person(user=make_user()),
        post=post or make_post(**post_fields),
        since=since or timezone.now() - timedelta(days=1),
        until=until,
    )


def make_clerk(role="village_clerk", *, place=None, name="李示范"):
    """(user, holding): somebody with a login who holds a post of the role in the place."""
    user = make_user()
    holding = make_holding(make_person(name, user=user), role=role, place=place)
    return user, holding


def by(user=None, *, holding=None, channel="web"):
    """The `by` of an action: this user, with this holding, or a visitor."""
    if user is None:
        return actor.visitor()
    return actor.person(user, holding=holding.pk if holding else None, channel=channel)
