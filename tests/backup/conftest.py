"""A folder for files of the test's own, and a second database beside the test's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from foundation.files.models import Attachment, private_storage
from tests import migrated

OTHER = "other"


@pytest.fixture(autouse=True)
def kept_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's files lie, for the rows and for who asks the storage by name."""
    folder = tmp_path / "private"
    for storage in (private_storage(), Attachment._meta.get_field("file").storage):
        monkeypatch.setitem(vars(storage), "location", str(folder))
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Any]:
    """An empty SQLite database, in either round: what a town grows out of."""
    file = tmp_path / "other.sqlite3"
    file.write_bytes(migrated.sqlite_file().read_bytes())
    options = {"init_command": "PRAGMA synchronous=OFF; PRAGMA recursive_triggers=ON;"}
    options |= {"transaction_mode": "IMMEDIATE", "timeout": 20}
    told = {**connection.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    connections.databases[OTHER] = {**told, "OPTIONS": options, "CONN_HEALTH_CHECKS": False}
    connections[OTHER].connect()  # else a test may ask for its own database only
    yield connections[OTHER]
    connections[OTHER].close()
    del connections[OTHER]
    del connections.databases[OTHER]
