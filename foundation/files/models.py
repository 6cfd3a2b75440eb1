"""The one model with a file. Rooms point down at it; it points at no one."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone


def private_storage():
    """The storage for files that are only served through a view which asked `access`."""
    return storages["private"]


class AttachmentKind(models.TextChoices):
    IMAGE = "image"
    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"


class Attachment(models.Model):
    """A file kept: its kind found from its content, its size in bytes, its sha256 (hex)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=AttachmentKind)
    media_type = models.CharField(max_length=80)
    file = models.FileField(storage=private_storage, max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
