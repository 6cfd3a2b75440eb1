"""The papers that allow an agreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.models.agreement import Agreement
from services.terms import ApprovalKind


class Approval(models.Model):
    """A paper that allows it. Rows are added and struck out by a counter-row, never edited."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="approvals")
    kind = models.CharField(_("kind"), max_length=10, choices=ApprovalKind)
    resolution = models.ForeignKey(
        "committees.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approvals",
        verbose_name=_("resolution"),
    )
    number = models.CharField(_("number"), max_length=60, blank=True)
    day = models.DateField(_("day"))
    words = models.CharField(_("in words"), max_length=200, blank=True)
    by_organization = models.ForeignKey(
        "residents.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approvals",
        verbose_name=_("by whom"),
    )
    by_words = models.CharField(_("by whom, in words"), max_length=120, blank=True)
    notice_since = models.DateField(_("notice from"), null=True, blank=True)
    notice_until = models.DateField(_("notice until (first day without it)"), null=True, blank=True)
    strikes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="struck_by"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["agreement", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="approval_notice_forward",
                condition=Q(notice_since__isnull=True, notice_until__isnull=True)
                | Q(notice_until__gt=F("notice_since")),
            ),
            models.CheckConstraint(
                name="approval_struck_with_words",
                condition=Q(strikes__isnull=True) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()
