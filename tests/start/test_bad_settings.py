"""With DEBUG off, a missing or weak setting stops the start with one clear sentence."""

import base64
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings

from gaoqiao import keys

pytestmark = pytest.mark.sqlite  # a process of its own, which never reaches a database

PROFILE = "profiles/gaoqiao/profile.toml"
SHORT_KEY = base64.urlsafe_b64encode(b"short").decode()
BAD = [
    ("SECRET_KEY", "", "SECRET_KEY is not set"),
    ("SECRET_KEY", "short-but-Random-9", "SECRET_KEY is too weak"),
    ("SECRET_KEY", "a" * 64, "SECRET_KEY is too weak"),
    ("SECRET_KEY", "django-insecure-0123456789-abcdefghijklmnop", "SECRET_KEY is too weak"),
    ("FIELD_KEYS", "", "FIELD_KEYS is not set"),
    ("FIELD_KEYS", "k1:no base64!", "FIELD_KEYS holds a key"),
    ("FIELD_KEYS", f"k1:{SHORT_KEY}", "FIELD_KEYS holds a key that is not 32 bytes"),
    ("INDEX_KEY", "", "INDEX_KEY is not set"),
    ("INDEX_KEY", SHORT_KEY, "INDEX_KEY holds a key that is not 32 bytes"),
    ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is not set"),
    ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is too weak"),
    ("SITE_URL", "portal", "SITE_URL is not an address"),
    ("SMS_URL", "gateway", "SMS_URL is not an address"),
    ("TOWN_PROFILE", "", "TOWN_PROFILE is not set"),
    ("TOWN_PROFILE", "profiles/nowhere/profile.toml", "there is no such file"),
    ("TOWN_PROFILE", "Makefile", "TOWN_PROFILE cannot be read"),
    ("DATABASE_URL", "mysql://a/b", "DATABASE_URL names no database"),
    ("DATABASE_URL", "nonsense", "DATABASE_URL names no database"),
    ("DATABASE_URL", "", "DATABASE_URL is empty"),
    ("DATABASE_URL", "postgres://", "DATABASE_URL names no database"),
    ("DATABASE_URL", "postgres://a:b@c:port/d", "DATABASE_URL names no database"),
    ("REDIS_URL", "http://127.0.0.1/", "REDIS_URL is not an address"),
    ("EMAIL_URL", "nonsense", "EMAIL_URL is not an address"),
    ("DEBUG", "perhaps", "DEBUG is neither on nor off"),
    ("PROXIES", "-1", "PROXIES is not a number"),
    ("BACKUPS_KEPT", "all", "BACKUPS_KEPT is not a number"),
]


def ends(environments):
    """How fresh processes end that read the settings, each in one of these environments."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.start.settings_read"],
        input=json.dumps(environments),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return [SimpleNamespace(returncode=code, stderr=said) for code, said in json.loads(done.stdout)]


def environment(folder, *, good=None, **changed):
    """The settings of a new installation, changed."""
    if good is None:
        good = keys.first_settings("http://127.0.0.1:8000", PROFILE)
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)} | good | changed


def start(tmp_path, **changed):
    """What a fresh process says that reads such settings."""
    (end,) = ends([environment(tmp_path, **changed)])
    return end


@pytest.fixture(scope="module")
def bad_starts(tmp_path_factory):
    """What is said to each bad value, by (name, value)."""
    folder, bad = tmp_path_factory.mktemp("data"), [(name, value) for name, value, _ in BAD]
    found = ends([environment(folder, **{name: value}) for name, value in bad])
    return dict(zip(bad, found, strict=True))


@pytest.mark.parametrize(("name", "value", "sentence"), BAD)
def test_a_bad_setting_stops_the_start_with_one_sentence(bad_starts, name, value, sentence):
    done = bad_starts[name, value]
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stderr.strip().endswith(".")
    if value and name in ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY"):
        assert value not in done.stderr


def test_the_first_settings_of_an_installation_pass(tmp_path):
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_weak_key_passes_only_under_debug(tmp_path):
    assert start(tmp_path, SECRET_KEY="short", DEBUG="1").returncode == 0


def test_the_file_of_the_installation_is_read_and_the_environment_wins(tmp_path):
    stored = keys.first_settings("http://127.0.0.1:8000", PROFILE)
    (tmp_path / "env").write_text(keys.as_lines(stored))
    assert start(tmp_path, good={}).returncode == 0
    assert "SECRET_KEY is too weak" in start(tmp_path, good={}, SECRET_KEY="short").stderr
