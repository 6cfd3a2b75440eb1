"""Put a backup into an empty database: all of it, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils.translation import gettext as _

from foundation.backup import queries
from foundation.backup.actions.making import Tell, unheard
from foundation.backup.archive import CHUNK, FORMAT, Archive, Damaged, opened, rows_part
from foundation.backup.rows import columns, meant
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
    """Put what an archive holds into an empty database of the same release, in one transaction.

    What stands then is read back and compared with what was written; `tell` hears each model's
    label and rows. Raises `Refused`: nothing has changed then but files that no row names.
    """
    connection = connections[using]
    with fit(path) as archive:
        refuse_other_release(archive.manifest, connection)
        with transaction.atomic(using=using, durable=True):
            if there := queries.filled(using):
                raise Refused(
                    _("This database is not empty, and a backup goes into an empty one only: %(m)s")
                    % {"m": ", ".join(there)}
                )
            keep_files(archive)
            guards.remove(connection)  # rows of a read-only whole come after it
            fill(archive, connection, tell)
            refuse_loose_ends(connection)
            set_last_numbers(archive.manifest["last_numbers"], connection)
            guards.install(connection)
            refuse_difference(archive.manifest, using)
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


def refuse_other_release(manifest: dict[str, Any], connection: Any) -> None:
    """The same migrations have run here as there."""
    theirs, ours = (
        {(room, name) for room, names in found.items() for name in names}
        for found in (manifest["migrations"], queries.migrations(connection))
    )
    if theirs != ours:
        differ = ", ".join(".".join(one) for one in sorted(theirs ^ ours)[:5])
        raise Refused(
            _(
                "The tables here are not those of the backup, which is of release %(release)s"
                " (differing: %(names)s). Restore it with that release, after manage.py migrate,"
                " and update then."
            )
            % {"release": manifest["release"], "names": differ}
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
            if digest_of(there) != digest_of(source):
                raise Refused(_("Another file stands in the place of %(name)s.") % {"name": name})


def digest_of(source: IO[bytes]) -> str:
    """The digest of a file."""
    digest = hashlib.sha256()
    while data := source.read(CHUNK):
        digest.update(data)
    return digest.hexdigest()


def fill(archive: Archive, connection: Any, tell: Tell) -> None:
    """Insert every carried model's rows."""
    for model in queries.carried():
        label = model._meta.label_lower
        try:
            insert(model, archive.lines(rows_part(label)), connection)
        except (DatabaseError, KeyError, ValueError) as error:
            raise Refused(
                _("The rows of %(model)s do not go in: %(why)s")
                % {"model": label, "why": first_line(error)}
            ) from error
        tell(label, archive.manifest["rows"][label])


def insert(model: queries.Model, lines: Iterable[bytes], connection: Any) -> None:
    """Insert the rows of a part, some hundred at a time."""
    fields, lines = columns(model), iter(lines)
    names = [field.column for field in fields]
    if json.loads(next(lines)) != names:
        raise ValueError("other columns")
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) VALUES "
    one = f"({', '.join(['%s'] * len(fields))})"
    at_once = connection.ops.bulk_batch_size(names, range(queries.AT_ONCE))
    with connection.cursor() as cursor:
        while batch := [json.loads(line) for line in islice(lines, at_once)]:
            values = [
                meant(field, value, connection)
                for row in batch
                for field, value in zip(fields, row, strict=True)
            ]
            cursor.execute(into + ", ".join([one] * len(batch)), values)


def refuse_loose_ends(connection: Any) -> None:
    """Every row that is pointed at is there. PostgreSQL, too, looks now, not at the end: no trigger
    can be made while a check is due."""
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise Refused(
            _("A row points at one that is not there: %(why)s") % {"why": first_line(error)}
        ) from error


def first_line(error: Exception) -> str:
    """What went wrong; PostgreSQL quotes the row on the lines after it."""
    return str(error).partition("\n")[0]


def set_last_numbers(last: dict[str, int], connection: Any) -> None:
    """The next key of each table is the one that it would have been."""
    with connection.cursor() as cursor:
        for model in queries.counting():
            table, number = model._meta.db_table, last.get(model._meta.label_lower)
            if number is None:
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, number])
            else:
                name = [f'"{table}"', model._meta.pk.column, number]
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", name)


def refuse_difference(manifest: dict[str, Any], using: str) -> None:
    """Read everything back: rows and files are what was written, or nothing stays."""
    differ = [
        model._meta.label_lower
        for model in queries.carried()
        if queries.digest_of(model, using) != told_of(manifest, model._meta.label_lower)
    ]
    storage, amiss = private_storage(), set(manifest["files"]["amiss"])
    for row in queries.attachments(using):
        name = str(row.file.name)
        if name not in amiss:
            with storage.open(name) as source:
                differ += [name] if digest_of(source) != row.sha256 else []
    if differ:
        raise Refused(
            _("What was restored is not what was saved: %(names)s. Nothing is kept of it.")
            % {"names": ", ".join(differ)}
        )


def told_of(manifest: dict[str, Any], label: str) -> tuple[int, str]:
    """The rows of a model and the digest of its part, as the manifest says."""
    return manifest["rows"][label], manifest["parts"][rows_part(label)]
