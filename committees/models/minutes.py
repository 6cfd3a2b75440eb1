"""Minutes of meetings, and what was agreed or resolved in them."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from committees.kinds import MinutesForm, MinutesState, OutcomeState
from committees.models.meeting import AgendaItem, Meeting
from foundation.files.models import Attachment
from residents.models import Post


class Minutes(models.Model):
    """A paper on a meeting: short (a photo, a sentence) or full, with its public text.

    Drafts change; a published one does not (the database refuses it): a mistake is corrected by a
    newer paper that names the older one.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(default=1)
    form = models.CharField(_("form"), max_length=6, choices=MinutesForm)
    state = models.CharField(
        _("state"), max_length=10, choices=MinutesState, default=MinutesState.DRAFT
    )
    sentence = models.CharField(max_length=300, blank=True)
    full_text = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    why_corrected = models.CharField(max_length=300, blank=True)
    returned_because = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("paper on a meeting", "minutes")
        verbose_name_plural = pgettext_lazy("paper on a meeting", "minutes")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="minutes_version_once", fields=["meeting", "version"]),
            models.CheckConstraint(
                name="minutes_published_dated",
                condition=models.Q(state="published", published_at__isnull=False)
                | ~models.Q(state="published") & models.Q(published_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        title = self.meeting.title
        return f"{title} · {self.version}" if self.version > 1 else title

    @property
    def record_path(self) -> str:
        """Where the leading body is, for the record."""
        return self.meeting.record_path


class MinutesPhoto(models.Model):
    """A photo of the meeting or of handwritten notes; public only where the secretary says so."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="photos")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    public = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("model", "photo of minutes")
        ordering = ["minutes", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.minutes_id} #{self.order}"


def with_posts(posts: Collection[Post | int]) -> models.Q:
    """The condition that one of the posts carries an outcome out now."""
    first = models.Q(carried_by__isnull=True, owner_post__in=posts)
    return models.Q(carried_by__in=posts) | first


class Resolution(models.Model):
    """A resolution (决议) of a statutory body, or an agreed outcome (议定事项) of a consultative
    one, which binds nobody until the competent body has decided it (`decided_by`).

    `rule` is the whole rule it was judged by and `numbers` what it was judged on, as they stood
    that day. It has an owner post and a due date, always: those of the published paper, which stay.
    `carried_by` is the post to which it was handed since.
    """

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("Resolution")
        OUTCOME = "outcome", _("Agreed outcome")

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="resolution")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.CharField(_("what was agreed"), max_length=300)
    owner_post = models.ForeignKey(
        Post, models.PROTECT, related_name="resolutions", verbose_name=_("who carries it out")
    )
    carried_by = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="resolutions_taken_over"
    )
    due_on = models.DateField(_("due"))
    state = models.CharField(
        _("state"), max_length=8, choices=OutcomeState, default=OutcomeState.OPEN
    )
    rule = models.JSONField(default=dict, blank=True)
    numbers = models.JSONField(default=dict, blank=True)
    decided_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="binding_for"
    )
    public_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    how_ended = models.CharField(_("how it ended"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("agreed outcome")
        verbose_name_plural = _("agreed outcomes")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.text

    @property
    def carrier(self) -> Post:
        """The post that carries it out now."""
        return self.carried_by or self.owner_post

    @property
    def record_path(self) -> str:
        """Where the leading body is, for the record."""
        return self.item.meeting.record_path


class Progress(models.Model):
    """One sentence on how an outcome is being carried out."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="progress")
    at = models.DateTimeField(default=timezone.now)
    sentence = models.CharField(max_length=300)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["resolution", "at", "pk"]

    def __str__(self) -> str:
        return self.sentence
