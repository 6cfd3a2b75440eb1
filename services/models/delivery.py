"""What was delivered, and what of it was not accepted. Rows are only ever added.

Each row carries the yuan by which it changes the accepted value, so that a total is a sum of rows:
the accepted value of a delivery is always its accepted quantity times the value of a unit, to the
cent. `counts_on` is the day that says in which quarter a row counts.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.models.agreement import Obligation
from services.terms import DeliveryKind


class Delivery(models.Model):
    """Something done under an obligation on a day; or a counter-entry (`corrects`) to such a row.

    The day counts, unless its quarter was frozen before: then the day of writing does.
    """

    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="deliveries", verbose_name=_("obligation")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=DeliveryKind, default=DeliveryKind.ENTRY
    )
    day = models.DateField(_("day"))
    counts_on = models.DateField()
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    why = models.CharField(_("why"), max_length=200, blank=True)
    client_key = models.CharField(max_length=32, null=True, blank=True, unique=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    attachment = models.ForeignKey(
        "foundation.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("entered"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["obligation", "day"], name="delivery_day"),
            models.Index(fields=["obligation", "counts_on"], name="delivery_counts_on"),
        ]
        constraints = [
            models.CheckConstraint(
                name="delivery_entry_or_counter",
                condition=Q(kind=DeliveryKind.ENTRY, corrects__isnull=True, quantity__gt=0)
                | (~Q(kind=DeliveryKind.ENTRY) & Q(corrects__isnull=False)),
            ),
            models.CheckConstraint(
                name="delivery_correction_says_why",
                condition=~Q(kind=DeliveryKind.CORRECTION) | ~Q(why=""),
            ),
            models.UniqueConstraint(
                name="delivery_undone_once",
                fields=["corrects"],
                condition=Q(kind=DeliveryKind.UNDO),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.quantity}"

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.obligation.agreement.place.path


class Reduction(models.Model):
    """A quantity that staff do not accept of a delivery, and why; in force until it is lifted."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="reductions")
    quantity = models.DecimalField(_("quantity taken off"), max_digits=10, decimal_places=2)
    value = models.DecimalField(_("value taken off"), max_digits=12, decimal_places=2)
    reason = models.CharField(_("reason"), max_length=200)
    counts_on = models.DateField()
    at = models.DateTimeField(_("entered"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("of a delivery", "reduction")
        verbose_name_plural = pgettext_lazy("of a delivery", "reductions")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["counts_on"], name="reduction_counts_on")]
        constraints = [
            models.CheckConstraint(
                name="reduction_of_something", condition=Q(quantity__gt=0) & ~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivery} −{self.quantity}"

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.delivery.record_path


class ReductionAnswer(models.Model):
    """What the partner says to a reduction; once."""

    reduction = models.OneToOneField(Reduction, models.PROTECT, related_name="answer")
    text = models.CharField(_("answer"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class ReductionLift(models.Model):
    """Staff withdraw a reduction, and say why; once. `value` is what the delivery gets back."""

    reduction = models.OneToOneField(Reduction, models.PROTECT, related_name="lift")
    reason = models.CharField(_("reason"), max_length=200)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    counts_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["counts_on"], name="lift_counts_on")]

    def __str__(self) -> str:
        return self.reason
