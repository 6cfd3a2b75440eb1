"""Settings for tests, put into the environment before Django reads it (a pytest `-p` plugin)."""

import base64
import os
import tempfile
from pathlib import Path

from foundation import catalogue

BASE = Path(__file__).resolve().parent.parent


def key(letter: str) -> str:
    """A key that is obviously no secret."""
    return base64.urlsafe_b64encode(letter.encode() * 32).decode()


os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="portal-tests-"))
os.environ.update(
    SECRET_KEY="tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    FIELD_KEYS=f"t1:{key('f')}",
    INDEX_KEY=key("i"),
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    TOWN_PROFILE=os.environ.get("TOWN_PROFILE", "profiles/gaoqiao/profile.toml"),
    DEBUG="0",
)

catalogue.compile_all(BASE)
