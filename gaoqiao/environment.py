"""Read the settings' environment: plain values in, checked values out, one clear sentence if not.

Every variable that the portal knows is listed in `README.md`. A value in the process
environment wins over the same name in `DATA_DIR/env`.
"""

from __future__ import annotations

import base64
import binascii
import os
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from gaoqiao import profile_check

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
DATABASES = {"sqlite", "postgres", "postgresql"}
BROKERS = {"redis", "rediss", "unix"}
WEAK = {"secret", "changeme", "password", "django-insecure"}
KEY_BYTES = 32


def stop(sentence: str) -> SystemExit:
    """The way a bad setting ends the start: one sentence on stderr and exit status 1."""
    return SystemExit(sentence)


def load(base: Path) -> tuple[environ.Env, Path]:
    """Read `DATA_DIR/env` where it exists; return the environment and the data folder."""
    data_dir = Path(os.environ.get("DATA_DIR") or base / "data")
    stored = data_dir / "env"
    if stored.exists():
        environ.Env.read_env(stored, overwrite=False)
    return environ.Env(), data_dir


def required(env: environ.Env, name: str, what: str) -> str:
    """The value of `name`, or the end of the start with a sentence that says what it is for."""
    value = env.str(name, default="")
    if not value:
        raise stop(f"{name} is not set: it is {what}.")
    return value


def flag(env: environ.Env, name: str) -> bool:
    """On or off; off if it is not set; any other word ends the start."""
    value = env.str(name, default="").strip().lower()
    if value not in TRUE | FALSE:
        raise stop(f"{name} is neither on nor off.")
    return value in TRUE


def number(env: environ.Env, name: str, default: int = 0) -> int:
    """A number from 0 up; the default if it is not set."""
    value = env.str(name, default="") or str(default)
    if not value.isascii() or not value.isdigit():
        raise stop(f"{name} is not a number.")
    return int(value)


def hosts(env: environ.Env, *, debug: bool) -> list[str]:
    """The names that the site answers to. Any name at all (`*`) passes only under DEBUG."""
    names = [name.strip() for name in env.str("ALLOWED_HOSTS", default="").split(",")]
    names = [name for name in names if name]
    if not names and debug:
        return ["localhost", "127.0.0.1"]
    if not names:
        raise stop("ALLOWED_HOSTS is not set: it lists the names this site answers to.")
    if "*" in names and not debug:
        raise stop("ALLOWED_HOSTS is too weak: list the names this site answers to, not *.")
    return names


def site_url(env: environ.Env) -> str:
    """The public address, without a slash at its end."""
    value = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise stop("SITE_URL is not an address such as https://portal.example.")
    return value


def web_address(env: environ.Env, name: str) -> str:
    """An http or https address, or nothing."""
    value = env.str(name, default="")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise stop(f"{name} is not an address such as https://gateway.example/send.")
    return value


def database(env: environ.Env, data_dir: Path) -> dict[str, Any]:
    """SQLite in the data folder, or what `DATABASE_URL` names: SQLite or PostgreSQL. Left empty it
    names neither: who meant PostgreSQL would write into another database without a word."""
    default = f"sqlite:///{data_dir / 'portal.sqlite3'}"
    if not env.str("DATABASE_URL", default=default):
        raise stop("DATABASE_URL is empty: name a database, or leave it out for SQLite.")
    no_database = stop("DATABASE_URL names no database that the portal knows: sqlite or postgres.")
    if scheme(env, "DATABASE_URL", default) not in DATABASES:
        raise no_database
    try:
        found = dict(env.db("DATABASE_URL", default=default))
    except ValueError:  # a port or a host that is none
        raise no_database from None
    if not found["NAME"]:
        raise no_database
    return found


def redis_url(env: environ.Env) -> str:
    """The address of Redis, or nothing: then memory and the queue folder serve."""
    if scheme(env, "REDIS_URL", "redis:") not in BROKERS:
        raise stop("REDIS_URL is not an address such as redis://127.0.0.1:6379/0.")
    return env.str("REDIS_URL", default="")


def scheme(env: environ.Env, name: str, default: str) -> str:
    """What stands before the colon of an address."""
    return (env.str(name, default="") or default).partition(":")[0]


def email(env: environ.Env) -> dict[str, Any]:
    """Django's mail settings from `EMAIL_URL`; without it mail is written to the console."""
    try:
        return dict(env.email_url("EMAIL_URL", default="consolemail://"))
    except ImproperlyConfigured:
        raise stop("EMAIL_URL is not an address such as smtp+tls://user:word@host:587.") from None


def secret(env: environ.Env, name: str, what: str, *, debug: bool) -> str:
    """A secret of at least 32 characters and 12 different ones; weak ones pass only under DEBUG."""
    value = required(env, name, what)
    weak = len(value) < 32 or len(set(value)) < 12 or any(w in value.lower() for w in WEAK)
    if weak and not debug:
        raise stop(f"{name} is too weak: use at least 32 random characters.")
    return value


def field_keys(env: environ.Env) -> dict[str, bytes]:
    """`FIELD_KEYS=id:base64,id:base64`, newest first; each key is 32 bytes."""
    raw = required(env, "FIELD_KEYS", "the list of keys that personal fields are encrypted with")
    keys = {}
    for part in raw.split(","):
        key_id, _, encoded = part.strip().partition(":")
        keys[key_id] = decoded_key("FIELD_KEYS", encoded)
    return keys


def decoded_key(name: str, encoded: str) -> bytes:
    """32 bytes from URL-safe base64, or the end of the start."""
    try:
        key = base64.urlsafe_b64decode(encoded.encode())
    except (binascii.Error, ValueError):
        raise stop(f"{name} holds a key that is not base64.") from None
    if len(key) != KEY_BYTES:
        raise stop(f"{name} holds a key that is not {KEY_BYTES} bytes long.")
    return key


def rooms_off(profile: dict[str, Any]) -> frozenset[str]:
    """The rooms that the profile does not open; the ground and the residents are always there."""
    opened = profile.get("modules", {})
    return frozenset(name for name in profile_check.MODULES if opened.get(name) is not True)


def town(path: Path) -> dict[str, Any]:
    """The town's profile, read once at start."""
    if not path.is_file():
        raise stop(f"TOWN_PROFILE names {path.name}, and there is no such file.")
    try:
        profile = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise stop(f"TOWN_PROFILE cannot be read: {error}.") from None
    if said := profile_check.problems(profile):
        raise stop(f"TOWN_PROFILE, {path.name}: {'; '.join(said)}.")
    return profile
