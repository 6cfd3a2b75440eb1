"""Word to somebody, by a channel that exists."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.crypto.fields import EncryptedTextField
from residents.models.place import Place
from residents.models.thread import NeedStep


class Notice(models.Model):
    """Word to somebody about a step of a need, or about something of a room above: to a user's
    inbox, by SMS or e-mail, or on the call list.

    Nothing counts as sent without a gateway's receipt; what cannot be sent is on the clerk's call
    list at once. It carries a number, a step and a telephone, never the reporter's words. Without
    a step it carries what the room above says: `about` (its key), where, `number`, `heading`, and
    `sentence` for the telephone.
    """

    class Channel(models.TextChoices):
        INBOX = "inbox", _("Inbox")
        SMS = "sms", _("Text message")
        EMAIL = "email", _("E-mail")
        CALL = "call", _("Call list")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a notice", "Waiting")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Arrived")
        FAILED = "failed", _("Not sent: on the call list")
        TOLD = "told", _("Told")
        NOT_REACHED = "not_reached", _("Not reached")
        WRONG_NUMBER = "wrong_number", _("Wrong number")
        OVERTAKEN = "overtaken", _("Overtaken by newer word")

    key = models.CharField(max_length=80, unique=True)
    step = models.ForeignKey(
        NeedStep, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=160, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    phone = EncryptedTextField(blank=True, default="", label="notice.phone")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.WAITING)
    receipt = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["channel", "state"]),
            models.Index(fields=["about"], name="notice_about"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_of_a_step_or_a_place",
                condition=models.Q(step__isnull=False, place__isnull=True, about="")
                | models.Q(step__isnull=True, place__isnull=False) & ~models.Q(about=""),
            ),
            models.CheckConstraint(
                name="notice_to_somebody",
                condition=models.Q(user__isnull=False) | ~models.Q(phone=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def record_path(self) -> str:
        """Where it lies, for the record."""
        return self.at.path

    @property
    def at(self) -> Place:
        """The place of the need, or of what it is about."""
        return self.step.need.place if self.step else cast(Place, self.place)

    @property
    def told_number(self) -> str:
        """The number that the person was given: of the need, or of what it is about."""
        return self.step.need.number if self.step else self.number
