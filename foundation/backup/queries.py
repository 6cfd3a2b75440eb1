"""What a backup looks at: which models, their rows at one moment, the state of the database."""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.migrations.recorder import MigrationRecorder

from foundation.backup.left_out import LEFT_OUT
from foundation.backup.rows import columns, head, is_known, line, stored
from foundation.files.models import Attachment

Model = type[models.Model]
AT_ONCE = 500  # rows in memory
KEY_MARK = b"which key a backup was made with"
LAST_NUMBERS = {
    "sqlite": "SELECT name, seq FROM sqlite_sequence",
    "postgresql": "SELECT t.relname, pg_sequence_last_value(s.oid) FROM pg_class s"
    " JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')"
    " JOIN pg_class t ON t.oid = d.refobjid"
    " WHERE s.relkind = 'S' AND t.relkind = 'r' AND pg_table_is_visible(t.oid)",
}


def all_models() -> list[Model]:
    """Every model with a table, those between two models too."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if not model._meta.proxy]


def carried() -> list[Model]:
    """The models whose rows a backup holds, by label."""
    kept = [model for model in all_models() if model._meta.label_lower not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def uncovered(found: Iterable[Model], left_out: Iterable[str]) -> Iterator[str]:
    """A sentence for whatever of the models a backup would lose."""
    by_label = {model._meta.label_lower: model for model in found}
    for label in sorted(set(left_out) - by_label.keys()):
        yield f"{label} is left out, and there is no such model"
    for label in sorted(by_label.keys() - set(left_out)):
        model = by_label[label]
        if not model._meta.managed:
            yield f"{label} is not managed: no migration says what it holds"
        for field in model._meta.concrete_fields:
            kind, related = field.get_internal_type(), field.related_model
            if not is_known(field):
                yield f"{label}.{field.name} is a {kind}, which backup/rows.py does not know"
            if kind == "FileField" and model is not Attachment:
                yield f"{label}.{field.name} names a file that no backup looks for"
            if related and related._meta.label_lower in left_out:
                yield f"{label}.{field.name} points at {related._meta.label_lower}, left out"


@contextmanager
def moment(connection: Any) -> Iterator[None]:
    """All that is read within is of one moment, and nobody waits for it: one read transaction.

    On SQLite our transactions ask for the right to write (`IMMEDIATE`); this one does not.
    """
    lite = connection.vendor == "sqlite"
    mode = getattr(connection, "transaction_mode", None)
    if lite:
        connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic(using=connection.alias, durable=True):
            if not lite:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if lite:
            connection.transaction_mode = mode


def lines_of(model: Model, using: str) -> Iterator[bytes]:
    """A model's part: the names of its columns, then each row in the order of its keys."""
    fields = columns(model)
    yield head(fields)
    for row in stored(model._base_manager.using(using)).iterator(chunk_size=AT_ONCE):
        yield line(fields, row)


def digest_of(model: Model, using: str) -> tuple[int, str]:
    """How many rows stand, and the digest of a model's part as it would be written now."""
    digest, lines = hashlib.sha256(), 0
    for told in lines_of(model, using):
        digest.update(told)
        lines += 1
    return lines - 1, digest.hexdigest()


def attachments(using: str, model: Model = Attachment) -> Iterator[Any]:
    """The rows that name a file, also of the model as it was once."""
    return model._base_manager.using(using).order_by("pk").iterator(chunk_size=AT_ONCE)


def last_numbers(connection: Any) -> dict[str, int]:
    """The last key given out for each carried model that counts its keys, deleted rows too: none
    is ever given out again, since the record names rows by them."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_NUMBERS[connection.vendor])
        given = dict(cursor.fetchall())
    found = {}
    for model in counting():
        rows = model._base_manager.using(connection.alias)
        highest = rows.aggregate(highest=models.Max("pk"))["highest"]  # may be put in by hand
        found[model._meta.label_lower] = max(highest or 0, given.get(model._meta.db_table) or 0)
    return {label: last for label, last in found.items() if last}


def counting() -> list[Model]:
    """The carried models whose keys the database gives out."""
    return [model for model in carried() if isinstance(model._meta.pk, models.AutoField)]


def migrations(connection: Any) -> dict[str, list[str]]:
    """The migrations that have run, by room."""
    found: dict[str, list[str]] = defaultdict(list)
    for room, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found[room].append(name)
    return dict(found)


def release() -> str:
    """Which release of the portal this is."""
    told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def key_marks() -> dict[str, str]:
    """By which the keys of an installation are known again, and nothing else is learned of them."""
    keys = {f"FIELD_KEYS {name}": key for name, key in settings.FIELD_KEYS.items()}
    keys |= {"INDEX_KEY": settings.INDEX_KEY, "SECRET_KEY": settings.SECRET_KEY.encode()}
    return {
        name: hmac.new(key, KEY_MARK, hashlib.sha256).hexdigest()[:32] for name, key in keys.items()
    }


def bytes_of_database(connection: Any) -> int:
    """How much the database takes on its disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            if connection.vendor == "sqlite"
            else "SELECT pg_database_size(current_database())"
        )
        return int(cursor.fetchone()[0])


def bytes_of_files(using: str) -> int:
    """How much the files take that rows name."""
    return Attachment.objects.using(using).aggregate(all=models.Sum("size"))["all"] or 0
