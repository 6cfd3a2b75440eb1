"""Listings: services that people can use, as everybody may read of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.revision.models import Revised
from residents.bilingual import local
from services.kinds import Audience, Kind, State


class Listing(Revised):
    """A service somebody provides, in a place and mostly at a venue. Public words only."""

    plain_fields = ("slug",)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    provider = models.ForeignKey(
        "residents.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("run by"),
    )
    place = models.ForeignKey(
        "residents.Place", models.PROTECT, related_name="listings", verbose_name=_("place")
    )
    venue = models.ForeignKey(
        "residents.Venue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("venue"),
    )
    telephone = models.CharField(_("telephone"), max_length=40)
    answered_by = models.CharField(_("who answers"), max_length=60, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=False)
    price = models.CharField(_("price"), max_length=120, blank=True)
    reductions = models.CharField(_("reductions"), max_length=200, blank=True)
    eligibility = models.CharField(_("who may come"), max_length=200, blank=True)
    documents = models.CharField(_("what to bring"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)
    state_why = models.CharField(max_length=120, blank=True)
    last_confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    short_link = models.ForeignKey("foundation.ShortLink", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["place__path", "slug"]
        indexes = [
            models.Index(fields=["state", "place"], name="listing_state_place"),
            models.Index(fields=["place", "slug"], name="listing_in_order"),
        ]
        constraints = [
            models.CheckConstraint(name="listing_has_telephone", condition=~models.Q(telephone="")),
            models.CheckConstraint(
                name="listing_ended_has_day",
                condition=models.Q(state=State.ENDED, ended_on__isnull=False)
                | (~models.Q(state=State.ENDED) & models.Q(ended_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return local(self)

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.place.path


class ListingKind(models.Model):
    """One of the kinds of a listing."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="listing_kind_once", fields=["kind", "listing"])
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ListingAudience(models.Model):
    """One of the groups that a listing is made for above all."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="audiences")
    audience = models.CharField(max_length=12, choices=Audience)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="listing_audience_once", fields=["audience", "listing"])
        ]

    def __str__(self) -> str:
        return str(self.get_audience_display())
