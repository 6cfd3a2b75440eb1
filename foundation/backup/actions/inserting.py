"""The rows of an archive into their tables, and whether they stand there as they were saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext as _

from foundation.backup import queries
from foundation.backup.actions.making import Tell
from foundation.backup.actions.tables import Tables
from foundation.backup.archive import Archive, rows_part
from foundation.backup.rows import columns, meant
from foundation.files.models import private_storage
from foundation.refusals import Refused


def fill(archive: Archive, tables: Tables, connection: Any, tell: Tell) -> None:
    """Insert every model's rows."""
    for label, model in tables.by_label.items():
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


def set_last_numbers(last: dict[str, int], tables: Tables, connection: Any) -> None:
    """The next key of each table is the one that it would have been."""
    with connection.cursor() as cursor:
        for label, number in last.items():
            model = tables.by_label[label]
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, number])
            else:
                name = [f'"{table}"', model._meta.pk.column, number]
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", name)


def refuse_difference(manifest: dict[str, Any], tables: Tables, using: str) -> None:
    """Read everything back: rows and files are what was written, or nothing stays."""
    differ = [
        label
        for label, model in tables.by_label.items()
        if queries.digest_of(model, using) != told_of(manifest, label)
    ]
    storage, amiss = private_storage(), set(manifest["files"]["amiss"])
    for row in queries.attachments(using, tables.by_label["foundation.attachment"]):
        name = str(row.file.name)
        if name not in amiss:
            with storage.open(name) as source:
                stands = hashlib.file_digest(source, "sha256").hexdigest()
            differ += [name] if stands != row.sha256 else []
    if differ:
        raise Refused(
            _("What was restored is not what was saved: %(names)s. Nothing is kept of it.")
            % {"names": ", ".join(differ)}
        )


def told_of(manifest: dict[str, Any], label: str) -> tuple[int, str]:
    """The rows of a model and the digest of its part, as the manifest says."""
    return manifest["rows"][label], manifest["parts"][rows_part(label)]
