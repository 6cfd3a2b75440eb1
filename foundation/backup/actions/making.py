"""Write a backup while people work, and keep the last ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.backup import queries
from foundation.backup.archive import FILES, FORMAT, Part, Writer, rows_part, written
from foundation.backup.left_out import LEFT_OUT
from foundation.files.models import private_storage
from foundation.files.storage import PART
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.refusals import Refused

DAILY, ENDING = "daily-", ".zip"
STALE = timedelta(days=1)
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds; `amiss` names the files that were not there, or not what was kept."""

    path: Path
    rows: int
    files: int
    amiss: list[str]


def unheard(label: str, rows: int) -> None:
    """Where nobody asks how far it is."""


def make_backup(path: Path, *, tell: Tell = unheard, using: str = "default") -> Made:
    """Write a backup under a name that is free; `tell` hears each model's label and rows.

    It holds what stood at one moment, and nobody waits for it. Raises `Refused` where there is no
    room, FileExistsError for a name that is taken, RuntimeError for a model that would be lost.
    """
    if lost := list(queries.uncovered(queries.all_models(), LEFT_OUT)):
        raise RuntimeError("; ".join(lost))
    connection = connections[using]
    refuse_small_disk(path.parent, connection)
    with written(path) as archive, queries.moment(connection):
        rows = write_models(archive, tell, using)
        with archive.part(FILES, packed=False) as part:
            files, amiss = write_files(part, using)
        archive.finish(
            {
                "format": FORMAT,
                "made_at": timezone.localtime().isoformat(timespec="seconds"),
                "release": queries.release(),
                "database": connection.vendor,
                "migrations": queries.migrations(connection),
                "keys": queries.key_marks(),
                "rows": rows,
                "last_numbers": queries.last_numbers(connection),
                "files": {"number": files, "amiss": amiss},
            }
        )
    return Made(path, sum(rows.values()), files, amiss)


def refuse_small_disk(folder: Path, connection: Any) -> None:
    """A backup must not fill the disk on which the portal writes. What it will take is not known
    before; it is less than what it is made of."""
    needed = queries.bytes_of_database(connection) + queries.bytes_of_files(connection.alias)
    if shutil.disk_usage(folder).free < needed:
        raise Refused(
            _("There is no room here for a backup: it may take %(n)s MB.") % {"n": needed >> 20}
        )


def write_models(archive: Writer, tell: Tell, using: str) -> dict[str, int]:
    """Every carried model's part; the number of rows by label."""
    rows = {}
    for model in queries.carried():
        label = model._meta.label_lower
        with archive.part(rows_part(label)) as part:
            lines = 0
            for line in queries.lines_of(model, using):
                part.write(line)
                lines += 1
        rows[label] = lines - 1
        tell(label, rows[label])
    return rows


def write_files(part: Part, using: str) -> tuple[int, list[str]]:
    """The files that rows name: how many there are, and the names of those that are amiss. What is
    there is kept as it is: half of a paper is more than none."""
    storage, files, amiss = private_storage(), 0, []
    for row in queries.attachments(using):
        name = str(row.file.name)
        try:
            with storage.open(name) as source:
                digest = part.add_file(name, storage.size(name), source)
        except FileNotFoundError:
            amiss.append(name)
            continue
        files += 1
        if digest != row.sha256:
            amiss.append(name)
    part.end_of_files()
    return files, amiss


def ask_for_backup(*, by: Actor, now: datetime | None = None) -> Job | None:
    """Have the day's backup made; once a day, None where none are kept."""
    if not settings.BACKUPS_KEPT:
        return None
    return jobs.enqueue(
        "foundation.make_backup", key=f"make_backup:{timezone.localdate(now)}", by=by
    )


def make_daily(*, now: datetime | None = None) -> Made | None:
    """The day's backup in `DATA_DIR/backups`, of which the last `BACKUPS_KEPT` stay; None where
    none are kept. An older one goes only when the new one stands; what a kill left, after a day."""
    if not settings.BACKUPS_KEPT:
        return None
    folder = backup_folder()
    made = make_backup(folder / file_name(DAILY, now))
    for old in sorted(folder.glob(f"{DAILY}*{ENDING}"))[: -settings.BACKUPS_KEPT]:
        old.unlink()
    before = (now or timezone.now()) - STALE
    for half in folder.glob(f"*{PART}"):
        if half.stat().st_mtime < before.timestamp():
            half.unlink()
    return made


def backup_folder() -> Path:
    """Where backups go that nobody names a place for; its owner's alone."""
    folder: Path = settings.DATA_DIR / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def file_name(kind: str, now: datetime | None = None) -> str:
    """A name by which backups stand in the order of their making."""
    return f"{kind}{timezone.localtime(now):%Y%m%d-%H%M%S}{ENDING}"
