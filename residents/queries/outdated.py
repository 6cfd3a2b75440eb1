"""Personal values of needs and notices whose time is over (`residents.retention`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from residents.models import Need, NeedPhoto, Notice, Rating, Support
from residents.models.need import NeedQuerySet
from residents.retention import DAYS
from residents.stages import OPEN_STATES

# A need goes on in the one it was merged into, and that one perhaps in another.
GOES_ON_IN = ("merged_into", "merged_into__merged_into", "merged_into__merged_into__merged_into")
FORGOTTEN = "forgotten:"  # stands in place of a digest, with the key of the row


def over_since(moment: datetime) -> NeedQuerySet:
    """Needs that were answered or closed by then, and go on in no open one."""
    goes_on = Q(state__in=OPEN_STATES)
    for way in GOES_ON_IN:
        goes_on |= Q(**{f"{way}__state__in": OPEN_STATES})
    ended = Need.objects.alias(ended_at=Coalesce("closed_at", "answered_at"))
    return ended.filter(ended_at__lte=moment).exclude(pk__in=Need.objects.filter(goes_on))


def reporters_over(now: datetime) -> NeedQuerySet:
    """Needs that still say who raised them, and need not any more."""
    known = ~Q(reporter_name="") | ~Q(reporter_phone="")
    return over_since(now - timedelta(days=DAYS["reporters"])).filter(known)


def words_over(now: datetime) -> NeedQuerySet:
    """Needs that still hold own words, a spot, photos or the digest of a supporter's number, and
    need not any more."""
    photos = NeedPhoto.objects.filter(need=OuterRef("pk"))
    rated = Rating.objects.filter(need=OuterRef("pk")).exclude(words="")
    supported = known_supporters().filter(need=OuterRef("pk"))
    held = ~Q(words="") | ~Q(spot="") | Exists(photos) | Exists(rated) | Exists(supported)
    return over_since(now - timedelta(days=DAYS["words"])).filter(held)


def known_supporters() -> QuerySet[Support]:
    """Supports that still hold the digest of a number."""
    return Support.objects.exclude(phone_digest="").exclude(phone_digest__startswith=FORGOTTEN)


def numbers_over(now: datetime) -> QuerySet[Notice]:
    """Notices that still hold a number, and need not any more."""
    long_over = Notice.objects.exclude(phone="").filter(
        ended_at__lte=now - timedelta(days=DAYS["numbers"])
    )
    return long_over.exclude(step__need__state__in=OPEN_STATES)
