"""Organisations of every kind, and the venues that activities happen in."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residents.bilingual import local
from residents.models.place import Place


class Organization(models.Model):
    """An organisation (单位). Every deliberating or deciding body is one too."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government or public institution")
        DEPARTMENT = "department", _("Department")
        BODY = "body", _("Party or self-governing body")
        ENTERPRISE = "enterprise", _("Enterprise")
        SHOP = "shop", _("Shop")
        COOPERATIVE = "cooperative", _("Co-operative")
        MUSEUM = "museum", _("Museum")
        SOCIAL = "social", _("Social organisation")
        PROPERTY = "property", _("Property manager")
        OWNERS = "owners", _("Owners' committee")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    pinyin = models.CharField(max_length=300, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="organizations", verbose_name=_("place")
    )
    credit_code = models.CharField(max_length=18, null=True, blank=True, unique=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    summary = models.TextField(blank=True)
    ended_on = models.DateField(pgettext_lazy("of what is used", "ended on"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["place__path", "name"]

    def __str__(self) -> str:
        return local(self)

    @property
    def record_path(self) -> str:
        """Where it is, for the record."""
        return self.place.path


class Venue(models.Model):
    """A room or building. `owner_type` selects who must approve giving it away."""

    class OwnerType(models.TextChoices):
        STATE = "state", _("State")
        COLLECTIVE = "collective", _("Village collective")
        COMMUNITY = "community", _("Community facility")
        ENTERPRISE = "enterprise", _("Enterprise")
        PRIVATE = "private", _("Private")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="venues", verbose_name=_("place"))
    owner = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="venues_owned"
    )
    owner_type = models.CharField(_("owner"), max_length=12, choices=OwnerType)
    address = models.CharField(max_length=200, blank=True)
    area_m2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    step_free = models.BooleanField(null=True, blank=True)
    accessible_toilet = models.BooleanField(null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    ended_on = models.DateField(pgettext_lazy("of what is used", "ended on"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["place__path", "name"]

    def __str__(self) -> str:
        return local(self)

    @property
    def record_path(self) -> str:
        """Where it is, for the record."""
        return self.place.path
