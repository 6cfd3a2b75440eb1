"""Needs: what people ask for, and what belongs to a need as parts of a whole."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.crypto.fields import BlindIndexField, EncryptedTextField
from foundation.crypto.models import Indexed
from foundation.files.models import Attachment
from foundation.phones import normal_phone
from residents.bilingual import local
from residents.lookup_codes import normal_code
from residents.models.person import Holding, Person, Post
from residents.models.place import Place, in_ranges
from residents.stages import OPEN_STATES, HandOff, NeedState


class NeedCategory(models.Model):
    """A kind of need: its deadline in working days, the post it goes to, or the hand-off it is."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    hint = models.CharField(max_length=120, blank=True)
    hint_en = models.CharField(max_length=160, blank=True)
    workdays = models.PositiveSmallIntegerField(_("working days"), default=5)
    route = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goes to")
    )
    hand_off = models.CharField(
        _("hand-off"), max_length=12, choices=HandOff, blank=True, default=""
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    ended_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("kind of need")
        verbose_name_plural = _("kinds of need")
        ordering = ["order", "key"]
        constraints = [
            models.CheckConstraint(name="need_category_days", condition=models.Q(workdays__gte=1)),
            models.CheckConstraint(
                name="need_category_hand_off_has_telephone",
                condition=models.Q(hand_off__in=["", "classified"]) | ~models.Q(telephone=""),
            ),
        ]

    def __str__(self) -> str:
        return local(self)


class HandOffCount(models.Model):
    """How often a hand-off was shown on a day: all that is kept of it."""

    category = models.ForeignKey(NeedCategory, models.PROTECT, related_name="hand_offs")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "category"]
        constraints = [models.UniqueConstraint(name="hand_off_once", fields=["category", "day"])]

    def __str__(self) -> str:
        return f"{self.category} {self.day}: {self.number}"


def late_by(today: date) -> models.Q:
    """The one rule of lateness: somebody still owes an answer, and the promised day is past.

    Every need is promised an answer when it is raised, counted in working days from that day; so
    one that nobody has accepted is late by the same rule as the others.
    """
    return models.Q(state__in=OPEN_STATES, promised_on__lt=today)


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs by state, time and place."""

    def open(self) -> NeedQuerySet:
        """Needs that somebody still owes an answer."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, today: date | None = None) -> NeedQuerySet:
        """The needs that are late."""
        return self.filter(late_by(today or timezone.localdate()))

    def with_late(self, today: date | None = None) -> NeedQuerySet:
        """Each need with `late`: whether it would be among the overdue."""
        rule = models.When(late_by(today or timezone.localdate()), then=models.Value(True))
        late = models.Case(rule, default=False, output_field=models.BooleanField())
        return self.annotate(late=late)

    def published(self) -> NeedQuerySet:
        """Needs whose public title and sentence a clerk has confirmed."""
        return self.filter(public_at__isnull=False)

    def within(self, *paths: str) -> NeedQuerySet:
        """Needs of places inside any of the paths."""
        return self.filter(in_ranges("place__path", paths))


class Need(Indexed):
    """A need (诉求). `words` are raw and never public; title and sentence are, once confirmed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=12, unique=True)
    code = EncryptedTextField(label="need.code")
    code_index = BlindIndexField(source="code", label="need.code", normal=normal_code, unique=True)
    category = models.ForeignKey(
        NeedCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("kind of need"),
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="needs", verbose_name=_("place"))
    spot = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    public_title = models.CharField(_("public title"), max_length=60, blank=True)
    public_sentence = models.CharField(_("public sentence"), max_length=300, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)
    withheld_at = models.DateTimeField(null=True, blank=True)  # a clerk said: not for everybody
    reporter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="needs_raised"
    )
    reporter_name = EncryptedTextField(blank=True, default="", label="need.reporter_name")
    reporter_phone = EncryptedTextField(blank=True, default="", label="need.reporter_phone")
    reporter_phone_index = BlindIndexField(
        source="reporter_phone", label="need.reporter_phone", normal=normal_phone, db_index=True
    )
    entered_by = models.ForeignKey(
        Holding, models.PROTECT, null=True, blank=True, related_name="needs_entered"
    )
    channel = models.CharField(max_length=20, default="web")
    state = models.CharField(_("state"), max_length=12, choices=NeedState, default=NeedState.RAISED)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    owner_post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs_owned",
        verbose_name=_("post"),
    )
    promised_on = models.DateField(_("promised date"), null=True, blank=True)
    promise_provisional = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    created_at = models.DateTimeField(_("raised"), default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reporter_forgotten_at = models.DateTimeField(null=True, blank=True)  # name and number
    words_forgotten_at = models.DateTimeField(null=True, blank=True)  # words, spot, photos
    erasure_asked_at = models.DateTimeField(null=True, blank=True)  # by whoever raised it
    client_key = models.CharField(max_length=32, null=True, blank=True, unique=True)
    revision = models.PositiveIntegerField(default=0)

    objects = NeedQuerySet.as_manager()
    plain_fields = ("number", "channel")

    class Meta:
        verbose_name = pgettext_lazy("model", "need")
        verbose_name_plural = pgettext_lazy("model", "needs")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "promised_on"]),
            models.Index(fields=["-public_at"]),
            models.Index(fields=["owner_post", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="need_public_is_worded",
                condition=models.Q(public_at__isnull=True)
                | ~models.Q(public_title="") & ~models.Q(public_sentence=""),
            ),
            models.CheckConstraint(
                name="need_public_or_withheld",
                condition=models.Q(public_at__isnull=True) | models.Q(withheld_at__isnull=True),
            ),
            models.CheckConstraint(
                name="need_merged_names_other",
                condition=models.Q(state="merged", merged_into__isnull=False)
                | ~models.Q(state="merged") & models.Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="need_assigned_has_owner",
                condition=~models.Q(state__in=["assigned", "under_way"])
                | models.Q(owner_post__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def record_path(self) -> str:
        """Where the need lies, for the record."""
        return self.place.path


class NeedPhoto(models.Model):
    """A photo that came with the need: for the reporter and the handling post only."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="photos")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["need", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.need_id} #{self.order}"


class NeedReference(models.Model):
    """The same matter in another system, such as an order of the 12345 hotline."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="references")
    system = models.CharField(max_length=40)
    number = models.CharField(max_length=60)

    class Meta:
        ordering = ["need", "system"]
        constraints = [
            models.UniqueConstraint(name="need_reference_once", fields=["system", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.number}"
