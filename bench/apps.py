"""The portal and the plain app under the portal's own server, and what each request costs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from bench.asked import Asked, answer, rows_of
from bench.brief import processes, spent
from foundation import catalogue
from gaoqiao import keys, start
from tests import servers

BASE = Path(__file__).resolve().parent.parent
SETTINGS = {"portal": "gaoqiao.settings", "plain": "bench.plain.settings"}
PAGE = 20


@dataclass
class App:
    """A server of one app on one database; `database` is the process of PostgreSQL, if any."""

    port: int
    pid: int
    database: int | None

    def ask(self, asked: list[Asked]) -> list[str]:
        """Its answers."""
        return [answer(self.port, one) for one in asked]

    def worked(self) -> float:
        """Processor seconds of its workers and of the database so far."""
        return sum(map(worked, filter(None, (self.pid, self.database))))


@dataclass
class Town:
    """A database of so many rows, and both apps on it."""

    rows: int
    told: dict[str, Any]
    apps: dict[str, App]
    environment: dict[str, str]


def worked(parent: int) -> float:
    """Processor seconds of a process and of its children."""
    children = [pid for pid, above, _group, _said in processes() if above == parent]
    return sum(spent(pid) for pid in (parent, *children))


def postmaster(url: str) -> int | None:
    """The process of a PostgreSQL of the tests' own, by the folder of its address."""
    if not url:
        return None
    folder = url.removeprefix("postgres://portal@/").removesuffix("/postgres")
    return int(Path("/", folder, "data", "postmaster.pid").read_text().split()[0])


@contextmanager
def town(rows: int, turns: int, folder: Path, postgresql: str) -> Iterator[Town]:
    """A database of this size, filled for so many turns, with both apps up. `postgresql` is the
    address of a server; without one it is SQLite."""
    folder.mkdir()
    environment = environment_of(folder, database_of(rows, postgresql))
    catalogue.compile_all(BASE)
    done([sys.executable, "manage.py", "prepare"], environment)
    told = json.loads(
        done([sys.executable, "-m", "bench.sized", str(rows), str(turns)], environment)
    )
    started: list[subprocess.Popen[bytes]] = []
    try:
        apps = {}
        for name, settings in SETTINGS.items():
            port = servers.free_port()
            command = start.site_command("127.0.0.1", port)
            own = environment | {"DJANGO_SETTINGS_MODULE": settings}
            started.append(start.child(command, own))
            apps[name] = App(port, started[-1].pid, postmaster(postgresql))
            start.wait_until_ready({name: started[-1]}, "127.0.0.1", port)
        told |= {"pages": rows // PAGE, "last": before_last(apps["plain"], rows // PAGE)}
        yield Town(rows, told, apps, environment)
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait()


def database_of(rows: int, postgresql: str) -> str:
    """The address of the database, made in a PostgreSQL; nothing for SQLite in the folder."""
    if not postgresql:
        return ""
    name, server = f"town{rows}", postgresql.removesuffix("/postgres")
    folder = server.removeprefix("postgres://portal@/")
    connection = psycopg2.connect(host=folder, user="portal", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"{server}/{name}"


def environment_of(folder: Path, database: str) -> dict[str, str]:
    """Settings of a first start without a demo, behind one proxy that says who asks."""
    first = keys.first_settings("http://127.0.0.1:8000", keys.TOWN_PROFILE)
    first |= {"DEMO_PASSWORD": "", "DATA_DIR": str(folder), "PROXIES": "1", "DEBUG": "0"}
    first |= {"REDIS_URL": "", "EMAIL_URL": "consolemail://", "SMS_URL": ""}
    return os.environ | first | ({"DATABASE_URL": database} if database else {})


def done(command: list[str], environment: dict[str, str]) -> str:
    """What a program says that has ended well."""
    ran = subprocess.run(
        command, cwd=BASE, env=environment, check=False, stdout=subprocess.PIPE, text=True
    )
    if ran.returncode:
        sys.exit(f"{' '.join(command[1:])} failed.")
    return ran.stdout


def before_last(plain: App, pages: int) -> str:
    """The service before the last page, where the portal's key of it begins."""
    [html] = plain.ask([Asked(f"/services/?page={pages - 1}")])
    return rows_of(html)[-1]


def cost(app: App, asked: list[list[Asked]]) -> float:
    """Milliseconds of processor for one of these."""
    before = app.worked()
    for one in asked:
        app.ask(one)
    time.sleep(0.01)  # the last worker puts its connection away
    return (app.worked() - before) * 1000 / len(asked)
