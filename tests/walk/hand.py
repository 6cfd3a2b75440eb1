"""Somebody's hand on a page: it presses what it reads, and goes to no address but a front door."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from tests.chromium import too_wide
from tests.factories.accounts import PASSWORD, code_now

SHOTS = os.environ.get("WALK_SHOTS")  # a folder for pictures of each step, to look at


class Hand:
    """One person with one browser."""

    def __init__(self, page: Any, name: str) -> None:
        self.page, self.name, self.seen = page, name, 0

    def come(self, door: str) -> None:
        """Type the address of a front door."""
        assert door in ("/", "/desk/", "/admin/", "/needs/new/", "/needs/track/"), door
        self.page.goto(door)

    def press(self, words: str, within: str = "main", *, exact: bool = True) -> None:
        """Press the first link or button with these words that can be seen."""
        place = self.page.locator(within)
        by_name = [place.get_by_role(r, name=words, exact=exact) for r in ("link", "button")]
        by_name[0].or_(by_name[1]).locator("visible=true").first.click()

    def tick(self, words: str, within: str = "main") -> None:
        """Tap the words of a choice."""
        self.page.locator(within).get_by_text(words, exact=True).first.click()

    def fill(self, label: str, value: str) -> None:
        """Write into the field with this label."""
        self.page.locator("main").get_by_label(label).first.fill(value)

    def choose(self, label: str, choice: str) -> None:
        """Choose from the list with this label, by the words of the choice."""
        self.page.locator("main").get_by_label(label).first.select_option(label=choice)

    def from_queue(self, queue: str, row: str) -> None:
        """From the first screen of the staff pages into a queue, and a row of it."""
        self.come("/admin/")
        self.look("first-screen")
        self.press(queue, ".queues", exact=False)
        self.look(f"queue-{queue}")
        self.press(row, exact=False)
        self.look(f"row-{queue}")

    def pick(self, choice: str) -> None:
        """Tap one of the few rows that are offered below a search field."""
        self.page.locator("main .pick label").filter(has_text=choice).first.click()

    def log_in(self, secret: str) -> None:
        """At a front door that asks for it: name, password, and the code if there is an app."""
        self.fill("用户名或手机号", self.name)
        self.fill("密码", PASSWORD)
        self.press("登录")
        if secret:
            self.fill("验证码", code_now(secret))
            self.press("登录")

    def reads(self, *words: str) -> str:
        """What stands on the page; every one of `words` is there, and nothing sideways."""
        text = re.sub(r"\s+", " ", self.page.locator("body").inner_text())
        for each in words:
            assert each in text, f"{self.name} does not read “{each}” at {self.page.url}: {text}"
        assert too_wide(self.page) <= 0, f"{self.page.url} scrolls sideways"
        return text

    def look(self, what: str) -> None:
        """A picture of the page, where somebody asked for pictures."""
        self.seen += 1
        if SHOTS:
            width = self.page.viewport_size["width"]
            name = re.sub(r"\W+", "-", f"{width}-{self.name}-{self.seen:02d}-{what}")
            self.page.screenshot(path=Path(SHOTS, f"{name}.png"), full_page=True)
