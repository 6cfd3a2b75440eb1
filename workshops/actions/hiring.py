"""What a host does with an application: invite, hire, decline, take a mistaken hire back. The
applicant is told each time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.search import actions as search
from residents.actions.notices import tell
from residents.bilingual import local
from residents.queries.reporters import account_of
from residents.word import Recipient, Word, in_both
from workshops.access.workshops import holding_to_report
from workshops.actions.applying import about
from workshops.kinds import UNANSWERED, UNDECIDED, ApplicationState, Mode, OpeningState
from workshops.models import Application, Employment, Opening
from workshops.queries.found import opening_doc

SENTENCE_LENGTH = 200


@action("applications.invite")
def invite_applicant(
    *, by: Actor, application: Application, sentence: str, now: datetime | None = None
) -> Application:
    """Ask somebody to come; the sentence says when, where and whom to ask for."""
    by = by_host(by, application)
    moment = now or timezone.now()
    words = said(sentence)
    move(by, application, ApplicationState.INVITED, moment, words, UNANSWERED)
    record.note(by, "application.invited", application)
    return application


@action("applications.hire")
def hire_applicant(
    *, by: Actor, application: Application, sentence: str = "", now: datetime | None = None
) -> Application:
    """Give one of the places. `Refused` when none is left: the database counts them.

    Where the host keeps rows of each person, the applicant gets one from today on.
    """
    by = by_host(by, application)
    moment = now or timezone.now()
    if not take_place(application.opening_id, moment):
        raise Refused(_("All places of this offer are taken."))
    words = said(sentence, required=False)
    move(by, application, ApplicationState.HIRED, moment, words, UNDECIDED)
    opening = Opening.objects.select_related("workshop").get(pk=application.opening_id)
    if opening.state == OpeningState.FILLED:
        search.withdraw("opening", opening.pk)
    if opening.workshop.mode == Mode.INDIVIDUAL:
        employ(application, opening, moment)
    record.note(by, "application.hired", application)
    return application


@action("applications.reopen")
def reopen_application(
    *, by: Actor, application: Application, sentence: str, now: datetime | None = None
) -> Application:
    """Take a hire back that was a mistake, and say so: the place is free again, and the application
    undecided. `Refused` where pay is entered already: then somebody has worked there."""
    by = by_host(by, application)
    moment = now or timezone.now()
    words = said(sentence)
    # In the order in which a hire takes them: the opening, then the application.
    opening = Opening.objects.select_for_update(of=("self",), no_key=True).get(
        pk=application.opening_id
    )
    move(by, application, ApplicationState.REOPENED, moment, words, (ApplicationState.HIRED,))
    never_employed(application)
    if give_place_back(opening, moment).state == OpeningState.OPEN:
        search.put_doc(opening_doc(opening))
    record.note(by, "application.reopened", application)
    return application


@action("applications.decline")
def decline_applicant(
    *, by: Actor, application: Application, sentence: str, now: datetime | None = None
) -> Application:
    """Say no, with a sentence."""
    by = by_host(by, application)
    moment = now or timezone.now()
    words = said(sentence)
    move(by, application, ApplicationState.DECLINED, moment, words, UNDECIDED)
    record.note(by, "application.declined", application)
    return application


# Steps


def by_host(by: Actor, application: Application) -> Actor:
    """The actor with the holding of the host's; raises `NotAllowed` for anybody else."""
    by = by.using(holding_to_report(by.user, application.opening.workshop))
    require(by.holding is not None, _("Only who runs this workshop decides on applications."))
    return by


def said(sentence: str, *, required: bool = True) -> str:
    """The sentence cleaned; raises `Refused` where it is missing or too long."""
    words = one_line(sentence)
    if required and not words:
        raise Refused(_("Write one sentence that the applicant will understand."), "sentence")
    if len(words) > SENTENCE_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": SENTENCE_LENGTH}, "sentence")
    return words


def take_place(opening: int, now: datetime) -> bool:
    """Count one more as hired, if a place is left; the last one fills an open offer."""
    fills = Q(hired=F("wanted") - 1, state=OpeningState.OPEN)
    last = When(fills, then=Value(OpeningState.FILLED))
    ended = When(fills, then=Value(now))
    return bool(
        Opening.objects.filter(pk=opening, hired__lt=F("wanted"))
        .exclude(state=OpeningState.FILLED)
        .update(
            state=Case(last, default=F("state")),
            ended_at=Case(ended, default=F("ended_at")),
            hired=F("hired") + 1,
            revision=F("revision") + 1,
        )
    )


def give_place_back(opening: Opening, now: datetime) -> Opening:
    """Count one fewer as hired; what the last place had filled is open again until its day is
    over. The opening is locked by the caller."""
    written: dict[str, Any] = {"hired": F("hired") - 1, "revision": F("revision") + 1}
    if opening.state == OpeningState.FILLED:
        again = opening.closes_on >= timezone.localdate(now)
        written["state"] = OpeningState.OPEN if again else OpeningState.CLOSED
        written["ended_at"] = None if again else now
    Opening.objects.filter(pk=opening.pk).update(**written)
    opening.refresh_from_db()
    return opening


def employ(application: Application, opening: Opening, now: datetime) -> None:
    """The row of somebody hired, from today on; the one that an earlier hire left is used again."""
    hired = {
        "workshop": opening.workshop,
        "worker": application.name,
        "person": application.person,
        "since": timezone.localdate(now),
        "until": None,
        "created_at": now,
    }
    Employment.objects.update_or_create(from_application=application, defaults=hired)


def never_employed(application: Application) -> None:
    """Blank the row of a hire that was a mistake, and end it where it began; raises `Refused` where
    pay is entered."""
    row = Employment.objects.select_for_update().filter(from_application=application).first()
    if row is None:
        return
    if row.pays.exists():
        raise Refused(_("Pay is entered already: say that they have left instead."))
    Employment.objects.filter(pk=row.pk).update(worker="", person=None, until=F("since"))


def move(
    by: Actor,
    application: Application,
    state: ApplicationState,
    now: datetime,
    sentence: str,
    before: tuple[ApplicationState, ...],
) -> None:
    """Move an application that stands in one of the states before, and tell the applicant."""
    moved = Application.objects.filter(pk=application.pk, state__in=before).update(
        state=state, sentence=sentence, decided_at=now, decided_by=by.user
    )
    if not moved:
        raise Refused(_("Somebody has dealt with this application already."))
    application.refresh_from_db()
    account = account_of(application.person) if application.person else None
    to = Recipient(user=account, phone=application.phone)
    tell(word_of(application), to, by=by, now=now)


def word_of(application: Application) -> Word:
    """What the applicant is told: number and state, and on the telephone the host's sentence."""
    return Word(
        key=f"{about(application)}:{application.state}:{application.decided_at:%y%m%d%H%M%S%f}",
        about=about(application),
        number=application.number,
        place=application.opening.workshop.place,
        sentence=application.sentence,
        **in_both(lambda: state_words(application)),
    )


def state_words(application: Application) -> str:
    """Where an application stands."""
    facts = {
        "number": application.number,
        "work": local(application.opening, "title"),
        "state": application.get_state_display(),
    }
    return _("Your application %(number)s (%(work)s): %(state)s.") % facts
