"""A quarter closed, and money that partners put in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.models.agreement import Agreement
from services.terms import Verdict


class Statement(models.Model):
    """The quarter of an agreement as it stood when it was frozen: nothing counts in it any more.

    `lines` is what pages and papers show (amounts as text); `digest` is its SHA-256 with the
    figures beside it. The partner sees it from `shown_at`, everybody from `published_at`, not
    before `publish_on`; the partner's answer stands beside the verdict.
    """

    plain_fields = ("number",)

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="statements")
    since = models.DateField(_("from"))
    until = models.DateField(_("until (first day without it)"))
    number = models.CharField(_("number"), max_length=20, unique=True)
    waived = models.DecimalField(_("waived"), max_digits=14, decimal_places=2)
    accepted = models.DecimalField(_("accepted value"), max_digits=14, decimal_places=2)
    floor_percent = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    lines = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(_("frozen"))
    shown_at = models.DateTimeField(_("shown to the partner"))
    publish_on = models.DateField(_("public from"))
    published_at = models.DateTimeField(_("made public"), null=True, blank=True)
    answer = models.CharField(_("the partner's answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["agreement", "-since"]
        indexes = [models.Index(fields=["published_at", "publish_on"], name="statement_publish")]
        constraints = [
            models.UniqueConstraint(name="statement_once", fields=["agreement", "since"]),
            models.CheckConstraint(name="statement_forward", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="statement_answer_has_time",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.agreement.place.path


class Investment(models.Model):
    """Money that the partner put into the place, as evidence shows; a correction is a row too."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="investments")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    day = models.DateField(_("day"))
    what = models.CharField(_("for what"), max_length=120)
    evidence = models.CharField(_("evidence"), max_length=200)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("investment")
        verbose_name_plural = _("investments")
        ordering = ["agreement", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="investment_more_or_corrected",
                condition=Q(corrects__isnull=False) | Q(amount__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.amount}"

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.agreement.place.path
