"""What a clerk says on the telephone."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from residents.models import Notice
from residents.stages import StepKind


def words_to_say(notice: Notice) -> str:
    """The sentence for the telephone: number and step, the answer's own sentence, never the
    reporter's words."""
    step = notice.step
    if step is None:
        return " ".join(part for part in (notice.line, notice.sentence) if part)
    need = step.need
    facts = {
        "number": need.number,
        "step": StepKind(step.kind).label,
        "sentence": step.sentence,
        "day": date_format(need.promised_on, "MONTH_DAY_FORMAT") if need.promised_on else "",
    }
    if step.kind == StepKind.ACCEPTED:
        return _("Your need %(number)s has been accepted. We promise an answer by %(day)s.") % facts
    if step.sentence:
        return _("About your need %(number)s: %(step)s. %(sentence)s") % facts
    return _("About your need %(number)s: %(step)s.") % facts
