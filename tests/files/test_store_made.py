"""Files that a job has made: whole, and with the row that belongs to the job's transaction."""

import hashlib
import io

import pytest
from django.db import transaction

from foundation.actor import visitor
from foundation.files import actions, office
from foundation.files.models import Attachment, AttachmentKind, private_storage
from foundation.record.actions import action
from foundation.refusals import Refused
from foundation.sheets.workbook import Column, Sheet, write
from tests.factories.office import make_docx
from tests.factories.uploads import make_pdf


def workbook():
    out = io.BytesIO()
    write(out, [Sheet("s", [Column("a")], [["=1"]])])
    return out.getvalue()


MADE = [
    (AttachmentKind.XLSX, workbook(), office.MEDIA["xlsx"]),
    (AttachmentKind.DOCX, make_docx("x"), office.MEDIA["docx"]),
    (AttachmentKind.PDF, make_pdf(), "application/pdf"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "data", "media"), MADE, ids=[kind for kind, *_ in MADE])
def test_what_was_made_is_stored_as_it_is(kind, data, media):
    stored = actions.store_made(data, kind)
    with stored.file.open("rb") as file:
        assert file.read() == data
    assert (stored.kind, stored.media_type, stored.size) == (kind, media, len(data))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.file.name.endswith(f".{kind}")


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", b"PK", make_pdf()])
def test_what_is_not_of_its_kind_is_an_error(data):
    with pytest.raises(ValueError, match="xlsx"):
        actions.store_made(data, AttachmentKind.XLSX)
    assert not Attachment.objects.exists()


@action("tests.finish")
def finish(then, *, by):
    """Store what was made, then end as the test asks for."""
    stored = actions.store_made(workbook(), AttachmentKind.XLSX)
    if then is not None:
        raise then
    return stored


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_the_transaction_that_it_is_made_for():
    before = set(actions.files_in(private_storage()))
    with pytest.raises(RuntimeError, match="transaction"):
        actions.store_made(workbook(), AttachmentKind.XLSX)
    with pytest.raises(Refused):
        finish(Refused("the lease went"), by=visitor())
    assert set(actions.files_in(private_storage())) == before
    assert not Attachment.objects.exists()
    stored = finish(None, by=visitor())
    with transaction.atomic():
        assert Attachment.objects.get() == stored
    assert set(actions.files_in(private_storage())) == before | {stored.file.name}
