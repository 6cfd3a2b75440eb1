"""Days that differ from the week: public holidays, and make-up working days (调休)."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Holiday(models.Model):
    """One date that is a day off on a weekday, or a working day on a weekend.

    A year is announced once any of its rows stands; until then dates in it are provisional (暂定).
    """

    day = models.DateField(gettext_lazy("date"), unique=True)
    is_workday = models.BooleanField(gettext_lazy("make-up day"), default=False)
    name = models.CharField(max_length=40)
    source = models.CharField(gettext_lazy("source"), max_length=120, blank=True)

    class Meta:
        verbose_name = gettext_lazy("special day")
        verbose_name_plural = gettext_lazy("holidays and make-up days")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{date_format(self.day)} {self.shown_name}"

    @property
    def shown_name(self) -> str:
        """The name in the page's language if it is a national holiday's, else as staff wrote it."""
        return _(self.name)
