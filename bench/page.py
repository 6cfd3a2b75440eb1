"""The table of a run in a document: between two marks, with the day, machine and versions."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

FIRST, LAST = "<!-- table of make bench -->", "<!-- end of the table -->"
BETWEEN = re.compile(f"(?<={FIRST}\n).*?(?={LAST})", re.DOTALL)


def checked(path: str) -> Path:
    """The document of this name. Ends the run, before anything is measured, where the marks are
    missing."""
    document = Path(path)
    if not (document.is_file() and BETWEEN.search(document.read_text())):
        sys.exit(f"{path} has no lines {FIRST} and {LAST}.")
    return document


def write(document: Path, about: str, table: str) -> None:
    """Put a table where the one before stood."""
    text = f"{about}\n\n{table}\n"
    document.write_text(BETWEEN.sub(lambda _before: text, document.read_text()))


def about(postgresql: Path | None, began: tuple[float, float, float]) -> str:
    """When and on what the run was, how busy the machine was as it `began` and at its end."""
    versions = [f"Python {platform.python_version()}", f"Django {django.get_version()}"]
    versions.append(f"SQLite {sqlite3.sqlite_version}")
    if postgresql:
        said = subprocess.run(
            [postgresql / "postgres", "--version"], capture_output=True, text=True
        )
        versions.append(said.stdout.strip().replace("postgres (PostgreSQL)", "PostgreSQL"))
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    load = f"load {began[0]:.1f} before, {os.getloadavg()[0]:.1f} at the end"
    day = datetime.now(UTC).date()
    return f"{day}: {os.cpu_count()} × {processor()}; {system}, {', '.join(versions)}; {load}."


def processor() -> str:
    """What Linux calls the processor."""
    named = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return named[1] if named else platform.machine()
