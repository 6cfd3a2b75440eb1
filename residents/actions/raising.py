"""A need begins: raised by a resident, by a visitor, or by a clerk for somebody at the window."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.numbering.actions import next_number
from foundation.phones import is_phone, normal_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.needs import holding_to_raise_for_others
from residents.actions.steps import add_step
from residents.lookup_codes import new_code
from residents.models import HandOffCount, Need, NeedCategory, Person, Place
from residents.stages import StepKind

WORDS_LENGTH = 2000


@action("need.raised")
def raise_need(
    *,
    by: Actor,
    words: str,
    place: Place,
    category: NeedCategory | None = None,
    spot: str = "",
    phone: str = "",
    name: str = "",
    reporter: Person | None = None,
    on_behalf: bool = False,
    client_key: str | None = None,
    now: datetime | None = None,
) -> Need:
    """Store a need, give it its number and look-up code, and begin its thread.

    Anybody may; `on_behalf` is for staff. A `client_key` sent twice gives one need.
    """
    if on_behalf:
        by = by.using(holding_to_raise_for_others(by.user, place))
        require(by.holding is not None, _("Only staff of this place enter needs for others."))
    check_need(words=words, place=place, category=category, phone=phone)
    now = now or timezone.now()
    need, is_new = store_once(
        client_key,
        now,
        category=category,
        place=place,
        spot=spot.strip(),
        words=words.strip(),
        reporter=reporter,
        reporter_name=name.strip(),
        reporter_phone=normal_phone(phone),
        entered_by_id=by.holding if on_behalf else None,
        channel=by.channel,
    )
    if is_new:
        add_step(need, StepKind.RAISED, by=by, now=now)
        record.note(by, "need.raised", need)
    return need


def store_once(client_key: str | None, now: datetime, **values: Any) -> tuple[Need, bool]:
    """The need of a client key, and whether it is new; rivals are settled by the database.

    The number is taken inside the savepoint, so that the one who comes second gives it back.
    """
    if client_key and (known := Need.objects.filter(client_key=client_key).first()):
        return known, False
    try:
        with transaction.atomic():
            return Need.objects.create(
                number=number_of(now),
                code=new_code(),
                created_at=now,
                client_key=client_key,
                **values,
            ), True
    except IntegrityError:
        if not client_key:
            raise
        return Need.objects.get(client_key=client_key), False


def number_of(now: datetime) -> str:
    """The next number of the month, such as 2611-0087; gapless."""
    month = timezone.localtime(now).strftime("%y%m")
    return f"{month}-{next_number(f'need:{month}'):04d}"


def check_need(
    *,
    words: str,
    place: Place,
    category: NeedCategory | None,
    phone: str,
) -> None:
    """What a need must be, whatever door it came by; raises `Refused` with the field."""
    if not words.strip():
        raise Refused(_("Say what you need, in your own words."), "words")
    if len(words) > WORDS_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": WORDS_LENGTH}, "words")
    if place.ended_on or place.level in (Place.Level.CITY, Place.Level.DISTRICT):
        raise Refused(_("Choose the village or community."), "place")
    if category and category.hand_off:
        raise Refused(_("This is not handled here. Please call the number shown."), "category")
    if phone and not is_phone(phone):
        raise Refused(_("This is not a telephone number. A mobile number has 11 digits."), "phone")


@action("need.handed_off")
def count_hand_off(*, by: Actor, category: NeedCategory, now: datetime | None = None) -> None:
    """Count that a hand-off was shown today; nothing else of it is kept."""
    if not category.hand_off:
        raise Refused(_("This is handled here."), "category")
    day = timezone.localdate(now)
    with transaction.atomic():
        HandOffCount.objects.get_or_create(category=category, day=day)
        HandOffCount.objects.filter(category=category, day=day).update(number=F("number") + 1)
