"""A folder of its own for each test of files: other workers keep theirs meanwhile."""

import pytest

from foundation.files.models import Attachment, private_storage


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The same for the storage that rows read from and for the one that is asked by name."""
    for storage in (private_storage(), Attachment._meta.get_field("file").storage):
        monkeypatch.setitem(vars(storage), "location", str(tmp_path / "private"))
