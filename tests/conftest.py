"""Marks, the real parts that a test asks for, and the summary that `tests/run.py` reads.

What every test gets without asking is in `tests/fixtures/`: one short file a subject.
"""

import gc
import json
import os
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from django.db import connection

from tests import chromium, handed_over, libreoffice, nginx

pytest_plugins = [
    "tests.fixtures.clock",
    "tests.fixtures.database",
    "tests.fixtures.flush",
    "tests.fixtures.kept",
    "tests.fixtures.network",
    "tests.fixtures.pages",
    "tests.fixtures.language",
    "tests.fixtures.near",
    "tests.fixtures.settings",
    "tests.fixtures.templates",
    "tests.fixtures.told",
    "tests.fixtures.browser",
]

MARKS = {
    "sqlite": "runs on SQLite only",
    "postgresql": "runs on PostgreSQL only",
    "redis": "needs a real Redis (fixture `redis_url`)",
    "browser": "needs Chromium (fixtures `page`, `page_without_js`, `new_page`); see `seen_on`",
    "walk": "long ways through a browser, which PostgreSQL sees too (`seen_on`)",
    "nginx": "needs nginx (`tests.deploy.machine`)",
    "libreoffice": "needs LibreOffice (`tests.libreoffice`)",
}


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks; `--strict-markers` refuses any other."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    # How long one example takes says more about the machine than about us.
    hypothesis.settings.register_profile("unhurried", deadline=None)
    hypothesis.settings.load_profile("unhurried")


def missing_parts() -> dict[str, str]:
    """The marks whose real part is not on this machine, with the reason to print."""
    missing = {}
    if not os.environ.get("TEST_REDIS_URL"):
        missing["redis"] = "no Redis: `make test` starts one where redis-server is installed"
    if not nginx.path():
        missing["nginx"] = "no nginx on this machine"
    if not chromium.path():
        missing["browser"] = "no Chromium on this machine"
    if not libreoffice.path():
        missing["libreoffice"] = "no LibreOffice on this machine"
    return missing


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage need not look at it, and at
    the rest of so large a heap less often. A tenth of a run goes to it otherwise."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


DATABASE = {"db", "transactional_db", "live_server"}


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by mark or by fixture."""
    asked = set(getattr(item, "fixturenames", ()))
    marks = {mark.name for mark in item.iter_markers()}
    return bool(DATABASE & asked or {"django_db", "postgresql"} & marks)


def seen_on(item: pytest.Item, vendor: str) -> bool:
    """Whether a test is one of the round on this database.

    The round on PostgreSQL leaves out what touches no database, which the other has run, and of the
    browser's tests all but the long walks: what pages ask of PostgreSQL is asked there without a
    browser at a tenth of the work. With `BROWSERS=both`, as `.ci/run` has it, they take part.
    """
    marks = {mark.name for mark in item.iter_markers()}
    if ({"sqlite", "postgresql"} - {vendor}) & marks:
        return False
    if vendor == "sqlite":
        return True
    drawn = "browser" in marks and "walk" not in marks
    return touches_database(item) and not (drawn and os.environ.get("BROWSERS") != "both")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests of the other database; skip those whose real part is missing."""
    left_out = [item for item in items if not seen_on(item, connection.vendor)]
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]
    config.hook.pytest_deselected(items=left_out)
    missing = missing_parts()
    for item in items:
        for mark, reason in missing.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=f"[{mark}] {reason}"))
    # Databases are flushed after transactional tests, so those come last. Tests of what a folder
    # keeps stand together, so that it is made once.
    items.sort(key=lambda item: (is_transactional(item), asks_for_kept_demo(item)))


def is_transactional(item: pytest.Item) -> bool:
    """Does the test commit, so that its database is emptied afterwards?"""
    mark = item.get_closest_marker("django_db")
    asked = set(getattr(item, "fixturenames", ())) & {"transactional_db", "live_server"}
    return bool(asked) or bool(mark and mark.kwargs.get("transaction"))


def asks_for_kept_demo(item: pytest.Item) -> bool:
    """Does the test look at the demo that tests/demo keeps?"""
    return "kept_demo" in getattr(item, "fixturenames", ())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write how many tests passed, failed and were skipped for want of which part, and of each how
    it ended and what it handed over."""
    target = os.environ.get("TEST_SUMMARY")
    if not target:
        return
    stats = terminalreporter.stats
    reasons = Counter(
        mark
        for report in stats.get("skipped", [])
        for mark in MARKS
        if f"[{mark}]" in str(report.longrepr)
    )
    counts = {name: len(stats.get(name, [])) for name in ("passed", "failed", "error", "skipped")}
    ran = [*stats.get("passed", []), *stats.get("failed", [])]
    used = [mark for mark in MARKS if any(mark in report.keywords for report in ran)]
    said = {"counts": counts, "missing": reasons, "used": used}
    said["tests"] = handed_over.by_test(stats)
    Path(target).write_text(json.dumps(said), encoding="utf-8")
