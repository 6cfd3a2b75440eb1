"""What an invited person chooses."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.accounts.forms.fields import NewPassword


class JoinForm(NewPassword):
    """User name and password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_(
            "For logging in; a few letters, or your name. If the office has your phone number, you"
            " can log in with that too."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    field_order = ("username", "password", "again")
