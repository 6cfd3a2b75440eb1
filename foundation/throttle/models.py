"""How often something was tried: rows, so that every worker and node counts together."""

from django.db import models


class Throttle(models.Model):
    """Tries of one kind by one digest within the window that began at `since`."""

    kind = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    since = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind", "digest"]
        constraints = [models.UniqueConstraint(name="throttle_once", fields=["kind", "digest"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.tries}"
