"""What was sent, as whoever opens it reads it: Word, Excel and zip files unpacked."""

from __future__ import annotations

import io
import zipfile

ZIP = b"PK\x03\x04"


def legible(sent: bytes) -> str:
    """The text; of a package, of each part of it and of the parts of those, with their names."""
    if not sent.startswith(ZIP):
        return sent.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(sent)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    return "\n".join(f"{name}\n{legible(part)}" for name, part in parts)
