"""One effect for a request that may be sent twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.receipts.models import Receipt
from foundation.refusals import Refused

Row = TypeVar("Row", bound=models.Model)
KEY = re.compile(r"[0-9a-f]{32}")
# A key comes from a page, and the oldest page that can still be sent is a user's draft of 30 days
# (`foundation.drafts`), perhaps from a phone that was offline for a week: a receipt outlives both.
KEPT = timedelta(days=90)


def once(client_key: str, model: type[Row], make: Callable[[], Row]) -> tuple[Row, bool]:
    """What `make` made, and whether it was made now: the same key again gives the same row.

    `client_key` is 128 random bits in hex (a UUID with dashes will do), made with the page and
    sent with it; an empty one promises nothing. Requests at the same moment wait for the first;
    if that rolls back, the next one makes it. Whoever holds the key gets the row, so it is never
    shown, logged or put in an address. Raises `Refused` for a malformed key or one that was used
    for something else.
    """
    key = client_key.replace("-", "").lower()
    if not key:
        return make(), True
    if not KEY.fullmatch(key):
        raise Refused(_("This page is out of date: please open it again."))
    with transaction.atomic():
        try:
            with transaction.atomic():
                receipt = Receipt.objects.create(
                    client_key=key, subject_label=model._meta.label_lower, subject_key=""
                )
        except IntegrityError:
            return _made_before(key, model), False
        made = make()
        receipt.subject_key = str(made.pk)
        receipt.save(update_fields=["subject_key"])
        return made, True


def _made_before(key: str, model: type[Row]) -> Row:
    receipt = Receipt.objects.get(client_key=key)
    if receipt.subject_label != model._meta.label_lower:
        raise Refused(_("This page is out of date: please open it again."))
    return model._base_manager.get(pk=receipt.subject_key)


def purge(*, now: datetime | None = None) -> int:
    """Delete the receipts of requests that nobody can repeat any more; returns how many."""
    before = (now or timezone.now()) - KEPT
    return Receipt.objects.filter(created_at__lt=before).delete()[0]
