"""Forms of others that the portal fills: the file, what goes where, and each filled one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.files.models import Attachment
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.models.run import RunState
from gaoqiao.reports.periods import Period, PeriodKind
from residents.models import Place


class FormTemplate(models.Model):
    """A form that a clerk has uploaded, or a list that ships (`preset`, without a file)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    preset = models.CharField(max_length=20, blank=True)
    file = models.OneToOneField(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="forms", verbose_name=_("place"))
    period = models.CharField(
        _("period"), max_length=8, choices=PeriodKind, default=PeriodKind.MONTH
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "form to fill")
        verbose_name_plural = pgettext_lazy("model", "forms to fill")
        ordering = ["place__path", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="form_has_file_or_preset",
                condition=models.Q(preset="", file__isnull=False)
                | ~models.Q(preset="") & models.Q(file__isnull=True),
            ),
            models.UniqueConstraint(
                name="form_preset_once",
                fields=["place", "preset", "period"],
                condition=~models.Q(preset="") & models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        shipped = LISTS.get(self.preset)
        return str(shipped.name) if shipped else self.name

    @property
    def record_path(self) -> str:
        """Where the form is about, for the record."""
        return self.place.path

    @property
    def shipped_measure(self) -> str:
        """The measure whose rows a list that ships is; "" for a form of somebody else's."""
        shipped = LISTS.get(self.preset)
        return shipped.measure if shipped else ""


class Which(models.TextChoices):
    """The number of which period goes into a cell."""

    NOW = "now", _("Of the form's own period")
    BEFORE = "before", _("Of the period before")
    DIFFERENCE = "difference", _("The difference of the two")


class FormBinding(models.Model):
    """What goes into one cell ("Sheet1!C4") or field of a form; ended, it stays as it was. With a
    `column` the rows of the measure go there, each into a cell of its own from this one down."""

    form = models.ForeignKey(FormTemplate, models.PROTECT, related_name="bindings")
    target = models.CharField(max_length=120)
    measure = models.SlugField(_("figure"), max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    column = models.SlugField(_("column"), max_length=40, blank=True, default="")
    which = models.CharField(_("which period"), max_length=12, choices=Which, default=Which.NOW)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cell of a form")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="form_cell_bound_once",
                fields=["form", "target"],
                condition=models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} · {self.measure}"

    @property
    def record_path(self) -> str:
        """Where the form is about, for the record."""
        return self.form.record_path


class FormFill(models.Model):
    """A form filled for one period. Finished, it is read-only in the database.

    `values` holds by cell what went into it, `rows` the keys of the rows behind, `changes` the
    numbers that differ from the period before, `blanks` what stayed empty and why.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.ForeignKey(FormTemplate, models.PROTECT, related_name="fills")
    since = models.DateField(_("from"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.MAKING)
    values = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    blanks = models.JSONField(default=list)
    file = models.OneToOneField(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "filled form")
        verbose_name_plural = pgettext_lazy("model", "filled forms")
        ordering = ["-since", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="form_fill_version_once", fields=["form", "since", "version"]
            ),
            models.UniqueConstraint(
                name="form_fill_one_in_hand",
                fields=["form", "since"],
                condition=models.Q(state="making"),
            ),
            models.CheckConstraint(
                name="form_fill_done_is_whole",
                condition=models.Q(state="done", finished_at__isnull=False, file__isnull=False)
                | ~models.Q(state="done") & models.Q(finished_at__isnull=True, file__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {self.period}"

    @property
    def period(self) -> Period:
        """The month or quarter."""
        return Period(self.since, self.form.period)

    @property
    def record_path(self) -> str:
        """Where the form is about, for the record."""
        return self.form.record_path
