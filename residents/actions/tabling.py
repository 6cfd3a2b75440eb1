"""Putting a need before a body, and what becomes of it there."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from residents.access.needs import tabling_bodies
from residents.actions.moves import move_need
from residents.actions.sorting import acting_post, sorting
from residents.actions.steps import add_step, clean_sentence
from residents.models import Need, NeedGrant, Organization, Post, Tabling
from residents.stages import StepKind
from residents.transitions import Move


@action("need.tabled")
def table_need(
    *,
    by: Actor,
    need: Need,
    body: Organization,
    question: str,
    level: str = NeedGrant.Level.PUBLIC,
    now: datetime | None = None,
) -> Tabling:
    """Put the need before a body with one question, and grant the body sight of it: title and
    sentence, or also the words; never the reporter.

    The database allows one open tabling per need and body.
    """
    by = sorting(by, need)
    now = now or timezone.now()
    post = acting_post(by)
    if not tabling_bodies(by.user, need).filter(pk=body.pk).exists():
        raise Refused(_("This body does not deliberate on needs of this place."), "body")
    if level not in NeedGrant.Level.values:
        raise Refused(_("Choose what the body may see."), "level")
    if not need.public_title:
        raise Refused(_("Write the public title and sentence first: the body reads them."))
    question = clean_sentence(question, required=True, field="question")[:200]
    move_need(need, Move.TABLE)
    tabling = open_tabling(need=need, body=body, question=question, tabled_by=post, tabled_at=now)
    NeedGrant.objects.create(
        need=need, organization=body, level=level, granted_by=cast(Post, post), since=now
    )
    add_step(need, StepKind.TABLED, by=by, post=post, sentence=question, now=now)
    record.note(
        by,
        "need.tabled",
        need,
        values={"body": body, "words_shown": level == NeedGrant.Level.WORDS},
    )
    return tabling


def open_tabling(**values: Any) -> Tabling:
    """The tabling's row; the database refuses a second open one of the same need and body."""
    try:
        with transaction.atomic():
            return Tabling.objects.create(**values)
    except IntegrityError:
        raise Refused(_("The need is already before this body."), "body") from None
