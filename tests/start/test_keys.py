"""The keys of an installation: random, strong, and read back as written."""

import base64

import pytest

from gaoqiao import keys, start

PROFILE = "profiles/gaoqiao/profile.toml"


def test_two_installations_share_no_secret():
    one = keys.first_settings("http://127.0.0.1:8000", PROFILE)
    other = keys.first_settings("http://127.0.0.1:8000", PROFILE)
    for name in ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "DEMO_PASSWORD"):
        assert one[name] != other[name]


def test_the_file_is_read_back_as_it_was_written():
    stored = keys.first_settings("http://127.0.0.1:8123", PROFILE)
    assert keys.from_lines(keys.as_lines(stored)) == stored


def test_a_key_is_32_bytes_and_a_password_can_be_read_out():
    assert len(base64.urlsafe_b64decode(keys.key())) == 32
    assert set(keys.password()) <= set(keys.READABLE + "-")
    assert len(keys.password()) == 14


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({}, PROFILE),
        ({"TOWN_PROFILE": "profiles/hengjie/profile.toml", "DEMO_PASSWORD": ""}, None),
    ],
    ids=["nothing", "another town without the demo"],
)
def test_what_the_first_start_is_told_stays(told, kept, tmp_path, monkeypatch):
    for name in keys.CHOSEN:
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    first = start.settings_of(tmp_path, 8123)
    for name in told:
        monkeypatch.delenv(name)
    assert start.settings_of(tmp_path, 8123) == first
    assert first["TOWN_PROFILE"] == (kept or told["TOWN_PROFILE"])
    assert bool(first["DEMO_PASSWORD"]) is bool(kept)
