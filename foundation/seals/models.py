"""Seals: for each sealed row its digest, tied to the seal before."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """One row sealed. Append-only (`guards`), and one chain only: a number, a previous seal and a
    row each stand once in a chain, so that of two sealers at once one is refused.

    `digest` is salted and covers the row's content, `seal` covers the digest and `previous`
    (`foundation.seals.spelling`). Digests, never values.
    """

    chain = models.CharField(max_length=20)
    number = models.BigIntegerField()
    subject = models.BigIntegerField()
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(name="seal_number_once", fields=["chain", "number"]),
            models.UniqueConstraint(name="seal_previous_once", fields=["chain", "previous"]),
            models.UniqueConstraint(name="seal_subject_once", fields=["chain", "subject"]),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"
