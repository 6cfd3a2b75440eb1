"""The public thread of a need, as somebody who has no part in it reads it."""

from __future__ import annotations

from tests.walk.hand import Hand
from tests.walk.way import TITLE


class PublicThread:
    """A visitor who found the need in the list of all, and looks at it again and again."""

    def __init__(self, visitor: Hand) -> None:
        self.hand = visitor

    def find(self) -> None:
        """From the front page, by what people see of the need."""
        self.hand.come("/")
        self.hand.press(TITLE, exact=False)
        self.hand.look("found")

    def shows(self, stage: str, *words: str) -> None:
        """The step, the post and the promised date stand there; `stage` is where it is."""
        self.hand.page.reload()
        self.hand.look(words[0])
        self.hand.reads(*words)
        now = self.hand.page.locator(".steps-finished li, .steps [aria-current]").last.inner_text()
        assert stage in now, f"the label of the parcel says {now}"

    def hides(self, *words: str) -> None:
        """None of these stands there."""
        text = self.hand.reads()
        assert [each for each in words if each in text] == []

    def more(self, step: str, *words: str) -> None:
        """The step leads to the page that tells more; then back."""
        self.hand.press(step, exact=False)
        self.hand.look(f"more-{step}")
        self.hand.reads(*words)
        self.hand.page.go_back()
