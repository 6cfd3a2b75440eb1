"""Which forms must say what version of a row was seen."""

from __future__ import annotations

from django.apps import apps

from tests.hostile.judging import KEPT_ANYWAY, Reply
from tests.hostile.reading import Form

# Rows whose changes are counted, by their table.
COUNTED = {
    model._meta.db_table: model
    for model in apps.get_models()
    if any(field.name == "revision" for field in model._meta.fields)
}
# Forms that change such a row, or stand on its page, and need not: with the reason.
UNSEEN = {
    "admin:residents.need/number": "looks at the row",
    "admin:residents.need/words": "looks at the row",
    "admin:residents.person/invite": "hands a link over, and the one before it stops working",
    "admin:residents.person/new-password": "hands a link over, and the one before it stops working",
    "join": "by a link that works once",
    "residents:need_rate": "the one answer of who raised it, whose code or account it is",
    "residents:need_data": "by who raised it: their own copy, or their wish to have it deleted",
    "committees:meeting_excuse": "taken only where no reason stands yet",
    "committees:minutes_photos": "adds photos; those of two people both stay",
    "services:partner_close": "closed or open today is what it says, however often",
    "workshops:applicant": "the action asks how the applicant stands; the opening is only counted",
}
# Buttons after which their own row is not shown any more to whoever pressed them.
GONE = {
    "admin:residents.place/end": "what has ended is no place of the town's any more",
    "admin:committees.minutes/return": "the paper is its writer's again",
}
# Where the same form sent again is told that it is done already, since that is found first.
DONE_ALREADY = {
    "committees:outcome_hand_over": "that post carries it out by then",
    "committees:meeting_change": "the time and the place are those by then",
    "committees:minutes_check": "the paper is handed in by then",
}


def to_the_second(form: Form) -> int:
    """The answer to who comes second: that another one has changed it."""
    if form.name in GONE:
        return 404
    return 422 if form.name in DONE_ALREADY else 409


def must_say(form: Form, reply: Reply) -> bool:
    """Whether the form has to say it: a button on the page of such a row, or whatever has changed
    one when it was taken."""
    if form.name in UNSEEN:
        return False
    return bool(button_of(form.name) or (reply.written.changed & set(COUNTED)) - KEPT_ANYWAY)


def button_of(name: str) -> bool:
    """Whether it is a button on the page of a row whose changes are counted."""
    page, _slash, key = name.removeprefix("admin:").partition("/")
    if not name.startswith("admin:") or key in ("add", "export"):
        return False
    return apps.get_model(page) in COUNTED.values()


def says(form: Form) -> bool:
    """Whether the form carries the version that was seen."""
    return any(field.name == "revision" and field.value for field in form.fields)
