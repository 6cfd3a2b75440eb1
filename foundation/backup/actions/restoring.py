"""Put a backup into an empty database: all of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.db import connections, transaction
from django.utils.translation import gettext as _

from foundation.backup import queries
from foundation.backup.actions.inserting import (
    fill,
    refuse_difference,
    refuse_loose_ends,
    set_last_numbers,
)
from foundation.backup.actions.making import Tell, unheard
from foundation.backup.actions.tables import bring_up_to_date, make_ready
from foundation.backup.archive import FORMAT, Archive, Damaged, opened
from foundation.files.models import private_storage
from foundation.record import guards
from foundation.refusals import Refused

SIGNING = "SECRET_KEY"  # signs cookies and links; nothing that is stored is made with it


@dataclass(frozen=True, slots=True)
class Held:
    """What an archive holds, as its manifest says."""

    made_at: str
    release: str
    rows: dict[str, int]
    files: int
    amiss: list[str]
    other_secret: bool


def look_at(path: Path) -> Held:
    """What a whole archive holds that our keys open. Raises `Refused`; writes nothing."""
    with fit(path) as archive:
        return held(archive)


def restore(path: Path, *, tell: Tell = unheard, using: str = "default") -> Held:
    """Put what an archive holds into an empty database, in one transaction, and bring that up to
    date where the archive is of an older release.

    What stands then is read back and compared with what was written; `tell` hears each model's
    label and rows. Raises `Refused`: nothing has changed then but files that no row names.
    """
    connection = connections[using]
    with fit(path) as archive:
        tables = make_ready(archive.manifest, connection)
        with transaction.atomic(using=using, durable=True):
            if there := [name for name, rows in tables.rows(using) if rows.exists()]:
                raise Refused(
                    _("This database is not empty, and a backup goes into an empty one only: %(m)s")
                    % {"m": ", ".join(there)}
                )
            keep_files(archive)
            guards.remove(connection)  # rows of a read-only whole come after it
            fill(archive, tables, connection, tell)
            refuse_loose_ends(connection)
            set_last_numbers(archive.manifest["last_numbers"], tables, connection)
            if tables.of_today:
                guards.install(connection)
            refuse_difference(archive.manifest, tables, using)
        if not tables.of_today:
            bring_up_to_date(connection)
        return held(archive)


@contextmanager
def fit(path: Path) -> Iterator[Archive]:
    """A whole archive of a form that we know, whose values our keys open."""
    try:
        with opened(path) as archive:
            if archive.manifest.get("format") != FORMAT:
                raise Refused(_("This is a backup of a form that this release does not know."))
            refuse_other_keys(archive.manifest["keys"])
            yield archive
    except Damaged as error:
        if not error.parts:
            raise Refused(_("This is no backup, or it is damaged or cut short.")) from error
        raise Refused(
            _("This backup is damaged: %(parts)s") % {"parts": ", ".join(error.parts)}
        ) from error


def refuse_other_keys(marks: dict[str, str]) -> None:
    """Rows that no key opens are no use: say so before anything is written."""
    ours = queries.key_marks()
    wrong = [name for name in marks if name != SIGNING and marks[name] != ours.get(name)]
    if wrong:
        raise Refused(
            _("This backup was made with other keys: %(names)s. Use those of its installation.")
            % {"names": ", ".join(wrong)}
        )


def held(archive: Archive) -> Held:
    """What the manifest says."""
    told = archive.manifest
    return Held(
        made_at=told["made_at"],
        release=told["release"],
        rows=told["rows"],
        files=told["files"]["number"],
        amiss=told["files"]["amiss"],
        other_secret=told["keys"][SIGNING] != queries.key_marks()[SIGNING],
    )


def keep_files(archive: Archive) -> None:
    """Store each file under its name. A try that was broken off leaves some of them there: the same
    file is no obstacle, another one is."""
    storage = private_storage()
    for name, source in archive.files():
        if not storage.exists(name):
            storage.save(name, File(source, name))
            continue
        with storage.open(name) as there:
            ours, theirs = (
                hashlib.file_digest(file, "sha256").digest() for file in (there, source)
            )
        if ours != theirs:
            raise Refused(_("Another file stands in the place of %(name)s.") % {"name": name})
