"""A new password through a one-time link, mailed or handed over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from foundation.accounts import queries
from foundation.accounts.actions import links
from foundation.accounts.forms.own import ForgotForm, ResetForm
from foundation.accounts.requests import actor_of, address_of
from foundation.accounts.tries import TOO_MANY, claim
from foundation.accounts.words import why_closed
from foundation.answers import beside, sent
from foundation.mail import can_mail
from foundation.refusals import Refused, TooMany


@never_cache
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail: the same answer and the same work whoever has an account. Without a
    gateway the office hands links over."""
    form = ForgotForm(sent(request)) if can_mail() else None
    if request.method == "POST" and form is not None and form.is_valid():
        address = form.cleaned_data["email"].lower()
        if not claim("link.address", address_of(request)) or not claim("link.email", address):
            raise TooMany(str(TOO_MANY))
        links.ask_reset_mail(by=actor_of(request), user=queries.user_of_email(address))
        return redirect("account_reset_asked")
    return render(request, "foundation/account_forgot.html", {"form": form})


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next, for everybody who asked."""
    return render(request, "foundation/account_reset_asked.html")


@never_cache
@sensitive_post_parameters()
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a new password; nobody is logged in by it."""
    form = ResetForm(sent(request))
    closed = why_closed(queries.link_of(token, "reset"), timezone.now())
    if request.method == "POST" and not closed and form.is_valid():
        if not claim("link.address", address_of(request)):
            raise TooMany(str(TOO_MANY))
        try:
            links.reset_password(
                by=actor_of(request), token=token, password=form.cleaned_data["password"]
            )
        except Refused as refusal:
            beside(form, refusal)
        else:
            return redirect("account_reset_done")
    context = {"form": form, "closed": closed}
    return render(request, "foundation/account_reset.html", context, status=410 if closed else 200)


@never_cache
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The password was changed; log in with it."""
    return render(request, "foundation/account_reset_done.html")
