"""A job as its reader sees it: one state in plain words, how far it is, whether there is more to
wait for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
TARGET = "job"  # the id of the component on its page


@dataclass(frozen=True, slots=True)
class Shown:
    """What `components/job.html` draws; `percent` is whole, from 0 to 100."""

    state: str
    percent: int = 0
    tried: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more will come: the page need not look again."""
        return self.state in (DONE, FAILED)

    @property
    def kind(self) -> str:
        """The kind of the tag beside the words."""
        return {DONE: "done", FAILED: "late", RUNNING: "open"}.get(self.state, "soon")

    @property
    def label(self) -> str:
        """The state in a word or two."""
        if self.state == RUNNING:
            return _("%(n)s%% done") % {"n": self.percent}
        return {
            WAITING: _("Waiting its turn"),
            DONE: pgettext("state of a job", "Ready"),
            FAILED: _("Did not work"),
        }[self.state]

    @property
    def words(self) -> str:
        """What that means for who waits."""
        if self.state == WAITING and self.tried:
            return _("It was interrupted and will be begun again by itself. Nothing is lost.")
        return {
            WAITING: _("It will begin in a moment. You may leave this page and come back."),
            RUNNING: _("It is being made. You may leave this page and come back."),
            DONE: _("It is complete and kept."),
            FAILED: _("Nothing half done is kept. Ask for it again, or tell the administrator."),
        }[self.state]
