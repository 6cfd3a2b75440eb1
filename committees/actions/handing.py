"""A published outcome given to another post: its owner moves away, or falls ill."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from committees.access.bodies import owner_posts
from committees.access.minutes import holding_to_hand_over
from committees.actions.outcomes import still_open, write_progress
from committees.actions.telling import outcome_key, tell_owner
from committees.actions.words import line
from committees.models import Resolution
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from residents.actions.calls import drop_word
from residents.actions.tabling import pass_need_on
from residents.models import Post

WHY_LENGTH = 120


@action("outcome.hand_over")
def hand_over(
    *,
    by: Actor,
    resolution: Resolution,
    post: Post,
    sentence: str,
    revision: int,
    now: datetime | None = None,
) -> Resolution:
    """Give an outcome that is being carried out to another post, saying why. Its page and the
    thread of the need that it came from say from whom to whom; its holders are told. The paper
    stays as it is, and so does the date. Raises `Stale`."""
    holding, now = holding_to_hand_over(by.user, resolution), now or timezone.now()
    words = _("Only the body, or who approves its minutes, gives this to another post.")
    require(holding is not None, words)
    by, before = by.using(holding), still_open(resolution).carrier
    if post.pk == before.pk:
        raise Refused(_("This post carries it out already."), "post")
    item = resolution.item
    if not owner_posts(item.meeting.lead).filter(pk=post.pk).exists():
        raise Refused(_("This post does not answer for the place of this body."), "post")
    said = handed(before, post, line(sentence, "sentence", WHY_LENGTH))
    drop_word(outcome_key(resolution), now=now)
    update_revised(resolution, expected=revision, carried_by=post)
    write_progress(by, resolution, said, now)
    if item.tabling:
        pass_need_on(item.tabling.need, before, post, by=by)
    tell_owner(resolution, by=by, now=now)
    values = {"carried_by": (before.pk, post.pk)}
    record.note(by, "outcome.handed_over", resolution, values=values)
    return resolution


def handed(before: Post, post: Post, why: str) -> str:
    """From whom to whom and why, in the language of the town, as it is written down."""
    with override(settings.LANGUAGE_CODE):
        words = {"before": before.title, "post": post.title, "why": why}
        return _("From %(before)s to %(post)s: %(why)s") % words
