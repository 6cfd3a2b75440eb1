"""Posts given and ended: every right in the portal begins and ends here."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.accounts import may_fill, may_give
from residents.access.people import post_path
from residents.actions.people import create_person
from residents.models import Holding, Person, Post
from residents.models.place import has_ended
from residents.queries.reporters import person_named


@action("post.give")
def give_post(
    *,
    by: Actor,
    person: Person,
    post: Post,
    since: datetime | None = None,
    until: datetime | None = None,
    acting_for: Holding | None = None,
) -> Holding:
    """Put a person into a post over `[since, until)`; from now on where nothing is said.

    `acting_for` is the holding of the same post whose holder is stood in for (授权代行). Raises
    `Refused` for an abolished post, a time that ends before it begins, and a post held already.
    """
    require(may_give(by, person, post), _("You may not put this person into this post."))
    since = since or timezone.now()
    if person.merged_into_id or person.erased_at:
        raise Refused(_("This person's entry is closed."), "person")
    # One after the other: on PostgreSQL two that wait for each other's row end in a deadlock.
    stands = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if has_ended(stands.abolished_on, timezone.localdate(since)):
        raise Refused(_("This post has been abolished."), "post")
    if until and until <= since:
        raise Refused(_("It would end before it begins."), "until")
    if acting_for and acting_for.post_id != post.pk:
        raise Refused(_("Only a holder of the same post can be stood in for."), "acting_for")
    overlapping = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=since))
    if until:
        overlapping = overlapping.filter(since__lt=until)
    if overlapping.filter(person=person, post=post).exists():
        raise Refused(_("This person holds the post already."), "person")
    holding = _created(person=person, post=post, since=since, until=until, acting_for=acting_for)
    record.note(
        by,
        "post.given",
        holding,
        place_path=post_path(post),
        values={"post": post, "since": since, "until": until},
    )
    return holding


def _created(**fields: object) -> Holding:
    """The database has the last word where two give the same post at once."""
    try:
        with transaction.atomic():
            return Holding.objects.create(**fields)
    except IntegrityError:
        raise Refused(_("This person holds the post already."), "person") from None


@action("post.end")
def end_holding(*, by: Actor, holding: Holding, until: datetime | None = None) -> Holding:
    """Let a holding end at a moment, now where nothing is said: its rights end with it.

    Raises `Refused` where it ended before, or would end before it began.
    """
    require(may_fill(by, holding.post), _("You may not end this holding."))
    moment = until or timezone.now()
    if moment <= holding.since:
        raise Refused(_("It would end before it begins."), "until")
    open_then = Holding.objects.filter(pk=holding.pk, since__lt=moment)
    if not open_then.exclude(until__lte=moment).update(until=moment):
        raise Refused(_("This holding has ended already."))
    holding.refresh_from_db(fields=["until"])
    record.note(
        by,
        "post.ended",
        holding,
        place_path=post_path(holding.post),
        values={"post": holding.post, "until": moment},
    )
    return holding


@action("post.appoint")
def appoint(
    *, by: Actor, post: Post, person: Person | None = None, name: str = "", phone: str = ""
) -> Holding:
    """Give a post from now on to somebody known, or to somebody entered by it. Who is here with
    this very name and number is not entered twice."""
    person = person or person_named(name, phone) or create_person(by=by, name=name, phone=phone)
    return give_post(by=by, person=person, post=post)
