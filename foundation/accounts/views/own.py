"""One's own password and e-mail address."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from foundation.accounts.actions import users
from foundation.accounts.forms.own import ChangePasswordForm, EmailForm
from foundation.accounts.requests import actor_of, user_of
from foundation.accounts.tries import TOO_MANY, claim
from foundation.refusals import Refused, TooMany
from foundation.throttle import actions as throttle


def confirmed(request: HttpRequest, form: Form) -> bool:
    """Whether the form is whole and its `current` is the user's password; tries are counted."""
    key = f"user:{user_of(request).pk}"
    if not form.is_valid():
        return False
    if not claim("login.account", key):
        raise TooMany(str(TOO_MANY))
    if not user_of(request).check_password(form.cleaned_data["current"]):
        form.add_error("current", _("This is not your password."))
        return False
    throttle.forgive("login.account", key)
    return True


@never_cache
@login_required
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """A new password: every other session ends, this one gets a new key."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and confirmed(request, form):
        try:
            users.change_password(
                by=actor_of(request), user=user_of(request), password=form.cleaned_data["password"]
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            update_session_auth_hash(request, user_of(request))
            messages.success(request, _("The password was changed. Other devices are logged out."))
            return redirect("account_password")
    return render(request, "foundation/account_password.html", {"form": form})


@never_cache
@login_required
@sensitive_post_parameters()
def email(request: HttpRequest) -> HttpResponse:
    """Where a link for a new password is mailed."""
    form = EmailForm(
        request.POST if request.method == "POST" else None,
        initial={"email": user_of(request).email},
    )
    if request.method == "POST" and confirmed(request, form):
        users.set_email(
            by=actor_of(request), user=user_of(request), email=form.cleaned_data["email"]
        )
        messages.success(request, _("The e-mail address was saved."))
        return redirect("account_email_address")
    return render(request, "foundation/account_email.html", {"form": form})
