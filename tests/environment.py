"""Settings for tests, put into the environment before Django reads it (a pytest `-p` plugin).

Nothing of the caller's own portal is used: the data folder is a temporary one, the database is a
SQLite file in it, or the PostgreSQL that `TEST_DATABASE_URL` names (`tests/run.py` sets it).
"""

import atexit
import base64
import os
import shutil
import tempfile
from pathlib import Path

from foundation import catalogue

BASE = Path(__file__).resolve().parent.parent


def key(letter: str) -> str:
    """A key that is obviously no secret."""
    return base64.urlsafe_b64encode(letter.encode() * 32).decode()


def data_folder() -> str:
    """A temporary folder for a run, removed by the process that made it; each xdist worker has one
    of its own in it, so that no test sees the files of a test beside it."""
    folder = os.environ.get("TEST_DATA_DIR")
    if not folder:
        folder = os.environ["TEST_DATA_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    mine = Path(folder, os.environ.get("PYTEST_XDIST_WORKER", "alone"))
    for name in ("static", "queue/messages", "queue/control"):
        (mine / name).mkdir(parents=True, exist_ok=True)
    return str(mine)


for name in ("REDIS_URL", "EMAIL_URL", "SMS_URL", "SITE_URL"):
    os.environ.pop(name, None)
DATA_DIR = data_folder()
os.environ.update(
    DATA_DIR=DATA_DIR,
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{DATA_DIR}/portal.sqlite3",
    SECRET_KEY="tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
    FIELD_KEYS=f"t1:{key('f')}",
    INDEX_KEY=key("i"),
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    TOWN_PROFILE=os.environ.get("TOWN_PROFILE", "profiles/gaoqiao/profile.toml"),
    DEBUG="0",
)

catalogue.compile_all(BASE)
