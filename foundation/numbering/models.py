"""Gapless numbers."""

from django.db import models


class Counter(models.Model):
    """The last number given out under a name; it moves only inside the writer's transaction."""

    name = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
