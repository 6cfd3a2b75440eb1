"""People, their residence, the posts they hold."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.crypto.fields import BlindIndexField, EncryptedTextField
from foundation.crypto.models import Indexed
from foundation.names import masked_name
from foundation.phones import normal_phone
from residents.bilingual import local
from residents.models.organization import Organization
from residents.models.place import Cluster, Place
from residents.roles import ROLES


class Person(Indexed):
    """Somebody. The name is stored in clear and shown masked unless a page asks for `name`; the
    rest is encrypted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person"
    )
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    phone = EncryptedTextField(blank=True, default="", label="person.phone")
    phone_index = BlindIndexField(
        source="phone", label="person.phone", normal=normal_phone, db_index=True
    )
    address = EncryptedTextField(blank=True, default="", label="person.address")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = pgettext_lazy("model", "people")
        ordering = ["pinyin", "pk"]

    def __str__(self) -> str:
        return masked_name(self.name)

    @property
    def root_key(self) -> int:
        """The key of the entry that stands for this human: whom it was merged into, or itself."""
        return self.merged_into_id or self.pk


class Residence(models.Model):
    """That a person lives somewhere, verified by a post; household registration is never asked."""

    class Proof(models.TextChoices):
        KNOWN = "known", _("Known to the grid worker")
        LEASE = "lease", _("Lease seen")
        DEED = "deed", _("Deed seen")

    person = models.ForeignKey(Person, models.PROTECT, related_name="residences")
    place = models.ForeignKey(Place, models.PROTECT, related_name="residences")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey("Post", models.PROTECT, related_name="+")
    proof = models.CharField(max_length=12, choices=Proof)

    class Meta:
        verbose_name = pgettext_lazy("model", "residence")
        ordering = ["person", "-since"]
        constraints = [
            models.CheckConstraint(
                name="residence_forward",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.place}"


class Post(models.Model):
    """An office: it outlives its holders and is never deleted. Needs and outcomes point at it."""

    role = models.CharField(
        _("role"), max_length=20, choices=[(k, r.name) for k, r in ROLES.items()]
    )
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("place")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("organisation"),
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    abolished_on = models.DateField(_("abolished on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="post_in_exactly_one",
                condition=models.Q(
                    place__isnull=False, organization__isnull=True, cluster__isnull=True
                )
                | models.Q(place__isnull=True, organization__isnull=False, cluster__isnull=True)
                | models.Q(place__isnull=True, organization__isnull=True, cluster__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return local(self, "title")


class HoldingQuerySet(models.QuerySet["Holding"]):
    """Holdings by time."""

    def open_at(self, moment: datetime) -> HoldingQuerySet:
        """Holdings in force at a moment: `since <= moment < until`."""
        return self.filter(since__lte=moment).filter(
            models.Q(until__isnull=True) | models.Q(until__gt=moment)
        )


class Holding(models.Model):
    """A person in a post over `[since, until)`. All rights come from these rows."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", verbose_name=_("post"))
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    acting_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("post held")
        verbose_name_plural = _("posts held")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="holding_open_once",
                fields=["person", "post"],
                condition=models.Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="holding_forward",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.post}"
