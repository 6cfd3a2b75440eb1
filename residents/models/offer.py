"""What organisations have to give to others: the list of resources (资源清单)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residents.bilingual import local
from residents.models.organization import Organization


class Offer(models.Model):
    """People, rooms, goods or expertise that an organisation offers, from a day on; it ends by a
    day and is never deleted. `amount` says in words how much, when and on which terms."""

    class Kind(models.TextChoices):
        PEOPLE = "people", pgettext_lazy("offered", "People")
        ROOMS = "rooms", pgettext_lazy("offered", "Rooms")
        GOODS = "goods", pgettext_lazy("offered", "Goods")
        EXPERTISE = "expertise", pgettext_lazy("offered", "Expertise")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="offers", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("what is offered"), max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    amount = models.CharField(_("how much, when, on which terms"), max_length=160, blank=True)
    since = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("of an organisation", "offer")
        verbose_name_plural = pgettext_lazy("of an organisation", "offers")
        ordering = ["organization", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="offer_once",
                fields=["organization", "kind", "name"],
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                name="offer_forward",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return local(self)

    @property
    def record_path(self) -> str:
        """Where the organisation is, for the record."""
        return self.organization.place.path
