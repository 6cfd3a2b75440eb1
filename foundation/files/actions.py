"""Keeping files. What holds when things go wrong:

- A row's file exists, whole and on disk, before the row can be committed: it is written beside its
  name, forced to disk and renamed (`storage`), and only then the row is made.
- A file without a row may be left behind. When the act fails with the process alive, `undo` removes
  it at once; after a crash, or when the database went away while it committed, `sweep` removes it
  once it is a day old. `sweep` asks the rows, so it never takes a file that one of them names.
- A row's file is never overwritten: its name is random and used once.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import undo
from foundation.actor import Actor
from foundation.files import content, office
from foundation.files.models import Attachment, AttachmentKind, private_storage
from foundation.files.unfit import Unfit
from foundation.refusals import Refused

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
BOTH = frozenset({AttachmentKind.IMAGE, AttachmentKind.PDF})
OFFICE = frozenset({AttachmentKind.XLSX, AttachmentKind.DOCX})
MADE = {
    AttachmentKind.PDF: ("application/pdf", b"%PDF-"),
    AttachmentKind.XLSX: (office.MEDIA[office.XLSX], office.ZIP),
    AttachmentKind.DOCX: (office.MEDIA[office.DOCX], office.ZIP),
}
AGE = timedelta(days=1)  # longer than any transaction
BATCH = 500


def keep(
    uploaded: Any,
    *,
    by: Actor,
    allowed: Collection[AttachmentKind] = BOTH,
    field: str | None = None,
) -> Attachment:
    """Keep an uploaded file (20 MB at most) inside the caller's act; the act notes what it is for.

    Its kind is found from its content; the name it came with is not read. Pictures are drawn anew,
    at most 2560 pixels long, without place or camera; PDFs stay as they are; Word and Excel files
    lose their properties (`files.office`). Raises `Refused` (for `field`) with a sentence for what
    it cannot take, RuntimeError outside a transaction.
    """
    inside_transaction()
    try:
        made = made_of(accepted(uploaded, allowed), allowed)
    except content.Unreadable:
        raise Refused(_("The file cannot be read. Open it once yourself."), field) from None
    except (content.TooManyPixels, MemoryError):
        raise Refused(_("The picture has too many pixels. Send a smaller one."), field) from None
    except Unfit as unfit:
        raise Refused(unfit.message, field) from None
    except Refused as refusal:
        raise Refused(refusal.message, field) from None
    return stored(made)


def accepted(uploaded: Any, allowed: Collection[AttachmentKind]) -> bytes:
    """The bytes of a file that is neither empty nor too large and is of an allowed kind."""
    uploaded.seek(0)
    data = uploaded.read(content.MOST_BYTES + 1)
    if not data:
        raise Refused(_("The file is empty."))
    if len(data) > content.MOST_BYTES:
        most = content.MOST_BYTES // MEGABYTE
        raise Refused(_("The file is larger than %(n)s MB.") % {"n": most})
    may_be_office = OFFICE & set(allowed) and office.looks_like(data)
    if not may_be_office and content.kind_of(data) not in allowed:
        raise Refused(wanted(allowed))
    return data


def made_of(data: bytes, allowed: Collection[AttachmentKind]) -> content.Content:
    """The file as it will be kept, by what it turns out to be."""
    if not office.looks_like(data):
        return content.cleaned(data)
    made = office.cleaned(data)
    if made.kind not in allowed:
        raise Refused(wanted(allowed))
    return made


def wanted(allowed: Collection[AttachmentKind]) -> str:
    """The sentence that says which files are taken."""
    sentences = {
        frozenset({AttachmentKind.IMAGE}): _(
            "Only photos can be added here: JPEG, PNG, GIF or WebP."
        ),
        frozenset({AttachmentKind.PDF}): _("Only PDF files can be added here."),
        BOTH: _("Only photos (JPEG, PNG, GIF or WebP) and PDF files can be added here."),
        frozenset({AttachmentKind.XLSX}): _("Only Excel files (.xlsx) can be added here."),
        frozenset({AttachmentKind.DOCX}): _("Only Word files (.docx) can be added here."),
        OFFICE: _("Only Word (.docx) and Excel (.xlsx) files can be added here."),
    }
    return sentences.get(frozenset(allowed), _("A file of this kind cannot be added here."))


def store_made(data: bytes, kind: AttachmentKind) -> Attachment:
    """Store a file that the portal itself has made (a job's report, a filled form), as it is.

    Inside the caller's transaction: its row is seen when that commits, and the file stands whole on
    disk before. Raises ValueError if the bytes are not of the kind, RuntimeError outside of one.
    """
    inside_transaction()
    media_type, start = MADE[kind]
    if not data.startswith(start):
        raise ValueError(f"what was made is not {kind}")
    return stored(content.Content(kind, media_type, str(kind), data))


def inside_transaction() -> None:
    """A file outside of a transaction would stay when what it belongs to fails."""
    if not connection.in_atomic_block:
        raise RuntimeError("a file is kept inside the transaction of what it belongs to")


def stored(made: content.Content) -> Attachment:
    """Write the file under a random name, then its row; the file goes again if the act fails."""
    random = secrets.token_hex(16)
    storage = private_storage()
    name = storage.save(f"{random[:2]}/{random}.{made.ending}", ContentFile(made.data))
    undo.on_error(lambda: storage.delete(name))
    return Attachment.objects.create(
        kind=made.kind,
        media_type=made.media_type,
        file=name,
        sha256=hashlib.sha256(made.data).hexdigest(),
        size=len(made.data),
    )


def drop(attachments: Iterable[Attachment]) -> None:
    """Remove files that nothing names any more, with their rows: the file itself once the caller's
    transaction has committed. What a crash leaves of it, `sweep` takes."""
    inside_transaction()
    storage, names = private_storage(), [str(one.file.name) for one in attachments]

    def remove() -> None:
        for name in names:
            storage.delete(name)

    Attachment.objects.filter(file__in=names).delete()
    transaction.on_commit(remove, robust=True)


def sweep(*, now: datetime | None = None) -> int:
    """Remove files that no row names and that are older than a day; returns how many.

    For the clock; also takes the `.part` files that a crash leaves.
    """
    storage, before = private_storage(), (now or timezone.now()) - AGE
    names = [n for n in files_in(storage) if is_older(storage, n, before)]
    gone = 0
    for i in range(0, len(names), BATCH):
        batch = names[i : i + BATCH]
        named = set(Attachment.objects.filter(file__in=batch).values_list("file", flat=True))
        for name in set(batch) - named:
            storage.delete(name)
            gone += 1
    if gone:
        log.info("swept %d files that belonged to nothing", gone)
    return gone


def is_older(storage: Storage, name: str, moment: datetime) -> bool:
    """Whether a file was last written before a moment; not so for one that has just gone."""
    try:
        return storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False


def files_in(storage: Storage) -> Iterator[str]:
    """Every file of the storage, by its name in it; none while the storage has no folder yet."""
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        for file in storage.listdir(folder)[1]:
            yield f"{folder}/{file}"
