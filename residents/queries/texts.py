"""Text messages that are on their way."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from residents.models import Notice
from residents.queries.notices import address_of

PATIENCE = timedelta(hours=24)  # without a receipt for so long, somebody calls
LANGUAGE = "zh-hans"


def message_to_send(key: int, channel: str) -> Notice | None:
    """The notice of a job, while it has not been handed over."""
    rows = Notice.objects.filter(pk=key, channel=channel, state=Notice.State.WAITING)
    return with_matter(rows).first()


def with_matter(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """With what each is about and for whom."""
    return rows.select_related("step__need__reporter", "organization", "place", "person")


def texts_unproved() -> QuerySet[Notice]:
    """Handed over, without word that they arrived."""
    return with_matter(Notice.objects.filter(channel=Notice.Channel.SMS, state=Notice.State.SENT))


def texts_given_up(now: datetime) -> QuerySet[Notice]:
    """On their way for longer than a day: to be called instead. Mail that a server took is not,
    since nobody gives a receipt for it."""
    mail = Q(channel=Notice.Channel.EMAIL, state__in=Notice.ON_THE_WAY[:-1])
    text = Q(channel=Notice.Channel.SMS, state__in=Notice.ON_THE_WAY)
    return with_matter(Notice.objects.filter(mail | text, created_at__lte=now - PATIENCE))


def words_of_text(notice: Notice) -> str:
    """The message: brand, number and step (or body and moment), telephone. Never anybody's
    words."""
    with override(LANGUAGE):
        facts = {
            "brand": settings.TOWN["brand"]["name"],
            "heading": notice.heading,
            "sentence": notice.line,
            "telephone": settings.TOWN["help"]["telephone"],
        }
        if notice.heading:
            return _("[%(brand)s] %(heading)s Questions: %(telephone)s") % facts
        return _("[%(brand)s] %(sentence)s. Questions: %(telephone)s") % facts


def words_of_mail(notice: Notice) -> tuple[str, str]:
    """Title and text of a mail: the sentence, where to read more, the telephone. Never anybody's
    words, never a person's name."""
    with override(LANGUAGE):
        facts = {
            "brand": settings.TOWN["brand"]["name"],
            "sentence": notice.line,
            "address": settings.SITE_URL + address_of(notice),
            "telephone": settings.TOWN["help"]["telephone"],
        }
        title = _("[%(brand)s] %(sentence)s") % facts
        text = _("%(sentence)s.\n\nRead more: %(address)s\nQuestions: %(telephone)s") % facts
    return title, text
