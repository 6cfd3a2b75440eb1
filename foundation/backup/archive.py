"""The file of a backup: an ordinary zip whose last bytes are the digest of all before them.

A model's rows are a part, `rows/<label>.jsonl`; the files that rows name are one part, a tar, so
that a town with a hundred thousand of them has no longer table of contents than one with ten;
`manifest.json` comes last and has the digest of every other part. Nothing is held in memory, and
nothing stands under the file's name before all of it is on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from foundation.files.storage import PART, flush_folder

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files.tar"
SEAL = hashlib.sha256().digest_size * 2  # hexadecimal, as the comment of the zip
CHUNK = 1 << 20


def rows_part(label: str) -> str:
    """The part that holds the rows of a model."""
    return f"rows/{label}.jsonl"


class Damaged(Exception):
    """The file is not what a backup wrote; `parts` names what of it is not, if one sees."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


class Sealing:
    """Passes bytes on to a file, with the digest of all but the last `SEAL` of them."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.last = file, hashlib.sha256(), b""

    def write(self, data: bytes) -> int:
        """As a file's; a zip asks for no more where it cannot go back."""
        held = self.last + data
        self.digest.update(held[:-SEAL])
        self.last = held[-SEAL:]
        return self.file.write(data)

    def flush(self) -> None:
        """As a file's."""
        self.file.flush()


class Part:
    """A part being written, with its digest and the bytes so far."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.digest, self.size = out, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Add to it."""
        self.out.write(data)
        self.digest.update(data)
        self.size += len(data)

    def add_file(self, name: str, size: int, source: IO[bytes]) -> str:
        """Add a file of `size` bytes to a tar; its digest. Raises OSError if it is shorter."""
        head = tarfile.TarInfo(name)
        head.size = size
        self.write(head.tobuf(tarfile.PAX_FORMAT))
        digest, left = hashlib.sha256(), size
        while left:
            data = source.read(min(CHUNK, left))
            if not data:
                raise OSError(f"{name} ended {left} bytes early")
            self.write(data)
            digest.update(data)
            left -= len(data)
        self.write(bytes(-size % tarfile.BLOCKSIZE))
        return digest.hexdigest()

    def end_of_files(self) -> None:
        """What a tar ends with."""
        self.write(bytes(2 * tarfile.BLOCKSIZE))


class Writer:
    """The parts of an archive, one after the other."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package, self.digests = package, dict[str, str]()

    @contextmanager
    def part(self, name: str, *, packed: bool = True) -> Iterator[Part]:
        """A part of this name; pictures and papers are packed already and gain nothing."""
        info = zipfile.ZipInfo(name)  # of no date: the same rows make the same bytes
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self.package.open(info, "w", force_zip64=True) as out:
            part = Part(out)
            yield part
        self.digests[name] = part.digest.hexdigest()

    def finish(self, manifest: dict[str, Any]) -> None:
        """The last part: what the archive holds, with the digest of each part before."""
        with self.part(MANIFEST) as part:
            told = {**manifest, "parts": self.digests.copy()}
            part.write(json.dumps(told, indent=1, ensure_ascii=False).encode())


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """An archive under a name that is free, for its owner's eyes only. A kill on the way leaves at
    most `<name>.<random>.part`, and an error not even that. Raises FileExistsError."""
    if path.exists():
        raise FileExistsError(path)
    handle, half = tempfile.mkstemp(prefix=f"{path.name}.", suffix=PART, dir=path.parent)
    with open(handle, "wb") as file:
        try:
            sealing = Sealing(file)
            # It cannot go back in it (no `seek`), so every byte passes once, in order.
            with zipfile.ZipFile(sealing, "w") as package:  # type: ignore[call-overload]
                package.comment = b"0" * SEAL
                yield Writer(package)
            file.seek(-SEAL, os.SEEK_END)
            file.write(sealing.digest.hexdigest().encode())
            file.flush()
            os.fsync(file.fileno())
            os.replace(half, path)
        except BaseException:
            os.unlink(half)
            raise
    flush_folder(path.parent)


class Archive:
    """A whole archive, open for reading; see `opened`."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.manifest: dict[str, Any] = json.loads(package.read(MANIFEST))

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a part."""
        with self.package.open(name) as part:
            yield from part

    def files(self) -> Iterator[tuple[str, Any]]:
        """Each file's name, and the file to be read before the next one is asked for."""
        with self.package.open(FILES) as part, tarfile.open(fileobj=part, mode="r|") as tar:
            while (info := tar.next()) is not None:
                source = tar.extractfile(info)
                if source is not None:
                    yield info.name, source
                tar.members.clear()  # type: ignore[attr-defined]  # else it remembers them all


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive, after all of it has been read once and found whole. Raises `Damaged`."""
    if not whole(path):
        raise Damaged(damage(path))
    with zipfile.ZipFile(path) as package:
        yield Archive(package)


def whole(path: Path) -> bool:
    """Whether the file ends with the digest of all before."""
    digest, left = hashlib.sha256(), path.stat().st_size - SEAL
    with path.open("rb") as file:
        while left > 0:
            data = file.read(min(CHUNK, left))
            digest.update(data)
            left -= len(data)
        return file.read() == digest.hexdigest().encode()


def damage(path: Path) -> list[str]:
    """The parts of a damaged archive that cannot be read or are not what the manifest says; none
    where the damage is in the table of contents, or there is none because the end is missing."""
    try:
        with zipfile.ZipFile(path) as package:
            told = json.loads(package.read(MANIFEST))["parts"]
            return [name for name in told if digest_of(package, name) != told[name]]
    except Exception:  # noqa: BLE001 - as below: of such a file nothing can be named
        return []


def digest_of(package: zipfile.ZipFile, name: str) -> str:
    """The digest of a part as it stands; nothing where it cannot be read."""
    try:
        with package.open(name) as part:
            return hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 - a flipped bit may raise anything; the part is named
        return ""
