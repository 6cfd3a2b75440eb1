"""Fields that several forms of accounts have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_LENGTH = 128
RULES = _("At least 10 characters. A short sentence is easy to remember and hard to guess.")


def password_field(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    """A password as it is typed: spaces count, and it is never shown again."""
    return forms.CharField(
        label=label,
        max_length=PASSWORD_LENGTH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "autocapitalize": "none"}),
        **options,
    )


class NewPassword(forms.Form):
    """A new password, typed twice; its rules are the action's to judge."""

    password = password_field(_("New password"), "new-password", help_text=RULES)
    again = password_field(_("The new password again"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return data
