"""What everybody may read of a need: worded and shown, worded anew, or withheld with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from foundation.search import actions as search
from residents.actions.moves import change_need
from residents.actions.sorting import acting_post, list_need, public_words, sorting
from residents.actions.steps import add_step, clean_sentence
from residents.models import Need
from residents.stages import NeedState, StepKind

NEVER_SHOWN = {NeedState.RAISED, NeedState.MERGED}
WORDS = ["public_title", "public_sentence"]


@action("need.published")
def publish_need(
    *, by: Actor, need: Need, title: str, sentence: str, now: datetime | None = None
) -> Need:
    """Show a need that was accepted to everybody, with this title and sentence."""
    by = sorting(by, need)
    if need.public_at or need.state in NEVER_SHOWN:
        raise Refused(_("This need cannot be published now."))
    words = public_words(title, sentence)
    change_need(need, public_at=now or timezone.now(), withheld_at=None, **words)
    list_need(need)
    record.note(by, "need.published", need, fields=WORDS)
    return need


@action("need.reworded")
def reword_need(*, by: Actor, need: Need, title: str, sentence: str) -> Need:
    """Change the title and sentence that everybody reads; search finds the new ones."""
    by = sorting(by, need)
    if not need.public_at:
        raise Refused(_("This need is not public."))
    words = public_words(title, sentence)
    change_need(need, **words)
    list_need(need)
    record.note(by, "need.reworded", need, fields=WORDS)
    return need


@action("need.withheld")
def withdraw_from_public(
    *, by: Actor, need: Need, reason: str, now: datetime | None = None
) -> Need:
    """Show a need to nobody but those who raised it and who work on it, with the reason in the
    thread that they read: a public one is taken back, one that is not public stays so."""
    by = sorting(by, need)
    now = now or timezone.now()
    reason = clean_sentence(reason, required=True, field="reason")
    if need.withheld_at:
        raise Refused(_("This need is not public."))
    was_public = need.public_at is not None
    change_need(need, public_at=None, withheld_at=now)
    search.withdraw("need", need.number)
    add_step(need, StepKind.WITHHELD, by=by, post=acting_post(by), sentence=reason, now=now)
    record.note(by, "need.withheld", need, values={"was_public": was_public})
    return need
