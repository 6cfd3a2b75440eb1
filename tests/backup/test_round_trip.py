"""What goes into a backup comes out of it, on either database, column for column."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from foundation.accounts.models import User
from foundation.actor import person
from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import restore
from foundation.backup.archive import opened, rows_part
from foundation.files.models import Attachment, private_storage
from foundation.numbering.models import Counter
from foundation.record import actions as record
from foundation.record import apart, guards
from foundation.record.models import Entry
from foundation.seals.actions import seal_all
from foundation.seals.queries.checking import findings_of_all
from foundation.search import actions as search
from foundation.search.queries import matching
from tests.backup.conftest import OTHER
from tests.backup.planted import KEY, make_empty, plant
from tests.fixtures.told import Figure

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, PHOTO = "13800000000", b"\xff\xd8\xff not drawn anew" * 99


def keep(data: bytes, name: str) -> None:
    """A file with its row."""
    private_storage().save(name, ContentFile(data))
    digest = hashlib.sha256(data).hexdigest()
    Attachment.objects.create(kind="image", file=name, sha256=digest, size=len(data))


def told(path: Path) -> dict[str, Any]:
    """What a backup says of its rows and files."""
    with opened(path) as archive:
        return {name: archive.manifest[name] for name in ("rows", "parts", "last_numbers", "files")}


def test_there_and_back_by_way_of_the_other_database(
    tmp_path: Path, kept_files: Path, other: Any, figure: Figure
):
    plant()
    user = User.objects.create(username="clerk", phone=PHONE)
    keep(PHOTO, "ab/photo.jpg")
    with transaction.atomic():
        search.put("listing", "1", "老年食堂", address="/services/1/")
    last = Counter.objects.create(name="gone").pk
    Counter.objects.filter(pk=last).delete()
    first, second, third = (tmp_path / f"{n}.zip" for n in range(3))

    made = make_backup(first)
    assert (made.files, made.amiss) == (1, [Attachment.objects.get(pk=KEY).file.name])
    restore(first, using=OTHER)
    make_backup(second, using=OTHER)
    assert told(second) == told(first)
    assert [label for label, rows in told(first)["rows"].items() if not rows] == []

    make_empty(kept_files)
    restore(second)
    make_backup(third)
    assert told(third) == told(first)
    assert User.objects.get(pk=user.pk).phone == PHONE
    assert (kept_files / "ab/photo.jpg").read_bytes() == PHOTO
    assert [doc.title for doc in matching("食堂")] == ["老年食堂"]
    assert Counter.objects.create(name="next").pk > last
    assert guards.missing(connection) == apart.missing(connection) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(verb="x.y")
    rows, same = told(third)["rows"], told(third)["parts"] == told(first)["parts"]
    figure(
        f"{connection.vendor}, {other.vendor}, {connection.vendor}: {sum(rows.values())} rows of"
        f" {len(rows)} models, digests {'the same' if same else 'differ'}",
        bound="the same",
    )


def test_control_one_row_that_is_changed_on_the_way_is_seen(
    tmp_path: Path, other: Any, control: Callable[[str], None]
):
    User.objects.create(username="clerk")
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    make_backup(first)
    restore(first, using=OTHER)
    User.objects.using(OTHER).update(username="another")
    make_backup(second, using=OTHER)
    before, after = told(first)["parts"], told(second)["parts"]
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [rows_part("foundation.user")]
    control(f"one row changed on the way: {len(changed)} digest differs")


def test_a_sealed_record_is_found_as_sealed(
    tmp_path: Path, kept_files: Path, other: Any, settings: Any, capsys: Any
):
    settings.DATA_DIR = tmp_path  # of the heads that are kept beside the database
    for name in ("clerk", "𠮷"):
        with transaction.atomic():
            user = User.objects.create(username=name)
            record.note(person(user), "account.opened", user, values={"session_round": [0, 1.5]})
    assert seal_all() == 2
    make_backup(tmp_path / "a.zip")
    restore(tmp_path / "a.zip", using=OTHER)
    make_backup(tmp_path / "b.zip", using=OTHER)
    make_empty(kept_files)
    assert list(findings_of_all()) != []
    call_command("restore", tmp_path / "b.zip")
    assert list(findings_of_all()) == []
    assert "seals.json" not in capsys.readouterr().err


def test_a_restore_says_that_later_seals_are_kept_beside_it(
    tmp_path: Path, kept_files: Path, settings: Any, capsys: Any
):
    settings.DATA_DIR = tmp_path
    user = User.objects.create(username="clerk")
    make_backup(tmp_path / "a.zip")
    with transaction.atomic():
        record.note(person(user), "account.opened", user)
    seal_all()
    make_empty(kept_files)
    call_command("restore", tmp_path / "a.zip")
    assert str(tmp_path / "seals.json") in capsys.readouterr().err


def test_nothing_that_is_encrypted_stands_in_clear(tmp_path: Path):
    User.objects.create(username="clerk", phone=PHONE)
    make_backup(tmp_path / "a.zip")
    with opened(tmp_path / "a.zip") as archive:
        parts = [archive.package.read(name) for name in archive.package.namelist()]
    assert any(b"clerk" in part for part in parts)
    assert not [part for part in parts if PHONE.encode() in part]
    for key in (settings.SECRET_KEY.encode(), settings.INDEX_KEY, *settings.FIELD_KEYS.values()):
        for form in (key, base64.urlsafe_b64encode(key), key.hex().encode()):
            assert not [part for part in parts if form in part]
