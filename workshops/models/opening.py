"""Places to be had at a workshop, and who applies for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.crypto.fields import BlindIndexField, EncryptedTextField
from foundation.crypto.models import Indexed
from foundation.revision.models import Revised
from residents.bilingual import local
from residents.lookup_codes import normal_code
from workshops.kinds import ApplicationState, OpeningState
from workshops.models.workshop import Workshop


class Opening(Revised):
    """Work that is offered. Nobody can be hired beyond what is wanted: the database sees to it."""

    workshop = models.ForeignKey(
        Workshop, models.PROTECT, related_name="openings", verbose_name=_("workshop")
    )
    title = models.CharField(_("what work"), max_length=60)
    title_en = models.CharField(_("what work, in English"), max_length=100, blank=True)
    words = models.CharField(_("what it is about"), max_length=300, blank=True)
    pay = models.CharField(_("pay"), max_length=100)
    wanted = models.PositiveSmallIntegerField(_("people wanted"))
    hired = models.PositiveSmallIntegerField(_("hired"), default=0)
    closes_on = models.DateField(_("apply until"))
    telephone = models.CharField(_("telephone"), max_length=40)
    state = models.CharField(_("state"), max_length=8, choices=OpeningState, default="open")
    why_closed = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["closes_on", "pk"]
        indexes = [models.Index(fields=["state", "closes_on"])]
        constraints = [
            models.CheckConstraint(
                name="opening_never_over",
                condition=models.Q(wanted__gte=1)
                & models.Q(hired__gte=0)
                & models.Q(hired__lte=models.F("wanted")),
            ),
            models.CheckConstraint(name="opening_has_telephone", condition=~models.Q(telephone="")),
        ]

    def __str__(self) -> str:
        return local(self, "title")

    @property
    def record_path(self) -> str:
        """Where the workshop is, for the record."""
        return self.workshop.place.path


class Application(Indexed):
    """Somebody who would like to work there. Name and number are for the host alone.

    `words` are what they say of themselves; `sentence` is what the host answers.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="applications")
    number = models.CharField(_("number"), max_length=12, unique=True)
    code = EncryptedTextField(label="application.code")
    code_index = BlindIndexField(
        source="code", label="application.code", normal=normal_code, unique=True
    )
    name = EncryptedTextField(label="application.name")
    phone = EncryptedTextField(label="application.phone")
    words = EncryptedTextField(blank=True, default="", label="application.words")
    consented_at = models.DateTimeField()
    client_key = models.CharField(max_length=32, null=True, blank=True, unique=True)
    person = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        "residents.Holding", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ApplicationState, default=ApplicationState.RECEIVED
    )
    sentence = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)  # name, number and words
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["opening", "state"])]
        constraints = [
            models.CheckConstraint(
                name="application_declined_says_why",
                condition=~models.Q(state="declined") | ~models.Q(sentence=""),
            ),
            models.CheckConstraint(
                name="application_reopened_says_why",
                condition=~models.Q(state="reopened") | ~models.Q(sentence=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def record_path(self) -> str:
        """Where the workshop is, for the record."""
        return self.opening.workshop.place.path
