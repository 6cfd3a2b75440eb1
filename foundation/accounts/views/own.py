"""One's own password and e-mail address."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.accounts import queries
from foundation.accounts.actions import addresses, users
from foundation.accounts.forms.own import ChangePasswordForm, EmailForm
from foundation.accounts.requests import actor_of, address_of, user_of
from foundation.accounts.tries import TOO_MANY, claim
from foundation.accounts.words import why_closed
from foundation.answers import beside, sent
from foundation.mail import can_mail
from foundation.refusals import Refused, TooMany
from foundation.throttle import actions as throttle

SAVED = gettext_lazy("The e-mail address was saved.")
SAVED_AND_MAILED = gettext_lazy(
    "The e-mail address was saved. Open the link that is mailed to it to confirm it."
)


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
    form = ChangePasswordForm(sent(request))
    if request.method == "POST" and confirmed(request, form):
        try:
            users.change_password(
                by=actor_of(request), user=user_of(request), password=form.cleaned_data["password"]
            )
        except Refused as refusal:
            beside(form, refusal)
        else:
            update_session_auth_hash(request, user_of(request))
            messages.success(request, _("The password was changed. Other devices are logged out."))
            return redirect("account_password")
    return render(request, "foundation/account_password.html", {"form": form})


@never_cache
@login_required
@sensitive_post_parameters()
def email(request: HttpRequest) -> HttpResponse:
    """Where links for a new password and notices are mailed, once it is confirmed."""
    form = EmailForm(
        sent(request),
        initial={"email": user_of(request).email},
    )
    if request.method == "POST" and confirmed(request, form):
        address = form.cleaned_data["email"]
        if address and not claim("link.email", address.lower()):
            raise TooMany(str(TOO_MANY))
        addresses.set_email(by=actor_of(request), user=user_of(request), email=address)
        waits = address and not user_of(request).email_verified and can_mail()
        messages.success(request, SAVED_AND_MAILED if waits else SAVED)
        return redirect("account_email_address")
    context = {"form": form, "can_mail": can_mail()}
    return render(request, "foundation/account_email.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: one button that confirms the address; nobody is logged in by it."""
    closed = why_closed(queries.link_of(token, "email"), timezone.now())
    if request.method == "POST" and not closed:
        if not claim("link.address", address_of(request)):
            raise TooMany(str(TOO_MANY))
        try:
            addresses.confirm_email(by=actor_of(request), token=token)
        except Refused as refusal:
            closed = refusal.message
        else:
            messages.success(request, _("The e-mail address is confirmed."))
            return redirect("account_email_address")
    context = {"closed": closed}
    return render(
        request, "foundation/account_confirm_email.html", context, status=410 if closed else 200
    )
