"""Workshops: who runs one, for whom it is named, and where it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.revision.models import Revised
from residents.bilingual import local
from residents.models.place import in_force
from workshops.kinds import Kind, Mode


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    """Workshops by time."""

    def running(self) -> WorkshopQuerySet:
        """Those that have not ended."""
        return self.filter(in_force())


class Workshop(Revised):
    """A common-prosperity workshop (共富工坊). Its host reports; it may bear a namesake's name.

    In individual mode the host keeps rows of each person to itself, and `baseline_period` and
    `baseline_method` say of which time their earlier pay is and how it was found out.
    """

    plain_fields = ("slug",)

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    host = models.ForeignKey(
        "residents.Organization",
        models.PROTECT,
        related_name="workshops",
        verbose_name=_("run by"),
    )
    namesake = models.ForeignKey(
        "residents.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named after"),
    )
    place = models.ForeignKey(
        "residents.Place", models.PROTECT, related_name="workshops", verbose_name=_("place")
    )
    venue = models.ForeignKey(
        "residents.Venue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="workshops",
        verbose_name=_("venue"),
    )
    mode = models.CharField(_("figures from"), max_length=10, choices=Mode, default=Mode.AGGREGATE)
    baseline_period = models.CharField(_("earlier pay of which time"), max_length=60, blank=True)
    baseline_method = models.CharField(_("how it was found out"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40)
    need = models.ForeignKey(
        "residents.Need", models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    short_link = models.ForeignKey("foundation.ShortLink", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["place__path", "slug"]
        constraints = [
            models.CheckConstraint(
                name="workshop_has_telephone", condition=~models.Q(telephone="")
            ),
            models.CheckConstraint(
                name="workshop_forward",
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return local(self)

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.place.path
