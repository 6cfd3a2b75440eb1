"""One migrated database for each engine, from which every test process gets its copy.

To run all migrations takes a quarter of a minute, and a whole run has four processes that test. A
SQLite file is kept between runs for as long as the migrations stay what they are; PostgreSQL, which
lives as long as the run, copies a database of its own. The copies are migrated like any database
that stands, so that guards are written as the code has them today.

    python -m tests.migrated     (makes the one of TEST_DATABASE_URL, or of SQLite)
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

from tests import environment

KEPT = environment.BASE / ".pytest_cache" / "migrated"
MADE_FROM = (
    *("*/migrations/*.py", "*/apps.py", "*/guards.py", "requirements.txt"),
    *("foundation/record/*.py", "foundation/search/*.py"),
)


def fingerprint() -> str:
    """Of all that a freshly migrated database is made from."""
    digest = hashlib.sha256(sys.version.encode())
    for pattern in MADE_FROM:
        for path in sorted(environment.BASE.glob(pattern)):
            digest.update(str(path.relative_to(environment.BASE)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time makes the database of this name; the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(url: str) -> None:
    """Run all migrations into an empty database, in a process of its own."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(
        command, cwd=environment.BASE, env=os.environ | {"DATABASE_URL": url}, check=True
    )


def copy_for(database: dict[str, Any]) -> None:
    """Make the test database of Django's settings, as its migrations leave it."""
    if database["ENGINE"].endswith("sqlite3"):
        shutil.copyfile(sqlite_file(), database["TEST"]["NAME"])
        return
    name = database["TEST"]["NAME"] or f"test_{database['NAME']}"
    source = postgresql_name(os.environ["TEST_DATABASE_URL"])
    # `make prove` has several rounds on one server.
    ask(os.environ["TEST_DATABASE_URL"], "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    ask(os.environ["TEST_DATABASE_URL"], "CREATE DATABASE {} TEMPLATE {}", name, source)


def sqlite_file() -> Path:
    """The kept SQLite database; those of other migrations are removed."""
    file = KEPT / f"{fingerprint()}.sqlite3"
    with alone("sqlite"):
        if not file.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            half = file.with_suffix(".sqlite3.half")
            migrate(f"sqlite:///{half}")
            half.rename(file)
    return file


def postgresql_name(url: str) -> str:
    """The database of the server at `url` that is only copied."""
    name = f"migrated_{fingerprint()}"
    with alone("postgresql"):
        if not ask(url, "SELECT 1 FROM pg_database WHERE datname = %s", given=(name,)):
            half = f"{name}_half"
            ask(url, "CREATE DATABASE {}", half)
            migrate(f"{url.rsplit('/', 1)[0]}/{half}")
            ask(url, "ALTER DATABASE {} RENAME TO {}", half, name)
    return name


def ask(url: str, statement: str, *names: str, given: tuple[str, ...] = ()) -> list[Any]:
    """One statement outside of a transaction; its rows, if it has any."""
    server, _, name = url.removeprefix("postgres://portal@/").rpartition("/")
    connection = psycopg2.connect(host=server, user="portal", dbname=name)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)), given or None)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


if __name__ == "__main__":
    if os.environ.get("TEST_DATABASE_URL"):
        postgresql_name(os.environ["TEST_DATABASE_URL"])
    else:
        sqlite_file()
