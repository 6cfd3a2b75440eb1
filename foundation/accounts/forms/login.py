"""What is typed to log in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as LibraryLoginForm
from allauth.account.models import Login
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.accounts.forms.fields import password_field

WRONG = _("The name or the password is not right.")
WRONG_CODE = _("This code is not right, or it was used already. Wait for the next one.")


class LoginForm(LibraryLoginForm):
    """User name or phone, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name or phone number"),
            max_length=80,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        self.fields["password"] = password_field(_("Password"), "current-password")

    def user_credentials(self) -> dict[str, Any]:
        """Under names of our own, so that the library keeps no phone number in the session."""
        return {"login": self.cleaned_data["login"], "password": self.cleaned_data["password"]}

    def _clean_with_password(self, credentials: dict[str, Any]) -> dict[str, Any]:
        user = get_adapter(self.request).authenticate(self.request, **credentials)
        if user is None:
            raise ValidationError(WRONG, code="wrong")
        self._login, self.user = Login(user=user), user
        return self.cleaned_data


class CodeForm(AuthenticateForm):
    """The second factor at log-in: six digits of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from the app on your phone, or one of your recovery codes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """As the library does; one sentence whatever was wrong."""
        try:
            return str(super().clean_code())
        except ValidationError:
            raise ValidationError(WRONG_CODE, code="wrong") from None
