"""Applying for work: one page, a number and a code; taken back by them."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.consent import actions as consents
from foundation.consent.models import Purpose
from foundation.numbering.actions import next_number
from foundation.one_line import one_line
from foundation.phones import is_phone, normal_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.actions.calls import drop_about
from residents.lookup_codes import new_code, normal_code
from residents.models import Person
from workshops.access.openings import holding_to_apply_for_others, takes_applications
from workshops.kinds import UNDECIDED, ApplicationState
from workshops.models import Application, Opening

NAME_LENGTH, WORDS_LENGTH = 40, 300


@action("applications.send")
def apply_for(
    *,
    by: Actor,
    opening: Opening,
    name: str,
    phone: str,
    words: str = "",
    consent: bool,
    person: Person | None = None,
    on_behalf: bool = False,
    client_key: str | None = None,
    now: datetime | None = None,
) -> Application:
    """Apply for a place. `consent` is to name and number being handed to the host; `on_behalf` is
    for staff at a window. One `client_key`, one application."""
    if on_behalf:
        by = by.using(holding_to_apply_for_others(by.user, opening))
        require(by.holding is not None, _("Only staff of this place enter applications."))
    moment = now or timezone.now()
    checked(name=one_line(name), phone=phone, words=one_line(words), consent=consent)
    if client_key and (known := Application.objects.filter(client_key=client_key).first()):
        return known
    today = timezone.localdate(moment)
    if not Opening.objects.filter(takes_applications(today), pk=opening.pk).exists():
        raise Refused(_("One can no longer apply for this: the places are taken, or it is closed."))
    application, is_new = store_once(
        client_key,
        moment,
        opening=opening,
        name=one_line(name),
        phone=normal_phone(phone),
        words=one_line(words),
        person=None if on_behalf else person,
        entered_by_id=by.holding if on_behalf else None,
    )
    if is_new:
        consents.keep(Purpose.APPLY, application, by=by, now=moment)
        record.note(by, "application.sent", application)
    return application


@action("applications.withdraw")
def withdraw_application(
    *, by: Actor, application: Application, code: str, now: datetime | None = None
) -> Application:
    """Take an application back, with the code of its slip. Name, number and words are blanked:
    nobody needs them any more."""
    require(normal_code(code) == application.code, _("Only who has the slip may take it back."))
    moment = now or timezone.now()
    moved = Application.objects.filter(pk=application.pk, state__in=UNDECIDED).update(
        state=ApplicationState.WITHDRAWN,
        name="",
        phone="",
        words="",
        decided_at=moment,
    )
    if not moved:
        raise Refused(_("It has been decided already: please call."))
    drop_about(about(application), now=moment)
    consents.take_back(application, now=moment)
    application.refresh_from_db()
    record.note(by, "application.withdrawn", application)
    return application


# Steps


def about(application: Application) -> str:
    """What a notice is about, for newer word to overtake it."""
    return f"application:{application.pk}"


def checked(*, name: str, phone: str, words: str, consent: bool) -> None:
    """What an application must be, whatever door it came by; raises `Refused` with the field."""
    if not name or len(name) > NAME_LENGTH:
        raise Refused(_("Say what we may call you."), "name")
    if not is_phone(phone):
        raise Refused(_("This is not a telephone number. A mobile number has 11 digits."), "phone")
    if len(words) > WORDS_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": WORDS_LENGTH}, "words")
    if not consent:
        raise Refused(
            _("Without your consent the host does not learn who you are. You can also call."),
            "consent",
        )


def store_once(client_key: str | None, now: datetime, **values: object) -> tuple[Application, bool]:
    """The application of a client key, and whether it is new; rivals are settled by the database.

    The number is taken inside the savepoint, so that the one who comes second gives it back.
    """
    month = timezone.localtime(now).strftime("%y%m")
    try:
        with transaction.atomic():
            return Application.objects.create(
                number=f"J{month}-{next_number(f'application:{month}'):04d}",
                code=new_code(),
                client_key=client_key,
                consented_at=now,
                created_at=now,
                **values,
            ), True
    except IntegrityError:
        if not client_key:
            raise
        return Application.objects.get(client_key=client_key), False
