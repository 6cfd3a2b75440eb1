"""The thread of a need, and what others may see of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residents.models.need import Need
from residents.models.organization import Organization
from residents.models.person import Post
from residents.stages import StepKind


class NeedStep(models.Model):
    """One step: what happened, by which post, with one sentence for everybody who may see it.

    `address` (language-free, local) is made by the room that adds the step, so that nothing here
    looks up.
    """

    need = models.ForeignKey(Need, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=16, choices=StepKind)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    sentence = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["need", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.need_id} {self.kind}"


class Tabling(models.Model):
    """A need put before a body (提交商议); at most one open a pair."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("of a tabling", "Waiting")
        TAKEN = "taken", _("On an agenda")
        CLOSED = "closed", _("Dealt with")
        RETURNED = "returned", _("Returned")

    OPEN_STATES = (State.OPEN, State.TAKEN)

    need = models.ForeignKey(Need, models.PROTECT, related_name="tablings")
    body = models.ForeignKey(Organization, models.PROTECT, related_name="tablings")
    question = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    tabled_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    tabled_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "tabling")
        ordering = ["-tabled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="tabling_one_open",
                fields=["need", "body"],
                condition=models.Q(state__in=["open", "taken"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id} → {self.body}"

    @property
    def record_path(self) -> str:
        """Where the need lies, for the record."""
        return self.need.record_path


class NeedGrant(models.Model):
    """What a post or an organisation may see of a need: the public part before it is public, or
    also the words; never the reporter."""

    class Level(models.TextChoices):
        PUBLIC = "public", _("Title and sentence")
        WORDS = "words", _("Also the words as written")

    need = models.ForeignKey(Need, models.PROTECT, related_name="grants")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    level = models.CharField(max_length=8, choices=Level, default=Level.PUBLIC)
    granted_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["need", "pk"]
        constraints = [
            models.CheckConstraint(
                name="need_grant_to_one",
                condition=models.Q(post__isnull=False, organization__isnull=True)
                | models.Q(post__isnull=True, organization__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.level}"


class Referral(models.Model):
    """A need sent to a department (部门协同), with two clocks: sent to taken, taken to answered.

    `answer` is what the department said, or why it sent the need back. Without one both clocks stop
    at `ended_at`, when the clerk took the need back or the need ended.
    """

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("of a referral", "Waiting at the department")
        TAKEN = "taken", pgettext_lazy("of a referral", "Taken up")
        ANSWERED = "answered", pgettext_lazy("of a referral", "Answered")
        RETURNED = "returned", pgettext_lazy("of a referral", "Sent back")
        ENDED = "ended", pgettext_lazy("of a referral", "Ended without an answer")

    OPEN_STATES = (State.SENT, State.TAKEN)

    need = models.ForeignKey(Need, models.PROTECT, related_name="referrals")
    department = models.ForeignKey(
        Organization, models.PROTECT, related_name="referrals", verbose_name=_("Department")
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="referrals")
    asked = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    taken_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "referral")
        verbose_name_plural = pgettext_lazy("model", "referrals")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["post", "state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                name="referral_one_open_per_department",
                fields=["need", "department"],
                condition=models.Q(state__in=["sent", "taken"]),
            ),
            models.CheckConstraint(
                name="referral_clocks_forward",
                # NULL is said aloud: a condition that is unknown would pass.
                condition=(
                    models.Q(taken_at__isnull=True)
                    | models.Q(taken_at__isnull=False, taken_at__gte=models.F("asked_at"))
                )
                & (
                    models.Q(answered_at__isnull=True)
                    | models.Q(taken_at__isnull=False, answered_at__gte=models.F("taken_at"))
                ),
            ),
            models.CheckConstraint(
                name="referral_answered_says_what",
                condition=models.Q(state__in=["answered", "returned"], answered_at__isnull=False)
                & ~models.Q(answer="")
                | models.Q(state__in=["sent", "taken", "ended"], answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="referral_ended_has_time",
                condition=models.Q(state="ended", ended_at__isnull=False)
                | ~models.Q(state="ended") & models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} → {self.post}"

    @property
    def record_path(self) -> str:
        """Where the need lies, for the record."""
        return self.need.record_path
