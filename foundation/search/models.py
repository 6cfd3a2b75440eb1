"""What can be found by words: public text only, one row a thing and language-free address."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchDoc(models.Model):
    """One public thing. `kind` and `key` name it; the two `words` hold its tokens (see `tokens`).

    The index over them is the database's own (see `index`); only `actions` writes rows.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True, default="")
    summary = models.CharField(max_length=300, blank=True)
    place_path = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200)
    title_words = models.TextField(editable=False)
    other_words = models.TextField(editable=False)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "-pk"]
        constraints = [models.UniqueConstraint(name="searchdoc_once", fields=["kind", "key"])]

    def __str__(self) -> str:
        return self.title


class Synonym(models.Model):
    """Words that people say for words that we write; staff edit them."""

    said = models.CharField(_("what people say"), max_length=40, unique=True)
    means = models.CharField(_("what we write"), max_length=200)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        ordering = ["said"]

    def __str__(self) -> str:
        return f"{self.said} → {self.means}"
