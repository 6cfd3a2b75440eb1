"""The file of a backup: whole or not there, and whatever happens to it afterwards is seen."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from foundation.backup.archive import FILES, MANIFEST, Damaged, opened, written

ROWS = b'["id","name"]\n' + b"".join(b'[%d,"name"]\n' % n for n in range(2000))
PARTS = {"rows/a.jsonl": ROWS, "rows/b.jsonl": ROWS[:99]}
PHOTO = bytes(range(256)) * 9


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two tables and a file."""
    path = tmp_path / "a.zip"
    with written(path) as package:
        for name, data in PARTS.items():
            with package.part(name) as part:
                part.write(data)
        with package.part(FILES, packed=False) as part:
            part.add_file("ab/字.jpg", len(PHOTO), io.BytesIO(PHOTO))
            part.end_of_files()
        package.finish({"format": 1})
    return path


def test_what_was_written_is_read(archive: Path):
    with opened(archive) as package:
        assert [b"".join(package.lines(name)) for name in PARTS] == list(PARTS.values())
        assert [(name, file.read()) for name, file in package.files()] == [("ab/字.jpg", PHOTO)]
    assert archive.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in archive.parent.iterdir()] == ["a.zip"]


def test_any_program_opens_it(archive: Path):
    with zipfile.ZipFile(archive) as package:
        assert package.testzip() is None
        assert package.namelist() == [*PARTS, FILES, MANIFEST]


def test_every_flipped_bit_is_seen(archive: Path):
    data, chance = bytearray(archive.read_bytes()), random.Random(4)
    for at in [0, len(data) - 1, *(chance.randrange(len(data)) for _ in range(60))]:
        flip = 1 << chance.randrange(8)
        data[at] ^= flip
        archive.write_bytes(data)
        with pytest.raises(Damaged), opened(archive):
            pass
        data[at] ^= flip
    archive.write_bytes(data)
    with opened(archive):
        pass


@pytest.mark.parametrize("name", [*PARTS, FILES])
def test_the_damaged_part_is_named(archive: Path, name: str):
    with zipfile.ZipFile(archive) as package:
        info = package.getinfo(name)
    data = bytearray(archive.read_bytes())
    data[info.header_offset + 30 + len(name) + len(info.extra) + 40] ^= 1
    archive.write_bytes(data)
    with pytest.raises(Damaged) as found, opened(archive):
        pass
    assert found.value.parts == [name]


@pytest.mark.parametrize("kept", [0, 1, 63, 64, 0.5, 0.99, -1])
def test_a_cut_archive_is_none(archive: Path, kept: float):
    data = archive.read_bytes()
    archive.write_bytes(data[: int(kept * len(data)) if 0 < kept < 1 else int(kept)])
    with pytest.raises(Damaged), opened(archive):
        pass


def test_an_error_on_the_way_leaves_nothing(tmp_path: Path):
    with (
        pytest.raises(OSError, match="3 bytes early"),
        written(tmp_path / "a.zip") as package,
        package.part(FILES, packed=False) as part,
    ):
        part.add_file("x", 6, io.BytesIO(b"abc"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_that_name_stays(archive: Path):
    before = archive.read_bytes()
    with pytest.raises(FileExistsError), written(archive):
        pass
    assert archive.read_bytes() == before
