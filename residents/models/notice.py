"""Word to somebody, by whatever channel."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from foundation.crypto.fields import EncryptedTextField
from foundation.phones import masked_phone
from residents.bilingual import local, named, names_marked, words
from residents.models.organization import Organization
from residents.models.person import Person
from residents.models.place import Place
from residents.models.thread import NeedStep
from residents.notice_kinds import SENTENCES, NoticeKind
from residents.stages import StepKind


class Notice(models.Model):
    """Word to somebody about a step of a need, or about a thing of a room above: to a user's
    inbox, by SMS or e-mail, or on the list of calls to make.

    Nothing counts as sent before a gateway took it; what cannot be sent is on the call list at
    once: the clerks' for a need, for a body (`organization`) its chair's and secretary's. It
    carries a number or a body, a step or a moment, never anybody's words. What the fields about
    the matter hold is said in `residents.word`. `phone` is kept only of somebody who is no person
    of ours.
    """

    class Channel(models.TextChoices):
        INBOX = "inbox", _("Inbox")
        SMS = "sms", _("Text message")
        EMAIL = "email", _("E-mail")
        CALL = "call", _("Call list")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a notice", "Waiting")
        HANDING = "handing", _("Being handed over")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Arrived")
        FAILED = "failed", _("Not sent: on the call list")
        TOLD = "told", _("Told")
        NOT_REACHED = "not_reached", _("Not reached")
        WRONG_NUMBER = "wrong_number", _("Wrong number")
        OVERTAKEN = "overtaken", _("Replaced by later news")

    TO_CALL = (State.WAITING, State.NOT_REACHED)
    CALL_ENDED = (State.TOLD, State.WRONG_NUMBER)
    CALL_STATES = (*TO_CALL, *CALL_ENDED, State.OVERTAKEN)
    ON_THE_WAY = (State.WAITING, State.HANDING, State.SENT)

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=NoticeKind, default=NoticeKind.NEED)
    step = models.ForeignKey(
        NeedStep, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=160, blank=True)
    heading_en = models.CharField(max_length=300, blank=True, default="")
    sentence = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=200, blank=True)
    moment = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
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
    read_at = models.DateTimeField(null=True, blank=True)
    phone_blanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["channel", "state"]),
            models.Index(fields=["about"], name="notice_about"),
            models.Index(fields=["user", "channel", "-created_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_to_somebody",
                condition=models.Q(user__isnull=False)
                | models.Q(person__isnull=False)
                | models.Q(phone_blanked_at__isnull=False)
                | ~models.Q(phone=""),
            ),
            models.CheckConstraint(
                name="notice_of_a_step_or_a_place",
                condition=models.Q(step__isnull=False, place__isnull=True, about="")
                | models.Q(step__isnull=True, place__isnull=False) & ~models.Q(about=""),
            ),
        ]

    def __str__(self) -> str:
        if not self.told_number:
            return self.line
        return gettext("Call about %(number)s") % {"number": self.told_number}

    @property
    def telephone(self) -> str:
        """The telephone number to reach them by; "" where none is known."""
        return self.phone or (self.person.phone if self.person else "")

    @property
    def telephone_masked(self) -> str:
        """The number as lists show it; "" where none is known."""
        return masked_phone(self.telephone) if self.telephone else ""

    @property
    def state_words(self) -> str:
        """Where it stands, as staff read it: what waits on the call list is to be called, not
        sent."""
        to_call = self.channel == self.Channel.CALL and self.state == self.State.WAITING
        return gettext("To call") if to_call else self.get_state_display()

    @property
    def line(self) -> str:
        """What is told, in one sentence: number and step of a need, or body and moment. Never
        anybody's words, never a person's name."""
        return str(SENTENCES[NoticeKind(self.kind)]) % self._facts()

    @property
    def line_marked(self) -> SafeString:
        """The line for a page: on an English one, Chinese names are marked as such, and so is a
        sentence that was told before there were English ones."""
        heading = names_marked(self.heading_en) if self.heading_en else words(self.heading)
        marked = {"body": named(self.organization), "heading": heading}
        facts = self._facts() | (marked if (get_language() or "").startswith("en") else {})
        sentence = escape(SENTENCES[NoticeKind(self.kind)])
        return SafeString(
            sentence % {name: conditional_escape(told) for name, told in facts.items()}
        )

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "body": local(self.organization),
            "heading": local(self, "heading"),
        }
        if self.step:
            facts |= {"number": self.step.need.number, "step": StepKind(self.step.kind).label}
        if self.moment:
            moment = timezone.localtime(self.moment)
            facts["moment"] = date_format(moment, "DATETIME_FORMAT")
            facts["day"] = date_format(moment, "DATE_FORMAT")
        return facts

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
