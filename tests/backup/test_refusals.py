"""What does not belong into the database is refused before anything is written."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import translation

from foundation.accounts.models import User
from foundation.backup.actions import inserting, restoring
from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import restore
from foundation.backup.archive import opened, rows_part, written
from foundation.files.models import Attachment, private_storage
from foundation.refusals import Refused
from tests.backup.planted import filled, make_empty

# Those that the database has no part in are shown on one.
pytestmark = pytest.mark.django_db(transaction=True)
KEY = b"another key of thirty-two bytes."


MADE: list[bytes] = []  # the archive is made once


def people_and_a_photo() -> None:
    """What the archive holds."""
    for name in ("clerk", "chair"):
        User.objects.create(username=name, phone="")
    private_storage().save("ab/photo.jpg", ContentFile(b"photo"))
    digest = hashlib.sha256(b"photo").hexdigest()
    Attachment.objects.create(kind="image", file="ab/photo.jpg", sha256=digest, size=5)


@pytest.fixture
def archive(tmp_path: Path, kept_files: Path) -> Path:
    """A backup of two accounts and a photo, for the empty database of the test."""
    path = tmp_path / "a.zip"
    if not MADE:
        people_and_a_photo()
        make_backup(path)
        MADE.append(path.read_bytes())
        make_empty(kept_files)
    path.write_bytes(MADE[0])
    return path


def refused(path: Path) -> str:
    """What is said in English of a restore that leaves the database as empty as it was."""
    with translation.override("en"), pytest.raises(Refused) as said:
        restore(path)
    assert filled() == []
    return said.value.message


def changed(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The archive with its manifest or its parts changed, and sealed anew."""
    with opened(path) as archive:
        manifest = archive.manifest
        parts = {name: archive.package.read(name) for name in manifest.pop("parts")}
    change(manifest, parts)
    other = path.with_name("b.zip")
    with written(other) as package:
        for name, data in parts.items():
            with package.part(name) as part:
                part.write(data)
        package.finish(manifest)
    return other


@pytest.mark.sqlite
def test_a_damaged_archive(archive: Path):
    data = archive.read_bytes()
    archive.write_bytes(data[:-1])
    assert refused(archive) == "This is no backup, or it is damaged or cut short."
    at = data.index(b"ab/photo.jpg")
    archive.write_bytes(data[:at] + b"Q" + data[at + 1 :])
    assert refused(archive) == "This backup is damaged: files.tar"


@pytest.mark.sqlite
def test_other_keys(archive: Path, settings: Any):
    field_keys, index_key = settings.FIELD_KEYS, settings.INDEX_KEY
    settings.FIELD_KEYS, settings.INDEX_KEY = {"t1": KEY}, KEY
    assert "FIELD_KEYS t1, INDEX_KEY." in refused(archive)
    settings.FIELD_KEYS, settings.INDEX_KEY = {"t2": KEY, **field_keys}, index_key
    settings.SECRET_KEY = "x" * 50
    assert restore(archive).other_secret, "a newer key, beside the old one, is all right"


@pytest.mark.sqlite
def test_a_database_in_which_anything_stands(archive: Path):
    restore(archive)
    with translation.override("en"), pytest.raises(Refused, match="not empty.*foundation.user"):
        restore(archive)


@pytest.mark.sqlite
@pytest.mark.parametrize("newer", [True, False])
def test_another_release(archive: Path, newer: bool):
    def change(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        names = manifest["migrations"]["residents"]
        names.append("9999_planted") if newer else names.pop()

    said = refused(changed(archive, change))
    if newer:
        assert said.endswith("update first (here lacks residents.9999_planted).")
    else:
        assert said.endswith("give it a database without tables.")


@pytest.mark.sqlite
def test_a_form_of_later_days(archive: Path):
    said = refused(changed(archive, lambda manifest, parts: manifest.update(format=2)))
    assert said == "This is a backup of a form that this release does not know."


def test_rows_that_the_database_does_not_take(archive: Path):
    """Sealed by whoever changed it, so that only the database can tell."""

    def change(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        users = parts[rows_part("foundation.user")].splitlines(keepends=True)
        parts[rows_part("foundation.user")] = b"".join([*users, users[-1]])

    assert "rows of foundation.user do not go in: " in refused(changed(archive, change))


def test_a_row_that_names_what_is_not_there(archive: Path):
    def change(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        head = parts[rows_part("foundation.reading")]
        row = dict.fromkeys(json.loads(head), "") | {"id": 1, "reader_id": 99, "holding": None}
        row["at"] = "2026-02-01T00:00:00+00:00"
        parts[rows_part("foundation.reading")] += json.dumps(list(row.values())).encode()

    said = refused(changed(archive, change))
    assert said.startswith("A row points at one that is not there: ")
    assert "foundation_reading" in said


@pytest.mark.sqlite
def test_what_stands_otherwise_than_it_was_saved(archive: Path, monkeypatch: Any):
    """As of a database that cuts what it is given; control: without reading back, it is kept."""
    real = inserting.meant

    def cut(field: Any, value: Any, connection: Any) -> Any:
        return real(field, value[:3] if field.name == "username" else value, connection)

    monkeypatch.setattr(inserting, "meant", cut)
    assert "not what was saved: foundation.user." in refused(archive)
    monkeypatch.setattr(restoring, "refuse_difference", lambda *_: None)
    restore(archive)
    assert set(User.objects.values_list("username", flat=True)) == {"cle", "cha"}


@pytest.mark.sqlite
def test_another_file_in_the_place_of_one(archive: Path, kept_files: Path):
    restore(archive)  # the same file is there already
    User.objects.all().delete()
    Attachment.objects.all().delete()
    (kept_files / "ab/photo.jpg").write_bytes(b"other")
    assert refused(archive) == "Another file stands in the place of ab/photo.jpg."


@pytest.mark.sqlite
def test_a_file_that_is_gone_or_damaged_is_said_and_the_rest_kept(archive: Path, kept_files: Path):
    people_and_a_photo()
    (kept_files / "ab/photo.jpg").write_bytes(b"Photo")
    said = io.StringIO()
    with translation.override("en"), pytest.raises(CommandError, match="damaged: ab/photo.jpg"):
        call_command("backup", archive.with_name("c.zip"), stdout=said)
    assert "foundation.user: 2" in said.getvalue()
    with opened(archive.with_name("c.zip")) as package:
        assert package.manifest["files"] == {"number": 1, "amiss": ["ab/photo.jpg"]}
