"""What venues are worth on the market."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residents.models.organization import Organization, Venue


class Valuation(models.Model):
    """The market rent of a venue in yuan a month, over `[since, until)`: by whom, by what method.

    A new one ends the one before; the database keeps the periods of a venue apart.
    """

    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="valuations", verbose_name=_("venue")
    )
    monthly_rent = models.DecimalField(_("market rent a month"), max_digits=12, decimal_places=2)
    since = models.DateField(_("from"))
    until = models.DateField(_("until (first day without it)"), null=True, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="valuations",
        verbose_name=_("valued by"),
    )
    valuer = models.CharField(_("valued by, in words"), max_length=120, blank=True)
    method = models.CharField(_("method"), max_length=120)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a venue", "valuation")
        verbose_name_plural = pgettext_lazy("of a venue", "valuations")
        ordering = ["venue", "-since"]
        constraints = [
            models.CheckConstraint(
                name="valuation_forward",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
            models.CheckConstraint(name="valuation_rent", condition=Q(monthly_rent__gte=0)),
            models.CheckConstraint(
                name="valuation_by_somebody",
                condition=Q(organization__isnull=False) | ~Q(valuer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.since}"

    @property
    def record_path(self) -> str:
        """Where the venue is, for the record."""
        return self.venue.place.path
