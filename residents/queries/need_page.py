"""A need as its page shows it: the thread in rounds, the promise, and for its readers the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import is_valid_path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from foundation.files.models import Attachment
from residents.access.needs import (
    handles,
    holds_need,
    may_rate_need,
    may_read_words,
    needs_of_codes,
    visible_needs,
)
from residents.access.reporters import is_reporter
from residents.bilingual import local_address, named
from residents.models import Need, NeedPhoto, NeedStep, Organization, Post, Rating
from residents.models.need import NeedQuerySet
from residents.queries.merged import said_by_merged, waits_for_rating
from residents.queries.need_marks import Mark, drawn, state_for
from residents.queries.receiving import receiving_post
from residents.queries.referrals import Sent, sent_of
from residents.queries.supports import NONE, Supporters, supporters
from residents.queries.threads import Thread, thread_of
from residents.stages import OPEN_STATES, NeedState, StepKind

ANSWERS = (StepKind.ANSWERED, StepKind.REFUSED)
STEP_MARKS = {
    StepKind.CARRIED_OUT: "done",
    StepKind.ANSWERED: "done",
    StepKind.RATED: "done",
    StepKind.NOT_CARRIED_OUT: "late",
    StepKind.LATE: "late",
    StepKind.REFUSED: "late",
    StepKind.REOPENED: "late",
}


@dataclass(frozen=True)
class Line:
    """A step as the thread shows it; `quote` is what the reporter said, for its readers."""

    kind: str
    title: str
    when: datetime
    who: str
    text: str
    url: str
    state: str
    quote: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class Round:
    """The steps of one round, the newest first."""

    number: int
    lines: list[Line]


@dataclass(frozen=True)
class NeedPage:
    """Everything that `/needs/<number>/` shows."""

    need: Need
    title: str
    place: str
    category: str
    owner: str
    public: bool
    own: bool
    words: str
    photos: list[NeedPhoto]
    stages: list[Mark]
    skips: bool
    rounds: list[Round]
    now: str
    answer: str
    by_slip: bool
    late: int
    past: bool
    open: bool
    finished: bool
    may_rate: bool
    for_them: bool
    support: Supporters
    referrals: list[Sent]
    may_work: bool

    @property
    def words_heading(self) -> str:
        """What stands above the words."""
        return _("What you wrote") if self.own else _("As it was written")


def opened_need(
    user: Any, number: str, codes: Iterable[str], *, today: date | None = None
) -> Need | None:
    """The need with this number, if the user may open its page or a slip shown here opens it."""
    seen = pages(visible_needs(user), today).filter(number=number)
    return need_of_codes(number, codes, today=today) or seen.first()


def need_of_codes(number: str, codes: Iterable[str], *, today: date | None = None) -> Need | None:
    """The need with this number, if one of the look-up codes is its own."""
    known = list(codes)
    return pages(needs_of_codes(known), today).filter(number=number).first() if known else None


def pages(needs: NeedQuerySet, today: date | None) -> NeedQuerySet:
    """Needs with all that their page reads of other tables, and whether they are late."""
    related = ("place", "category", "owner_post", "merged_into", "reporter")
    return needs.with_late(today).select_related(*related)


def need_page(user: Any, need: Need, *, code: str = "", today: date | None = None) -> NeedPage:
    """The page of a need, as `opened_need` found it for the same day; `code` is the look-up code
    that was shown, if any."""
    today = today or timezone.localdate()
    thread = thread_of(need, today)
    own = bool(code) or is_reporter(user, need)
    reads = own or may_read_words(user, need)
    stages = drawn(need, {step.kind for step in thread.steps if step.round == need.round})
    ratable = waits_for_rating(need) and may_rate_need(user, need, code)
    return NeedPage(
        need=need,
        title=need.public_title or _("Need %(number)s") % {"number": need.number},
        place=named(need.place),
        category=named(need.category),
        owner=named(in_charge(need, thread), "title"),
        public=need.public_at is not None,
        own=own,
        words=need.words if reads else "",
        photos=list(need.photos.all()) if reads else [],
        stages=stages,
        skips=any(mark.state == "skipped" for mark in stages),
        rounds=rounds_of(thread, reads=reads, others=others_said(user, thread)),
        now=state_for(need, own=own),
        answer=last_answer(thread),
        by_slip=bool(code),
        late=thread.late_workdays,
        past=need.late,  # type: ignore[attr-defined]
        open=need.state in OPEN_STATES,
        finished=need.state == NeedState.CLOSED,
        may_rate=ratable,
        for_them=ratable and not own,
        support=supporters(user, need) if need.public_at else NONE,
        referrals=sent_of(need, today, only_open=True),
        may_work=need.state in OPEN_STATES and holds_need(user, need),
    )


def in_charge(need: Need, thread: Thread) -> Post | None:
    """The post that has the need; that answered it; or, before any of that, that takes it in."""
    if need.owner_post:
        return need.owner_post
    answered = [step.post for step in thread.steps if step.kind in ANSWERS and step.post]
    return answered[-1] if answered else receiving_post(need.place)


def others_said(user: Any, thread: Thread) -> dict[datetime, str]:
    """By moment, why those merged into the need had it opened again: for the post that handles it
    only, and never for its own reporter. No query unless it was opened again."""
    if not any(step.kind == StepKind.REOPENED for step in thread.steps):
        return {}
    if not handles(user, thread.need):
        return {}
    return {rating.created_at: rating.words for rating in said_by_merged(thread.need)}


def rounds_of(thread: Thread, *, reads: bool, others: dict[datetime, str]) -> list[Round]:
    """The steps by rounds, the newest first; with the reporter's words on the answers for those
    who may read them. One query."""
    said = {rating.round: rating for rating in thread.need.ratings.all()}
    steps = sorted(thread.steps, key=lambda step: (step.round, step.at, step.pk), reverse=True)
    newest = steps[0].pk if steps and thread.need.state in OPEN_STATES else None
    return [
        Round(
            number,
            [line_of(step, said, reads=reads, others=others, newest=newest) for step in group],
        )
        for number, group in groupby(steps, key=lambda step: step.round)
    ]


def line_of(
    step: NeedStep,
    said: dict[int, Rating],
    *,
    reads: bool,
    others: dict[datetime, str],
    newest: int | None,
) -> Line:
    """One step. A round that was reopened begins with what was said of the round before."""
    rating = None
    if step.kind == StepKind.RATED:
        rating = said.get(step.round)
    elif step.kind == StepKind.REOPENED:
        rating = said.get(step.round - 1)
    return Line(
        kind=step.kind,
        title=step.get_kind_display(),
        when=step.at,
        who=who_of(step),
        text=step.sentence,
        url=open_address(step.address),
        state="open" if step.pk == newest else STEP_MARKS.get(StepKind(step.kind), ""),
        quote=rating.words if rating and reads else others.get(step.at, ""),
        verdict=rating.get_verdict_display() if rating and step.kind == StepKind.RATED else "",
    )


def open_address(address: str) -> str:
    """The address in the page's language; empty where its room is switched off."""
    found = local_address(address)
    return found if found and is_valid_path(found.partition("#")[0]) else ""


def who_of(step: NeedStep) -> str:
    """The post that a step names; a department's with the department."""
    office = step.post.organization if step.post else None
    if office and office.kind == Organization.Kind.DEPARTMENT:
        return format_html("{} · {}", named(office), named(step.post, "title"))
    return named(step.post, "title")


def last_answer(thread: Thread) -> str:
    """The sentence of the answer, or of the refusal, that was given last."""
    said = [step.sentence for step in thread.steps if step.kind in ANSWERS]
    return said[-1] if said else ""


def photo_of(user: Any, need: Need, order: int, *, code: str = "") -> Attachment | None:
    """A photo of the need, for those who may read its words."""
    if not (code or is_reporter(user, need) or may_read_words(user, need)):
        return None
    photo = need.photos.filter(order=order).select_related("attachment").first()
    return photo.attachment if photo else None
