"""Text messages that are on their way."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from residents.models import Notice
from residents.stages import StepKind

PATIENCE = timedelta(hours=24)  # without a receipt for so long, somebody calls
LANGUAGE = "zh-hans"


def text_to_send(key: int) -> Notice | None:
    """The notice of a job, while it has not been handed over."""
    rows = Notice.objects.select_related("step__need")
    return rows.filter(pk=key, channel=Notice.Channel.SMS, state=Notice.State.WAITING).first()


def texts_unproved() -> QuerySet[Notice]:
    """Handed over, without word that they arrived."""
    return Notice.objects.filter(
        channel=Notice.Channel.SMS, state=Notice.State.SENT
    ).select_related("step__need")


def texts_given_up(now: datetime) -> QuerySet[Notice]:
    """On their way for longer than a day: to be called instead."""
    return Notice.objects.filter(
        channel=Notice.Channel.SMS,
        state__in=[Notice.State.WAITING, Notice.State.SENT],
        created_at__lte=now - PATIENCE,
    ).select_related("step__need")


def words_of_text(notice: Notice) -> str:
    """The message: brand, number, step, telephone. Never anybody's words."""
    with override(LANGUAGE):
        if notice.step is None:
            return _("[%(brand)s] %(heading)s Questions: %(telephone)s") % {
                "brand": settings.TOWN["brand"]["name"],
                "heading": notice.heading,
                "telephone": settings.TOWN["help"]["telephone"],
            }
        return _("[%(brand)s] Your need %(number)s: %(step)s. Questions: %(telephone)s") % {
            "brand": settings.TOWN["brand"]["name"],
            "number": notice.step.need.number,
            "step": StepKind(notice.step.kind).label,
            "telephone": settings.TOWN["help"]["telephone"],
        }
