"""Opening hours: the rules, the exceptions, and what follows from both for the coming days."""

from __future__ import annotations

from django.db import models

from services.hours import DAY_MINUTES
from services.models.listing import Listing

FORWARD = models.Q(start__gte=0, start__lt=models.F("end"), end__lte=DAY_MINUTES)


class HoursRule(models.Model):
    """Open from minute to minute on some sorts of days (a mask, see `services.hours`)."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="rules")
    sorts = models.PositiveSmallIntegerField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["listing", "since", "start"]
        constraints = [
            models.CheckConstraint(name="hours_rule_forward", condition=FORWARD),
            models.CheckConstraint(
                name="hours_rule_sorts", condition=models.Q(sorts__gte=1, sorts__lt=512)
            ),
            models.CheckConstraint(
                name="hours_rule_range",
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gt=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sorts}: {self.start}-{self.end}"


class HoursException(models.Model):
    """A date with hours of its own: pairs of minutes, none for closed; and why."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="exceptions")
    day = models.DateField()
    spans = models.JSONField(default=list)
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["listing", "day"]
        constraints = [
            models.UniqueConstraint(name="hours_exception_once", fields=["listing", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class OpenSpan(models.Model):
    """Open on this day from minute to minute: what rules and exceptions say, for 60 days ahead.

    Written anew as a whole under the listing's lock, so that no two overlap.
    """

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="open_spans")
    day = models.DateField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["listing", "day", "start"]
        constraints = [
            models.CheckConstraint(name="open_span_forward", condition=FORWARD),
            models.UniqueConstraint(name="open_span_once", fields=["listing", "day", "start"]),
        ]
        indexes = [
            models.Index(fields=["day", "start", "end"], name="open_span_day"),
            models.Index(fields=["day", "end", "start"], name="open_span_day_end"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.start}-{self.end}"
