"""Who logs in. Rights are not here: they come from open holdings, one storey up."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from foundation.crypto.fields import BlindIndexField, EncryptedTextField
from foundation.phones import normal_phone


class UserManager(BaseUserManager["User"]):
    """Finds a user by the name or by the phone number that was typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)

    def by_phone(self, phone: str) -> models.QuerySet[User]:
        """Users with this phone, in whatever form it is typed (at most one)."""
        field = User._meta.get_field("phone_index")
        return self.filter(phone_index=field.of(phone))


class User(AbstractBaseUser):
    """A login: a user name, perhaps a phone and an e-mail address, a password.

    A dormant account is suspended (`suspended_at`) and revived by one confirmation; a closed one
    is inactive for good.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=60, unique=True)
    phone = EncryptedTextField(blank=True, default="", label="user.phone")
    phone_index = BlindIndexField(
        source="phone", label="user.phone", normal=normal_phone, unique=True
    )
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username


class Invitation(models.Model):
    """A way in for one person, once: the link holds the token, the row only its digest.

    `subject` names what the invited person will find open (for example "residents.person:12");
    the storey that knows it makes the link between user and subject.
    """

    token_digest = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=80)
    phone = EncryptedTextField(blank=True, default="", label="invitation.phone")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="invitations_made")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_paired",
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.created_at:%Y-%m-%d}"
