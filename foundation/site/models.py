"""The site itself: what it is, its own texts, its short links, figures it quotes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.site.figures import FIGURES
from foundation.site.texts import TEXTS


class InstallationKind(models.TextChoices):
    EMPTY = "empty", pgettext_lazy("installation", "Empty")
    DEMO = "demo", pgettext_lazy("installation", "Demonstration")
    REAL = "real", pgettext_lazy("installation", "In earnest")


class Installation(models.Model):
    """The one row that says whether this database is empty, a demo or real."""

    kind = models.CharField(
        _("kind"), max_length=10, choices=InstallationKind, default=InstallationKind.EMPTY
    )
    town_code = models.CharField(_("code of the town"), max_length=12, blank=True)
    only = models.BooleanField(default=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("the installation")
        constraints = [
            models.CheckConstraint(name="installation_only_one", condition=models.Q(only=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.town_code}"


class SiteText(models.Model):
    """A text of the site that staff edit: key, language, words."""

    key = models.CharField(_("key"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(pgettext_lazy("of the site", "text"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("text of the site")
        verbose_name_plural = _("texts of the site")
        ordering = ["key", "language"]
        constraints = [models.UniqueConstraint(name="sitetext_once", fields=["key", "language"])]

    def __str__(self) -> str:
        return f"{self.what} ({self.spoken})"

    @property
    def what(self) -> str:
        """Which text it is, in words."""
        return str(TEXTS.get(self.key, self.key))

    @property
    def spoken(self) -> str:
        """The name of its language."""
        return str(dict(settings.LANGUAGES).get(self.language, self.language))


class TextVersion(models.Model):
    """What a text of the site said from a moment on, the present wording too: read-only."""

    of = models.ForeignKey(SiteText, models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["of", "-revision"]
        constraints = [models.UniqueConstraint(name="textversion_once", fields=["of", "revision"])]

    def __str__(self) -> str:
        return f"{self.of} {self.revision}"


class ShortLink(models.Model):
    """`/p/<code>`: what a printed QR code points at; the address has no language prefix."""

    code = models.CharField(max_length=12, unique=True)
    address = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class QuotedFigure(models.Model):
    """A figure somebody published: shown as quoted, never mixed with a computed one.

    A row is never changed: another one takes its place, and it ends.
    """

    class Bound(models.TextChoices):
        EXACTLY = "exactly", pgettext_lazy("of a figure", "Exactly")
        OVER = "over", pgettext_lazy("of a figure", "More than")

    key = models.CharField(pgettext_lazy("of a figure", "what it counts"), max_length=60)
    value = models.DecimalField(
        pgettext_lazy("of a figure", "number"), max_digits=16, decimal_places=2
    )
    bound = models.CharField(
        pgettext_lazy("of a figure", "exactly, or more than"),
        max_length=10,
        choices=Bound,
        default=Bound.EXACTLY,
    )
    unit = models.CharField(pgettext_lazy("of a figure", "unit"), max_length=20)
    source = models.CharField(pgettext_lazy("of a figure", "source"), max_length=200)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    not_stated = models.CharField(_("what the source does not say"), max_length=200, blank=True)
    quoted_at = models.DateTimeField(_("entered"), default=timezone.now)
    ended_at = models.DateTimeField(_("no longer quoted since"), null=True, blank=True)

    class Meta:
        verbose_name = _("quoted figure")
        verbose_name_plural = _("quoted figures")
        ordering = ["key", "-quoted_at"]
        constraints = [
            models.UniqueConstraint(
                name="quotedfigure_one_open",
                fields=["key"],
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(FIGURES.get(self.key, self.key))
