"""What the settings of a new installation at an https address make of every answer."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from gaoqiao import keys
from tests.processes import database_environment

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
LOG_IN, NOWHERE = "/accounts/login/", "/nowhere/at/all/"
A_YEAR = 365 * 24 * 3600


@pytest.fixture(scope="module")
def answered(tmp_path_factory, django_db_setup):
    """The answers of a process whose DEBUG nobody has set."""
    good = keys.first_settings("https://localhost", "profiles/gaoqiao/profile.toml")
    data = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path_factory.mktemp("tls"))}
    command = [sys.executable, "-m", "tests.start.tls", LOG_IN, NOWHERE]
    done = subprocess.run(
        command,
        env=data | good | database_environment(),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_browsers_are_told_to_come_by_tls_for_a_year(answered):
    told = answered[f"https {LOG_IN}"]["headers"]["Strict-Transport-Security"]
    assert int(told.partition("max-age=")[2].partition(";")[0]) >= A_YEAR


def test_who_comes_in_the_clear_is_sent_to_tls(answered):
    for address in (LOG_IN, NOWHERE):
        answer = answered[f"http {address}"]
        assert (answer["status"], answer["cookies"]) == (301, {})
        assert answer["headers"]["Location"] == f"https://localhost{address}"


def test_cookies_are_bound_to_tls_and_to_the_host(answered):
    cookies = answered[f"https {LOG_IN}"]["cookies"]
    assert "__Host-csrf" in cookies
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_debug_is_off_unless_somebody_switches_it_on(answered):
    answer = answered[f"https {NOWHERE}"]
    assert answer["status"] == 404
    assert "gaoqiao.urls" not in answer["page"]
    assert "DEBUG" not in answer["page"]
