"""The clerk's queues: each is one query, so that a count and the list behind it cannot differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.jobs.models import Job, JobState
from foundation.seals.queries.heads import CHECK
from residents.access.needs import sorted_needs, worked_needs
from residents.access.notices import callable_notices
from residents.access.people import visible_posts
from residents.access.record import visible_jobs
from residents.access.referrals import referrals_to, seen_referrals
from residents.access.standing import has_right
from residents.models import Holding, Need, NeedStep, Notice, Post, Referral
from residents.models.need import NeedQuerySet
from residents.models.place import in_force
from residents.roles import Right
from residents.stages import OPEN_STATES, WORK_ENDED, NeedState
from residents.transitions import TAKEN_UP


@dataclass(frozen=True)
class Queue:
    """Work that waits: `rows(user)` is the very query of the list that its link opens."""

    key: str
    label: Any
    hint: Any
    model: Any
    rows: Callable[[Any], QuerySet[Any]]
    rights: tuple[Right, ...]
    late: bool = False

    def shown(self, user: Any) -> bool:
        """Whether such work can ever wait for the user: by any of the queue's rights."""
        return any(has_right(user, right) for right in self.rights)


def to_accept(user: Any) -> QuerySet[Need]:
    """Raised, and nobody has accepted them."""
    return sorted_needs(user).filter(state=NeedState.RAISED)


def to_assign(user: Any) -> QuerySet[Need]:
    """Accepted or reopened, with no post yet in this round, and no department is asked."""
    asked = Referral.objects.filter(need=OuterRef("pk"), state__in=Referral.OPEN_STATES)
    return sorted_needs(user).filter(~Q(Exists(asked)), state=NeedState.ACCEPTED)


def to_erase(user: Any) -> QuerySet[Need]:
    """Asked to be deleted by whoever raised them, and not yet done."""
    asked = sorted_needs(user).filter(erasure_asked_at__isnull=False)
    return asked.filter(words_forgotten_at__isnull=True)


def to_confirm(user: Any) -> QuerySet[Need]:
    """Being worked on, and nobody has said yet whether everybody may read of them."""
    return sorted_needs(user).filter(
        state__in=TAKEN_UP, public_at__isnull=True, withheld_at__isnull=True
    )


def overdue(user: Any, today: date | None = None) -> QuerySet[Need]:
    """Open, accepted or not, and past the promised date."""
    return worked_needs(user).overdue(today)


def mine(user: Any) -> NeedQuerySet:
    """Open, and with a post that the user holds."""
    return (
        worked_needs(user)
        .filter(state__in=OPEN_STATES)
        .filter(
            owner_post__in=Post.objects.filter(
                holdings__in=Holding.objects.open_at(timezone.now()),
                holdings__person__user=user.pk,
            )
        )
    )


def to_answer(user: Any) -> QuerySet[Need]:
    """Open, and what was agreed on them was carried out or given up: who raised them waits for
    the answer."""
    ended = NeedStep.objects.filter(
        need=OuterRef("pk"), round=OuterRef("round"), kind__in=WORK_ENDED
    )
    return worked_needs(user).filter(Exists(ended), state__in=OPEN_STATES)


def not_satisfied(user: Any) -> QuerySet[Need]:
    """Open again because the last answer did not satisfy."""
    return worked_needs(user).filter(round__gt=1, state__in=OPEN_STATES)


def to_call(user: Any) -> QuerySet[Notice]:
    """Calls that nobody has made yet, or that reached nobody."""
    return callable_notices(user).filter(state__in=Notice.TO_CALL)


def posts_unheld(user: Any) -> QuerySet[Post]:
    """Posts that nobody holds today: what is given to them waits."""
    return visible_posts(user).filter(
        ~Q(Exists(Holding.objects.open_at(timezone.now()).filter(post=OuterRef("pk")))),
        in_force("abolished_on"),
    )


def referred(user: Any) -> QuerySet[Referral]:
    """Sent to a department's post that the user holds, and not answered."""
    return referrals_to(user).filter(state__in=Referral.OPEN_STATES)


def referrals_overdue(user: Any) -> QuerySet[Referral]:
    """Sent to a department, not answered, and past the day: on both sides."""
    waiting = seen_referrals(user).filter(state__in=Referral.OPEN_STATES)
    return waiting.filter(due_on__lt=timezone.localdate())


def altered(user: Any) -> QuerySet[Job]:
    """The last check of the record that ended, where it found what is not as it was sealed, or
    could not be carried through."""
    ended = visible_jobs(user).filter(kind=CHECK, state__in=[JobState.DONE, JobState.FAILED])
    last = ended.order_by("-pk").values("pk")[:1]
    return ended.filter(Q(state=JobState.FAILED) | Q(result__found__gt=0), pk=Subquery(last))


SORTED = (Right.SORT_NEEDS,)
SEEN = (Right.READ_NEEDS, Right.ANSWER_NEEDS, Right.READ_ALL)
SEEN_NEEDS = (Right.READ_NEEDS, Right.READ_ALL)
STAFFED = (Right.GIVE_POSTS, Right.READ_ALL)

# fmt: off
QUEUES = {
    queue.key: queue
    for queue in (
        Queue("to_accept", _("To accept"), _("Raised, and not yet accepted"),
              Need, to_accept, SORTED),
        Queue("to_assign", _("To assign"), _("Accepted, and with no post"),
              Need, to_assign, SORTED),
        Queue("to_confirm", _("To confirm"), _("Shown to everybody, or not?"),
              Need, to_confirm, SORTED),
        Queue("mine", _("With my post"), _("Given to a post you hold"),
              Need, mine, (Right.ANSWER_NEEDS,)),
        Queue("to_answer", _("To answer"), _("The work has ended, the answer is due"),
              Need, to_answer, (Right.ANSWER_NEEDS,)),
        Queue("overdue", _("Overdue"), _("Past the promised date"),
              Need, overdue, SEEN, late=True),
        Queue("not_satisfied", _("Reopened"), _("The answer did not satisfy"),
              Need, not_satisfied, SEEN),
        Queue("to_erase", _("To delete"), _("Asked for by whoever raised it"),
              Need, to_erase, SORTED),
        Queue("referred", _("Asked of my department"), _("Sent to a post you hold there"),
              Referral, referred, (Right.ANSWER_REFERRALS,)),
        Queue("referrals_overdue", _("Departments overdue"), _("Sent, and past the day"),
              Referral, referrals_overdue, (*SEEN_NEEDS, Right.ANSWER_REFERRALS), late=True),
        Queue("to_call", _("To call"), _("People to tell by telephone"),
              Notice, to_call, (Right.CALL_PEOPLE,)),
        Queue("unheld", _("Posts nobody holds"), _("Work given to them waits"),
              Post, posts_unheld, STAFFED),
        Queue("altered", _("Record to look into"),
              _("Not as it was sealed, or not checked to the end"),
              Job, altered, (Right.KEEP_SYSTEM,), late=True),
    )
}
# fmt: on
