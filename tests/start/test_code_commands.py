"""Commands that only read and write code need no installation; all others ask for one."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite  # a process of its own, which never reaches a database


def manage(data_dir, *words):
    """`manage.py` in a shell that knows nothing of a portal."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "words", [["makemigrations", "--check", "--dry-run"], ["messages", "--check"]]
)
def test_code_is_read_without_an_installation_and_nothing_is_left_behind(tmp_path, words):
    done = manage(tmp_path / "data", *words)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", [["check"], ["migrate", "--check"]])
def test_what_serves_or_writes_asks_for_one(tmp_path, words):
    done = manage(tmp_path / "data", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == ["SECRET_KEY is not set: it is the key that signs sessions."]
