"""`make shots`: each page of the demo at 390 and 1280 px, as pictures in `shots/`.

A portal of its own is started in a temporary folder. `SHOTS` names another folder.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from gaoqiao import keys
from tests import chromium, launch, servers

# Name of the picture, address, who looks at it (a user name of the demo, or nobody).
PAGES = [
    ("home", "/", ""),
    ("home_en", "/en/", ""),
    ("services", "/services/", ""),
    ("services_filtered", "/services/?kind=meals&for=old", ""),
    ("service", "/services/shi-fan-cun-lao-nian-shi-tang/", ""),
    ("service_poster", "/services/shi-fan-cun-lao-nian-shi-tang/poster/", ""),
    ("ledger", "/ledger/", ""),
    ("search", "/search/?q=shitang", ""),
    ("styleguide", "/styleguide/", ""),
    ("login", "/accounts/login/", ""),
    ("not_found", "/nowhere/", ""),
    ("me", "/me/", "resident"),
    ("staff", "/admin/", "town"),
    ("staff_needs", "/admin/residents/need/", "town"),
    ("staff_posts", "/admin/residents/post/", "town"),
    ("staff_services", "/admin/services/listing/", "village"),
    ("staff_agreements", "/admin/services/agreement/", "village"),
    ("staff_statements", "/admin/services/statement/", "village"),
    ("workshops", "/workshops/", ""),
    ("staff_workshops", "/admin/workshops/workshop/", "village"),
    ("staff_months", "/admin/workshops/monthreport/", "village"),
    ("staff_reports", "/admin/reports/reportrun/add/", "town"),
    ("forms", "/reports/forms/", "town"),
]
EXPECTED = {"/nowhere/": 404}


def main() -> int:
    """Start the portal, photograph it, say where the pictures are. 1 if a page was no page."""
    if not chromium.path():
        print("Chromium is missing: install Debian's chromium.")
        return 1
    target = Path(os.environ.get("SHOTS") or launch.BASE / "shots")
    target.mkdir(parents=True, exist_ok=True)
    port = servers.free_port()
    bad = []
    with (
        tempfile.TemporaryDirectory(prefix="portal-shots-") as folder,
        launch.running(Path(folder), port),
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright)
        for who in dict.fromkeys(who for _, _, who in PAGES):
            state = logged_in(browser, port, Path(folder), who)
            for width in (chromium.PHONE, chromium.DESK):
                bad += photographs(browser, port, state, (who, width, target))
        browser.close()
    print("\n".join([*bad, f"{len(PAGES) * 2 - len(bad)} pictures in {target}"]))
    return 1 if bad else 0


def context_of(browser: Any, port: int, width: int, state: Any = None) -> Any:
    """A browser of a person's own, at one width."""
    return browser.new_context(
        base_url=f"http://127.0.0.1:{port}",
        viewport={"width": width, "height": 844 if width == chromium.PHONE else 900},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        storage_state=state,
    )


def logged_in(browser: Any, port: int, folder: Path, who: str) -> Any:
    """The cookies of somebody who has logged in with password and code; None for nobody."""
    if not who:
        return None
    stored = keys.from_lines((folder / "env").read_text(encoding="utf-8"))
    context = context_of(browser, port, chromium.DESK)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", stored["DEMO_PASSWORD"])
    page.press("input[name=password]", "Enter")
    if page.locator("input[name=code]").count():
        page.fill("input[name=code]", code_of(folder, who))
        page.press("input[name=code]", "Enter")
    page.wait_for_load_state()
    state = context.storage_state()
    context.close()
    return state


def code_of(folder: Path, who: str) -> str:
    """The second factor of this half minute."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)}
    command = [sys.executable, "manage.py", "demo_code", who]
    return subprocess.check_output(command, cwd=launch.BASE, env=environment, text=True).strip()


def photographs(browser: Any, port: int, state: Any, what: tuple[str, int, Path]) -> list[str]:
    """Take every page of one person at one width; return a line for each that was no page."""
    who, width, target = what
    context = context_of(browser, port, width, state)
    page = context.new_page()
    bad = []
    for name, address, looker in PAGES:
        if looker != who:
            continue
        answer = page.goto(address)
        page.screenshot(path=target / f"{name}_{width}.png", full_page=True)
        if answer.status != EXPECTED.get(address, 200) or page.url.find(address) < 0:
            bad.append(f"{address} at {width} px: {answer.status} {page.url}")
    context.close()
    return bad


if __name__ == "__main__":
    sys.exit(main())
