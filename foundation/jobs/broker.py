"""The queue in a folder, for a town without Redis: a message is whole or is not there.

Celery's own transport writes a message under its last name at once. A reader that comes in between,
or after the writer was killed, finds an empty file and its worker ends with an error.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

PART = ".part"


class Channel(filesystem.Channel):
    """Writes beside the last name, then renames; readers look for names that end in `.msg`."""

    # Two of Kombu's own channels name the message otherwise; it is called by position.
    def _put(self, queue: str, payload: Any, **_more: Any) -> None:  # type: ignore[override]
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        path = Path(self.data_folder_out, name)
        part = path.with_name(name + PART)
        part.write_bytes(str_to_bytes(dumps(payload)))
        os.replace(part, path)


class Transport(filesystem.Transport):
    """Celery's, with our channel."""

    Channel = Channel
