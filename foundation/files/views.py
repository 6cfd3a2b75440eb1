"""Handing a file out. The room's own view finds it through its `visible_*` first."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404

from foundation.files.models import Attachment, AttachmentKind

log = logging.getLogger(__name__)
POLICY = "default-src 'none'; sandbox"


def answer(attachment: Attachment | None) -> FileResponse:
    """The file as a response: pictures are shown in place, anything else is only downloaded.

    Never stored by a browser or a proxy, never guessed to be another type, and without any right
    to run: a file is data. 404 where there is no file, and (with an error in the log) when the
    storage has lost it.
    """
    if attachment is None:
        raise Http404
    try:
        opened = attachment.file.open("rb")
    except FileNotFoundError:
        log.error("the file of attachment %s is missing", attachment.pk)
        raise Http404 from None
    shown = attachment.kind == AttachmentKind.IMAGE
    ending = str(attachment.file.name).rpartition(".")[2]
    response = FileResponse(
        opened,
        as_attachment=not shown,
        filename=f"{attachment.uuid}.{ending}",
        content_type=attachment.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
