"""A need begins: raised by a resident, by a visitor, or by a clerk for somebody at the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.consent import actions as consents
from foundation.consent.models import Purpose
from foundation.files import actions as files
from foundation.files.models import AttachmentKind
from foundation.numbering.actions import next_number
from foundation.phones import is_phone, normal_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.site.actions import shorten
from residents.access.needs import holding_to_raise_for_others
from residents.actions.promises import promise
from residents.actions.steps import add_step
from residents.lookup_codes import new_code
from residents.models import HandOffCount, Need, NeedCategory, NeedPhoto, Person, Place
from residents.models.place import has_ended
from residents.queries.published import track_address
from residents.stages import StepKind

WORDS_LENGTH = 2000
PHOTOS = 3


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
    photos: Sequence[Any] = (),
    on_behalf: bool = False,
    client_key: str | None = None,
    now: datetime | None = None,
) -> Need:
    """Store a need and begin its thread. `on_behalf` is for staff; one `client_key`, one need."""
    if on_behalf:
        by = by.using(holding_to_raise_for_others(by.user, place))
        require(by.holding is not None, _("Only staff of this place enter needs for others."))
    now = now or timezone.now()
    check_open(place=place, category=category, today=timezone.localdate(now))
    check_need(words=words, phone=phone, photos=photos)
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
        keep_photos(need, photos, by)
        begin_thread(need, by, now)
        record.note(by, "need.raised", need)
    return need


def store_once(client_key: str | None, now: datetime, **values: Any) -> tuple[Need, bool]:
    """The need of a client key, promised an answer by its kind, and whether it is new; rivals are
    settled by the database.

    The number is taken inside the savepoint, so that the one who comes second gives it back.
    """
    try:
        with transaction.atomic():
            return Need.objects.create(
                number=new_number(now),
                code=new_code(),
                created_at=now,
                client_key=client_key,
                **promise(timezone.localdate(now), values["category"]),
                **values,
            ), True
    except IntegrityError:
        if not client_key:
            raise
        return Need.objects.get(client_key=client_key), False


def keep_photos(need: Need, photos: Sequence[Any], by: Actor) -> None:
    """Keep the uploaded pictures with the need, in their order."""
    for order, photo in enumerate(photos):
        kept = files.keep(photo, by=by, allowed={AttachmentKind.IMAGE}, field="photos")
        NeedPhoto.objects.create(need=need, attachment=kept, order=order)


def begin_thread(need: Need, by: Actor, now: datetime) -> None:
    """The first step of the thread, and the short link for the QR code of the slip. Who leaves a
    number or a name agrees to be called back: to which words is kept."""
    if need.reporter_phone or need.reporter_name:
        consents.keep(Purpose.CALL_BACK, need, by=by, now=now)
    add_step(need, StepKind.RAISED, by=by, now=now)
    shorten(track_address(need), is_new=True)


def new_number(now: datetime) -> str:
    """The next number of the month, such as 2611-0087; gapless."""
    month = timezone.localtime(now).strftime("%y%m")
    return f"{month}-{next_number(f'need:{month}'):04d}"


def check_open(*, place: Place, category: NeedCategory | None, today: date) -> None:
    """That a need of this place and kind can be raised on this day: neither has ended by then."""
    if has_ended(place.ended_on, today) or place.level in (Place.Level.CITY, Place.Level.DISTRICT):
        raise Refused(_("Choose the village or community."), "place")
    if category and category.hand_off:
        raise Refused(_("This is not handled here. Please call the number shown."), "category")
    if category and has_ended(category.ended_on, today):
        raise Refused(_("Choose what kind of need this is."), "category")


def check_need(*, words: str, phone: str, photos: Sequence[Any] = ()) -> None:
    """What a need must be, whatever door it came by; raises `Refused` with the field."""
    if not words.strip():
        raise Refused(_("Say what you need, in your own words."), "words")
    if len(words) > WORDS_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": WORDS_LENGTH}, "words")
    if phone and not is_phone(phone):
        raise Refused(_("This is not a telephone number. A mobile number has 11 digits."), "phone")
    if len(photos) > PHOTOS:
        raise Refused(_("At most %(n)s photos, please.") % {"n": PHOTOS}, "photos")


@action("need.handed_off")
def count_hand_off(*, by: Actor, category: NeedCategory, now: datetime | None = None) -> None:
    """Count that a hand-off was shown today; nothing else of it is kept."""
    if not category.hand_off:
        raise Refused(_("This is handled here."), "category")
    day = timezone.localdate(now)
    with transaction.atomic():
        HandOffCount.objects.get_or_create(category=category, day=day)
        HandOffCount.objects.filter(category=category, day=day).update(number=F("number") + 1)
