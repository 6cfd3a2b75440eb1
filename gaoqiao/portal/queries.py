"""The first screen of the staff pages, and the desk: what waits, gathered from the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committees.access.bodies import convened_bodies
from committees.queries.desk import meetings_to_minute, outcomes_in_hand, tablings_waiting
from committees.queries.duties import overdue
from committees.queries.queues import QUEUES as OF_COMMITTEES
from foundation.backoffice.queries import capped_count
from foundation.jobs.models import Job, JobState
from gaoqiao.rooms import is_on
from residents.access.record import visible_jobs
from residents.access.standing import has_right
from residents.models import Post
from residents.models.need import NeedQuerySet
from residents.queries.need_counts import Capped, tally
from residents.queries.queues import QUEUES as OF_RESIDENTS
from residents.queries.queues import mine
from residents.roles import Right
from services.queries.queues import QUEUES as OF_SERVICES
from workshops.queries.queues import QUEUES as OF_WORKSHOPS

BACKUP, BACKUP_LATE = "foundation.make_backup", timedelta(days=2)


@dataclass(frozen=True)
class QueueLine:
    """One queue with its number (of the user's own rows) and the list it opens."""

    label: Any
    hint: Any
    number: int
    address: str
    late: bool


@dataclass(frozen=True)
class Workplace:
    """Where somebody who is logged in works: a language-free address, by the right that opens it,
    while its room is on."""

    address: str
    label: Any
    right: Right
    room: str


# The first of one's own is where one is after logging in.
WORKPLACES = (
    Workplace("/admin/", _("Staff pages"), Right.ENTER_ADMIN, "gaoqiao"),
    Workplace("/desk/", _("My desk"), Right.ENTER_DESK, "gaoqiao"),
    Workplace("/partner/", _("Deliveries"), Right.LOG_DELIVERIES, "services"),
    Workplace("/partner/workshops/", _("Our workshops"), Right.REPORT_WORK, "workshops"),
    Workplace("/reports/forms/", _("Forms to fill"), Right.KEEP_REPORTS, "gaoqiao"),
)


def workplaces(user: Any) -> list[Workplace]:
    """Where the user works. What lies below another of these doors is found from there."""
    mine = [one for one in WORKPLACES if is_on(one.room) and has_right(user, one.right)]
    doors = {one.address for one in mine}
    return [
        one
        for one in mine
        if not any(one.address.startswith(door) for door in doors - {one.address})
    ]


@dataclass(frozen=True)
class BackupLine:
    """The last of the backups that the clock makes: sentences, whether somebody should look into
    it, and the jobs."""

    words: list[str]
    late: bool
    address: str


# The rooms' queues, in the order of the first screen.
ROOMS = (OF_RESIDENTS, OF_COMMITTEES, OF_SERVICES, OF_WORKSHOPS)


def needs_in_hand(user: Any) -> NeedQuerySet:
    """Open needs with a post of the user, but for those that an agreed matter in the same hands
    carries out."""
    if not is_on("committees"):
        return mine(user)
    agreed = outcomes_in_hand(user).order_by().filter(item__tabling__isnull=False)
    return mine(user).exclude(pk__in=agreed.values("item__tabling__need"))


def things_to_do(user: Any) -> Capped:
    """How many things wait for the user at the desk, as its page lists them. One query."""
    now = timezone.now()
    waiting: dict[str, QuerySet[Any]] = {"needs": needs_in_hand(user)}
    if is_on("committees"):
        waiting |= {
            "outcomes": outcomes_in_hand(user),
            "meetings": meetings_to_minute(user, now),
            "tablings": tablings_waiting(user),
            "bodies": overdue(convened_bodies(user), now),
        }
    return Capped(sum(size.value for size in tally(waiting, Post).values()))


def queue_lines(user: Any) -> list[QueueLine]:
    """Every queue that can be the user's; one count query each."""
    return [
        QueueLine(
            queue.label,
            queue.hint,
            capped_count(queue.rows(user)),
            f"{reverse(list_name(queue.model))}?queue={queue.key}",
            queue.late,
        )
        for room in ROOMS
        for queue in room.values()
        if is_on(queue.model._meta.app_label) and queue.shown(user)
    ]


def backup_line(user: Any, now: datetime) -> BackupLine | None:
    """When the last backup was made, for who keeps the system. Two queries."""
    if not has_right(user, Right.KEEP_SYSTEM):
        return None
    address = f"{reverse(list_name(Job))}?q={BACKUP}"
    if not settings.BACKUPS_KEPT:
        never = gettext("No backup is made here by itself: BACKUPS_KEPT is 0.")
        return BackupLine([never], late=False, address=address)
    ended = visible_jobs(user).filter(kind=BACKUP, ended_at__isnull=False).order_by("-ended_at")
    # A job that found `BACKUPS_KEPT` at 0 when its turn came has made none, and tells nothing.
    made = ended.filter(state=JobState.DONE).exclude(result={}).first()
    last = ended.first()
    if made is None:
        return BackupLine([gettext("No backup was made yet.")], late=True, address=address)
    at: Any = made.ended_at
    told = {"at": date_format(timezone.localtime(at), "DATETIME_FORMAT")} | made.result
    words = [gettext("Last backup: %(at)s, %(rows)s rows, %(files)s files.") % told]
    if made.result["amiss"]:
        words.append(gettext("Files missing or damaged in it: %(amiss)s.") % told)
    if made != last:
        words.append(gettext("A later one did not work."))
    late = len(words) > 1 or at < now - BACKUP_LATE
    return BackupLine(words, late=late, address=address)


def list_name(model: Any) -> str:
    """The URL name of a model's list in the staff pages."""
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
