"""`make shots`: each page of the demo at 390 and 1280 px, as pictures in `shots/`.

A portal of its own is started in a temporary folder. `SHOTS` names another folder.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests import chromium, launch, servers

# Name of the picture, address.
PAGES = [
    ("home", "/"),
    ("home_en", "/en/"),
]


def main() -> int:
    """Start the portal, photograph it, say where the pictures are. 1 if a page was no page."""
    if not chromium.path():
        print("Chromium is missing: install Debian's chromium.")
        return 1
    target = Path(os.environ.get("SHOTS") or launch.BASE / "shots")
    target.mkdir(parents=True, exist_ok=True)
    port = servers.free_port()
    with (
        tempfile.TemporaryDirectory(prefix="portal-shots-") as folder,
        launch.running(Path(folder), port),
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright)
        bad = [
            f"{address} at {width} px: {status}"
            for width in (chromium.PHONE, chromium.DESK)
            for address, status in photographs(browser, port, width, target)
            if status != 200
        ]
        browser.close()
    print("\n".join([*bad, f"{len(PAGES) * 2 - len(bad)} pictures in {target}"]))
    return 1 if bad else 0


def photographs(browser: Any, port: int, width: int, target: Path) -> list[tuple[str, int]]:
    """Take every page at one width; return each address with the status of its answer."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{port}",
        viewport={"width": width, "height": 844 if width == chromium.PHONE else 900},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    answers = []
    for name, address in PAGES:
        answer = page.goto(address)
        answers.append((address, answer.status))
        page.screenshot(path=target / f"{name}_{width}.png", full_page=True)
    context.close()
    return answers


if __name__ == "__main__":
    sys.exit(main())
