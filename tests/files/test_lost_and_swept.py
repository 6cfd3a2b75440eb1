"""Files and rows stay together, whatever fails between them."""

import os
from datetime import timedelta
from errno import ENOSPC

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.utils import timezone

from foundation.actor import visitor
from foundation.files import actions
from foundation.files.models import Attachment, private_storage
from foundation.record.actions import action
from foundation.refusals import Refused
from tests.factories.uploads import make_image, upload


@pytest.fixture(autouse=True)
def empty_storage():
    storage = private_storage()
    for name in list(actions.files_in(storage)):
        storage.delete(name)


def files():
    return list(actions.files_in(private_storage()))


@action("tests.keep")
def keep_and(then, *, by):
    """Keep a photo, then do what the test asks for."""
    attachment = actions.keep(upload(make_image()), by=by)
    if then is not None:
        raise then
    return attachment


@action("tests.keep_two")
def keep_two(inner, *, by):
    """An act within an act, the inner one perhaps refused and caught."""
    actions.keep(upload(make_image()), by=by)
    try:
        keep_and(inner, by=by)
    except Refused:
        return


@pytest.mark.django_db(transaction=True)
class TestActs:
    def test_a_done_act_keeps_row_and_file(self):
        attachment = keep_and(None, by=visitor())
        assert files() == [attachment.file.name]

    def test_a_failed_act_leaves_neither(self):
        with pytest.raises(Refused):
            keep_and(Refused("no"), by=visitor())
        assert (files(), Attachment.objects.count()) == ([], 0)

    def test_an_inner_act_that_was_refused_takes_only_its_own_away(self):
        keep_two(Refused("no"), by=visitor())
        assert files() == [Attachment.objects.get().file.name]

    def test_an_outer_act_that_fails_takes_the_inner_ones_away(self):
        @action("tests.outer")
        def outer(*, by):
            keep_and(None, by=by)
            raise Refused("no")

        with pytest.raises(Refused):
            outer(by=visitor())
        assert (files(), Attachment.objects.count()) == ([], 0)

    def test_nothing_is_removed_when_nobody_knows_whether_it_was_committed(self):
        with pytest.raises(OperationalError):
            keep_and(OperationalError("the server went away"), by=visitor())
        assert len(files()) == 1
        assert actions.sweep(now=timezone.now() + timedelta(days=2)) == 1
        assert files() == []


@pytest.mark.django_db
class TestSweep:
    def test_it_takes_old_files_of_nobody_and_no_others(self):
        kept = actions.keep(upload(make_image()), by=visitor())
        private_storage().save("ab/lost.jpg", ContentFile(b"x"))
        with open(private_storage().path("ab/tmp123.part"), "wb"):
            pass
        assert actions.sweep() == 0
        assert actions.sweep(now=timezone.now() + timedelta(hours=25)) == 2
        assert files() == [kept.file.name]
        with kept.file.open() as file:
            assert file.read()


def test_a_full_disk_leaves_no_part(monkeypatch):
    def full(handle):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        private_storage().save("ab/x.jpg", ContentFile(b"x"))
    assert files() == []


def test_a_file_is_only_its_owners_to_read():
    name = private_storage().save("ab/x.jpg", ContentFile(b"x"))
    assert os.stat(private_storage().path(name)).st_mode & 0o077 == 0
