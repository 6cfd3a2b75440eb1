"""People: entering somebody, and saying that somebody lives somewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.phones import is_phone, normal_phone
from foundation.pinyin import pinyin_keys
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import NotAllowed, Refused, require
from foundation.revision.actions import update_revised
from residents.access.accounts import may_correct
from residents.access.operators import (
    may_enter_people,
    may_verify_residence,
    post_to_verify,
)
from residents.models import Person, Place, Post, Residence


@action("people.create")
def create_person(*, by: Actor, name: str, phone: str = "", user: Any = None) -> Person:
    """Enter somebody, with the account of theirs where there is one."""
    require(may_enter_people(by), _("Only who gives posts may enter people."))
    if phone and not is_phone(phone):
        raise Refused(_("This is not a telephone number. A mobile number has 11 digits."), "phone")
    pinyin, initials = pinyin_keys(name, person=True)
    person = Person.objects.create(
        name=name, pinyin=pinyin, initials=initials, phone=normal_phone(phone), user=user
    )
    record.note(by, "person.created", person, fields=["name", "phone"] if phone else ["name"])
    return person


@action("people.change")
def change_person(
    *, by: Actor, person: Person, revision: int, name: str, phone: str | None = None
) -> Person:
    """Correct somebody's name, or their number (None: it stays; empty: there is none any more).

    The number of an account is its own and stays. `Stale` where somebody else has changed it.
    """
    require(may_correct(by, person), _("You may not change this person's entry."))
    if person.merged_into_id or person.erased_at:
        raise Refused(_("This person's entry is closed."))
    if phone and not is_phone(phone):
        raise Refused(_("This is not a telephone number. A mobile number has 11 digits."), "phone")
    pinyin, initials = pinyin_keys(name, person=True)
    said = {"name": name, "pinyin": pinyin, "initials": initials}
    if phone is not None:
        said["phone"] = normal_phone(phone)
    changed = [
        key for key in ("name", "phone") if key in said and said[key] != getattr(person, key)
    ]
    update_revised(person, expected=revision, **said)
    record.note(by, "person.changed", person, fields=changed)
    return person


@action("residences.verify")
def verify_residence(
    *,
    by: Actor,
    person: Person,
    place: Place,
    proof: str,
    verified_by: Post | None = None,
    since: date | None = None,
) -> Residence:
    """Say that a person lives in a place, how that is known, and which post has seen to it: one of
    the actor's own that reaches the place, where none is named."""
    words = _("Only who works in this place may say who lives there.")
    post = verified_by or post_to_verify(by, place.path)
    if post is None or not may_verify_residence(by, post, place.path):
        raise NotAllowed(words)
    if since is not None and since > timezone.localdate():
        raise Refused(_("This day is still to come."), "since")
    if Residence.objects.filter(person=person, place=place, until__isnull=True).exists():
        raise Refused(_("It is verified already that this person lives there."))
    residence = Residence.objects.create(
        person=person,
        place=place,
        proof=proof,
        verified_by=post,
        since=since or timezone.localdate(),
    )
    record.note(by, "residence.verified", residence, place_path=place.path, values={"proof": proof})
    return residence


@action("residences.end")
def end_residence(
    *, by: Actor, residence: Residence, until: date | None = None, today: date | None = None
) -> Residence:
    """Say that a person lives there no more, `until` being the first day without; today if none is
    said. What was verified stays on file."""
    today = today or timezone.localdate()
    until = until or today
    words = _("Only who works in this place may say who lives there.")
    require(post_to_verify(by, residence.place.path) is not None, words)
    if not residence.since < until <= today:
        raise Refused(_("Give a day after the first one, today at the latest."), "until")
    if not Residence.objects.filter(pk=residence.pk, until__isnull=True).update(until=until):
        raise Refused(_("It is on file already that they live there no more."))
    residence.refresh_from_db(fields=["until"])
    path = residence.place.path
    record.note(by, "residence.ended", residence, place_path=path, values={"until": until})
    return residence
