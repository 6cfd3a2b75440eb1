"""Which reports there are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.files.models import Attachment
from foundation.revision.models import Revised
from gaoqiao.reports.periods import PeriodKind
from gaoqiao.reports.presets import PRESETS


class Layout(models.TextChoices):
    """How the paper looks."""

    PLAIN = "plain", pgettext_lazy("layout of a paper", "Plain sheet")
    OFFICIAL = "official", pgettext_lazy("layout of a paper", "Official document (GB/T 9704)")


class ReportDefinition(Revised):
    """A report: a preset of the portal, with the Word templates that the town has put in place of
    the portal's own."""

    key = models.SlugField(max_length=40, unique=True)
    period = models.CharField(_("period"), max_length=8, choices=PeriodKind)
    plain = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    official = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "kind of report")
        verbose_name_plural = pgettext_lazy("model", "kinds of report")
        ordering = ["pk"]

    def __str__(self) -> str:
        preset = PRESETS.get(self.key)
        return str(preset.name) if preset else self.key

    def template(self, layout: str) -> Attachment | None:
        """The town's own template of a layout; None where the portal's is used."""
        own: Attachment | None = getattr(self, layout)
        return own

    @property
    def measures(self) -> tuple[str, ...]:
        """The keys of its measures; none for a preset that is gone."""
        preset = PRESETS.get(self.key)
        return preset.measures if preset else ()
