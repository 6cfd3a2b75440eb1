"""What people say to a need besides raising it: that they have it too, and what they think of
the answer."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residents.models.need import Need
from residents.models.person import Holding, Person


class Support(models.Model):
    """Somebody has the same need (附议): once each, until taken back. Known as a person or
    by a digest of the number. Rows known by a digest of a slip alone are of earlier days: one
    human may have many slips, so no new ones are written."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    phone_digest = models.CharField(max_length=64, blank=True)
    slip_digest = models.CharField(max_length=64, blank=True, default="")
    entered_by = models.ForeignKey(Holding, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["need", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="support_once_per_person",
                fields=["need", "person"],
                condition=models.Q(person__isnull=False, withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="support_once_per_phone",
                fields=["need", "phone_digest"],
                condition=~models.Q(phone_digest="") & models.Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="support_once_per_slip",
                fields=["need", "slip_digest"],
                condition=~models.Q(slip_digest="") & models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="support_by_somebody",
                condition=models.Q(person__isnull=False)
                | ~models.Q(phone_digest="")
                | ~models.Q(slip_digest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}"


class Rating(models.Model):
    """What those who raised the need think of the answer: one per need, round and rater."""

    class Verdict(models.TextChoices):
        SATISFIED = "satisfied", _("Satisfied")
        PARTLY = "partly", _("Partly")
        NOT_SATISFIED = "not_satisfied", _("Not satisfied")

    need = models.ForeignKey(Need, models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    rater = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=14, choices=Verdict)
    words = models.TextField(blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("model", "rating")
        ordering = ["need", "round", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="rating_once_per_person",
                fields=["need", "round", "rater"],
                condition=models.Q(rater__isnull=False),
            ),
            models.UniqueConstraint(
                name="rating_once_by_code",
                fields=["need", "round"],
                condition=models.Q(rater__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}/{self.round}: {self.verdict}"

    @property
    def record_path(self) -> str:
        """Where the need lies, for the record."""
        return self.need.record_path
