"""The counts behind the filters of the services, kept by the acts that change them.

Nothing here is the truth of anything: it follows from the listings and is written anew from them.
"""

from __future__ import annotations

from django.db import models

from services.models.listing import Listing


class CountStep(models.Model):
    """How a count (see `services.steps`) changes at a minute of a day, in a place or everywhere.

    The row without a name, place and minute is the day's own: the format of the steps where every
    service is counted on that day, else 0. Whoever changes a day writes it first, so that nobody
    waits for each other in a ring.
    """

    day = models.DateField()
    name = models.CharField(max_length=60, blank=True)
    place = models.PositiveBigIntegerField()
    minute = models.PositiveSmallIntegerField()
    change = models.IntegerField()

    class Meta:
        ordering = ["day", "name", "place", "minute"]
        constraints = [
            models.UniqueConstraint(
                name="count_step_once", fields=["day", "name", "place", "minute"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name} {self.minute}: {self.change}"


class Counted(models.Model):
    """As what a listing is counted now: with this its steps are taken back."""

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="+")
    said = models.JSONField()

    def __str__(self) -> str:
        return str(self.listing_id)
