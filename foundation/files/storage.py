"""A folder in which a file is whole or is not there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

PART = ".part"


def flush_folder(folder: Path) -> None:
    """Have the folder's new names on disk before anybody is told of them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class WholeFileStorage(FileSystemStorage):
    """Writes beside the final name, forces it to disk, then renames: a crash or a full disk leaves
    at most a `.part`, which the sweep removes. Only the portal's own user may read the files.
    """

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(suffix=PART, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.replace(part, path)
        except BaseException:
            os.unlink(part)
            raise
        flush_folder(path.parent)
        return name
