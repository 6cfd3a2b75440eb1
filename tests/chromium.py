"""The system's own Chromium and how it is started; Playwright's installer is never run."""

import os
import shutil
from typing import Any

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 390, 1280


def path() -> str | None:
    """Where Chromium is (`CHROMIUM` says so, else the search path), or None."""
    return (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


def launch(playwright: Any) -> Any:
    """The browser, without a window and without talking to anyone by itself."""
    return playwright.chromium.launch(executable_path=path(), args=ARGS)
