"""Read the settings' environment: plain values in, checked values out, one clear sentence if not.

Every variable that the portal knows is listed in `docs/architecture.md`. A value in the process
environment wins over the same name in `DATA_DIR/env`.
"""

from __future__ import annotations

import base64
import binascii
import os
import tomllib
from pathlib import Path
from typing import Any

import environ

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


def town(path: Path) -> dict[str, Any]:
    """The town's profile, read once at start."""
    if not path.is_file():
        raise stop(f"TOWN_PROFILE names {path.name}, and there is no such file.")
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise stop(f"TOWN_PROFILE cannot be read: {error}.") from None
