"""Agreements: who gets what, for which services, allowed by whom."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.revision.models import Revised
from residents.bilingual import local
from services.models.years import YearsAfter
from services.periods import LONGEST_YEARS
from services.terms import AgreementState, Form, Per, What

FORWARD = Q(until__isnull=True) | Q(until__gt=F("since"))


class Agreement(Revised):
    """An agreement (场地换服务、资源换服务) over `[since, until)`, or until `ended_on`."""

    plain_fields = ("number",)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=12, unique=True)
    partner = models.ForeignKey(
        "residents.Organization",
        models.PROTECT,
        related_name="agreements",
        verbose_name=_("partner organisation"),
    )
    place = models.ForeignKey(
        "residents.Place", models.PROTECT, related_name="agreements", verbose_name=_("place")
    )
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.SPACE)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    need = models.ForeignKey(
        "residents.Need",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("the need behind it"),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until (first day without it)"))
    floor_percent = models.PositiveSmallIntegerField(
        _("floor of the ratio, per cent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    exit_terms = models.TextField(_("how it can be ended"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=AgreementState, default=AgreementState.DRAFT
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(_("ended on (first day without it)"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["place__path", "number"]
        indexes = [models.Index(fields=["state", "place"], name="agreement_state_place")]
        constraints = [
            models.CheckConstraint(name="agreement_forward", condition=Q(until__gt=F("since"))),
            # A guard asks the same of one that begins (`ledger_rules.TOO_LONG`): amended later, it
            # may run on, and no constraint can look at its amendments.
            models.CheckConstraint(
                name="agreement_twenty_years",
                condition=~Q(state=AgreementState.DRAFT)
                | Q(until__lte=YearsAfter("since", years=LONGEST_YEARS)),
            ),
            models.CheckConstraint(
                name="agreement_floor",
                condition=Q(floor_percent__isnull=True) | Q(floor_percent__range=(1, 1000)),
            ),
            models.CheckConstraint(
                name="agreement_ended_has_day",
                condition=Q(state=AgreementState.ENDED, ended_on__isnull=False)
                | (~Q(state=AgreementState.ENDED) & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="agreement_started_has_time",
                condition=Q(state__in=["running", "ended"], started_at__isnull=False)
                | Q(state__in=["draft", "withdrawn"], started_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {local(self, 'title')}"

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.place.path

    @property
    def over_on(self) -> date:
        """The first day without it."""
        return self.ended_on or self.until


class Grant(models.Model):
    """What the partner is spared, in yuan a month, over `[since, until)` or as long as it runs.

    `line` numbers the grants of an agreement: the rows of one line follow each other, one for each
    amendment, and the database keeps them apart.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="grants")
    line = models.PositiveSmallIntegerField()
    venue = models.ForeignKey(
        "residents.Venue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("venue"),
    )
    what = models.CharField(_("what"), max_length=10, choices=What, default=What.RENT)
    words = models.CharField(_("in words"), max_length=120, blank=True)
    market_monthly = models.DecimalField(_("market value a month"), max_digits=12, decimal_places=2)
    charged_monthly = models.DecimalField(_("charged a month"), max_digits=12, decimal_places=2)
    valuation = models.ForeignKey(
        "residents.Valuation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("valuation"),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until (first day without it)"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of an agreement", "grant")
        verbose_name_plural = pgettext_lazy("of an agreement", "grants")
        ordering = ["agreement", "line", "since"]
        constraints = [
            models.CheckConstraint(name="grant_forward", condition=FORWARD),
            models.CheckConstraint(
                name="grant_charges_no_more",
                condition=Q(charged_monthly__gte=0, charged_monthly__lte=F("market_monthly")),
            ),
            models.CheckConstraint(
                name="grant_other_in_words", condition=~Q(what=What.OTHER) | ~Q(words="")
            ),
            models.CheckConstraint(
                name="grant_rent_of_a_venue", condition=~Q(what=What.RENT) | Q(venue__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.get_what_display())

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.agreement.place.path


class Obligation(models.Model):
    """What the partner does in return: a quantity per day, week, month or quarter, each unit worth
    `unit_value` yuan, over `[since, until)` or as long as it runs. `line` as for grants."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="obligations")
    line = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    unit = models.CharField(_("unit"), max_length=20)
    unit_en = models.CharField(_("unit in English"), max_length=40, blank=True)
    per = models.CharField(_("per"), max_length=8, choices=Per, default=Per.DAY)
    quantity = models.DecimalField(_("quantity"), max_digits=10, decimal_places=2)
    unit_value = models.DecimalField(_("value of a unit"), max_digits=12, decimal_places=2)
    listing = models.ForeignKey(
        "services.Listing",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("service"),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until (first day without it)"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of an agreement", "obligation")
        verbose_name_plural = pgettext_lazy("of an agreement", "obligations")
        ordering = ["agreement", "line", "since"]
        constraints = [
            models.CheckConstraint(name="obligation_forward", condition=FORWARD),
            models.CheckConstraint(
                name="obligation_of_something", condition=Q(quantity__gt=0, unit_value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return local(self)

    @property
    def unit_words(self) -> str:
        """The unit in the page's language."""
        return local(self, "unit")

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.agreement.place.path
