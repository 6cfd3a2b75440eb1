"""What people type about their own account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.accounts.forms.fields import NewPassword, password_field


class ConfirmForm(forms.Form):
    """The password, before something that weakens the account."""

    current = password_field(_("Your password"), "current-password")


class ChangePasswordForm(NewPassword, ConfirmForm):
    """The old password and the new one."""

    field_order = ("current", "password", "again")


class EmailForm(ConfirmForm):
    """Where links for a new password and notices are mailed, once it is confirmed."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "Once confirmed: for links to a new password, and for notices about your needs and "
            "posts. Leave it empty to have nothing mailed."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "current")


class ForgotForm(forms.Form):
    """The address that a link is mailed to, if an account has it."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ResetForm(NewPassword):
    """A new password, through a link."""


class FactorForm(forms.Form):
    """The first code of a new app; the sealed secret goes round with the page."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=400)
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits that the app shows now."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
