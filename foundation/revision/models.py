"""Rows that people edit by hand, perhaps two at once."""

from __future__ import annotations

from django.db import models


class Revised(models.Model):
    """Counts its changes: a form carries the revision it was opened with, see `update_revised`."""

    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
