"""Who logs in. Rights are not here: they come from open holdings, one storey up."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.accounts.names import normal_username
from foundation.crypto.fields import BlindIndexField, EncryptedTextField
from foundation.crypto.models import Indexed
from foundation.phones import normal_phone


class UserManager(BaseUserManager["User"]):
    """Finds a user by the name or by the phone number that was typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=normal_username(username or ""))

    def by_phone(self, phone: str) -> models.QuerySet[User]:
        """Users with this phone, in whatever form it is typed (at most one)."""
        return self.filter(phone_index=User._meta.get_field("phone_index").of(phone))

    def by_login(self, typed: str) -> models.QuerySet[User]:
        """The user of this phone or user name, in one query whatever was typed (at most one)."""
        index = User._meta.get_field("phone_index").of(typed)
        return self.filter(models.Q(username=normal_username(typed)) | models.Q(phone_index=index))

    def open(self) -> models.QuerySet[User]:
        """Accounts that may log in: neither closed nor suspended."""
        return self.filter(is_active=True, suspended_at__isnull=True)


class User(Indexed, AbstractBaseUser):
    """A login: a user name, perhaps a phone and an e-mail address, a password.

    Who keeps accounts suspends one (`suspended_at`) and revives it; a closed one is inactive for
    good.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    phone = EncryptedTextField(blank=True, default="", label="user.phone")
    phone_index = BlindIndexField(
        source="phone", label="user.phone", normal=normal_phone, unique=True
    )
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(blank=True, default="")
    email_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(_("open"), default=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    session_round = models.PositiveIntegerField(default=0, editable=False)  # one more ends sessions
    created_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)

    # Asked for by Django and its libraries; no right ever comes from here.
    is_staff: ClassVar[bool] = False
    is_superuser: ClassVar[bool] = False

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Never: rights come from open holdings alone."""
        return False

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        """Never: rights come from open holdings alone."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Never: rights come from open holdings alone."""
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session is checked against: a new password or a new round ends them all."""
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("foundation.user", value, secret=secret, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """A one-time link: the link holds the token, the row only its digest.

    It lets a person in for the first time (`join`) or lets a user choose a new password
    (`reset`), or proves that an e-mail address is theirs (`email`). `subject` names for whom it
    is (for example "residents.person:12"); the storey that knows it makes the link between user
    and subject. Nobody invited where the user asked by e-mail or the clock did it.
    """

    class Kind(models.TextChoices):
        JOIN = "join", _("First log-in")
        RESET = "reset", _("New password")
        EMAIL = "email", _("E-mail address")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.JOIN)
    token_digest = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=80)
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="invitations_made"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="invitations_used"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "invitation")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["subject", "kind"])]
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_paired",
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.created_at:%Y-%m-%d}"
