"""The system's own Chromium and how it is started; Playwright's installer is never run."""

import os
import shutil
from collections.abc import Iterable, Iterator
from typing import Any

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process draws all pages, of all persons: each new one would read the Chinese font anew.
    "--renderer-process-limit=1",
    "--in-process-gpu",
]
PHONE, DESK = 390, 1280
# The build without a window takes less than half of the work: it draws no tabs and no menus.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")


def path() -> str | None:
    """Where Chromium is (`CHROMIUM` says so, else the search path), or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Any) -> Any:
    """The browser, without a window and without talking to anyone by itself."""
    return playwright.chromium.launch(executable_path=path(), args=ARGS)


def too_wide(page: Any) -> int:
    """By how many pixels a page scrolls sideways, once it is there: right after a click there may
    be no document yet."""
    page.wait_for_load_state()
    page.locator("main").first.wait_for(state="attached")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))


def drawn_at(page: Any, widths: Iterable[int]) -> Iterator[int]:
    """The page as it was loaded, drawn at one width after the other."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": height_of(width)})
        yield width


def height_of(width: int) -> int:
    """The height of a window so wide: a phone's or a desk's."""
    return 844 if width < 800 else 900
