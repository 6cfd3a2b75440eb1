"""What notices are about: a closed list, with the sentence of each in both languages."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeKind(TextChoices):
    """What somebody is told of."""

    NEED = "need", pgettext_lazy("kind of notice", "A need of one's own")
    WORK = "work", pgettext_lazy("kind of notice", "A need for one's post")
    WORD = "word", pgettext_lazy("kind of notice", "Said by another part of the house")
    MEETING_CALLED = "meeting_called", pgettext_lazy("kind of notice", "A meeting is called")
    MEETING_CHANGED = "meeting_changed", pgettext_lazy("kind of notice", "A meeting is moved")
    MEETING_CANCELLED = "meeting_off", pgettext_lazy("kind of notice", "A meeting is called off")
    OUTCOME_ASSIGNED = "outcome", pgettext_lazy("kind of notice", "An outcome to carry out")
    MINUTES_RETURNED = "minutes_back", pgettext_lazy("kind of notice", "Minutes sent back")
    MINUTES_APPROVED = "minutes_ok", pgettext_lazy("kind of notice", "Minutes approved")


# Number and step of a need, or body and moment: never anybody's words, never a person's name. What
# another room said stands as it said it, in both languages.
SENTENCES = {
    NoticeKind.NEED: _("Your need %(number)s: %(step)s"),
    NoticeKind.WORK: _("Need %(number)s, for your post: %(step)s"),
    NoticeKind.WORD: "%(heading)s",
    NoticeKind.MEETING_CALLED: _("%(body)s: a meeting is called for %(moment)s"),
    NoticeKind.MEETING_CHANGED: _("%(body)s: the meeting has changed, it begins on %(moment)s"),
    NoticeKind.MEETING_CANCELLED: _("%(body)s: the meeting of %(moment)s is called off"),
    NoticeKind.OUTCOME_ASSIGNED: _("%(body)s: an outcome for your post, due on %(day)s"),
    NoticeKind.MINUTES_RETURNED: _("%(body)s: the minutes of %(day)s were sent back"),
    NoticeKind.MINUTES_APPROVED: _("%(body)s: the minutes of %(day)s were approved"),
}
# What somebody is called about when no message goes out; the rest waits in the inbox.
CALLED = frozenset(
    {
        NoticeKind.NEED,
        NoticeKind.WORD,
        NoticeKind.MEETING_CALLED,
        NoticeKind.MEETING_CHANGED,
        NoticeKind.MEETING_CANCELLED,
        NoticeKind.OUTCOME_ASSIGNED,
    }
)
