"""The second factor of one's own account: add an app, take it off, get new recovery codes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.accounts import queries, setup
from foundation.accounts.actions import factors
from foundation.accounts.forms.login import WRONG_CODE
from foundation.accounts.forms.own import ConfirmForm, FactorForm
from foundation.accounts.requests import actor_of, user_of
from foundation.accounts.tries import TOO_MANY, claim, claim_code
from foundation.accounts.views.own import confirmed
from foundation.refusals import TooMany
from foundation.site.codes import qr_svg


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """How it stands; without a second factor, the page that adds one."""
    if queries.has_factor(user_of(request)):
        return state(request)
    if request.method == "POST":
        return add(request)
    sealed = setup.new_sealed(user_of(request))
    return offer(request, FactorForm(initial={"sealed": sealed}), sealed)


def add(request: HttpRequest) -> HttpResponse:
    """The app is added once it has shown a right code; its recovery codes are shown once."""
    form, user = FactorForm(request.POST), user_of(request)
    sealed = request.POST.get("sealed", "")
    secret = setup.secret_of(user, sealed)
    if secret is None:  # somebody else's page, or none of ours: begin again
        return redirect("account_second_factor")
    if form.is_valid():
        if not claim("login.code", f"user:{user.pk}"):
            raise TooMany(str(TOO_MANY))
        code = form.cleaned_data["code"]
        if setup.is_right(secret, code):
            claim_code(user, code)
            codes = factors.add_factor(by=actor_of(request), user=user, secret=secret)
            return shown(request, codes, first=True)
        form.add_error("code", WRONG_CODE)
    return offer(request, form, sealed)


def offer(request: HttpRequest, form: FactorForm, sealed: str) -> HttpResponse:
    """The code to scan, and the field for the app's first answer."""
    secret = setup.secret_of(user_of(request), sealed) or ""
    address = setup.address_of(user_of(request), secret)
    context = {
        "form": form,
        "qr": qr_svg(address, _("Code for the app")),
        "secret": setup.grouped(secret),
    }
    return render(request, "foundation/factor_add.html", context)


def state(request: HttpRequest, form: ConfirmForm | None = None) -> HttpResponse:
    """That there is one, and what can be done with it."""
    context: dict[str, Any] = {
        "form": form or ConfirmForm(),
        "codes_left": queries.codes_left(user_of(request)),
    }
    return render(request, "foundation/factor_state.html", context)


def shown(request: HttpRequest, codes: list[str], *, first: bool) -> HttpResponse:
    """The recovery codes, on a page that nothing keeps."""
    context = {"codes": codes, "first": first}
    return render(request, "foundation/factor_codes.html", context)


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Take the app off, or get new codes: with the password."""
    form, user = ConfirmForm(request.POST), user_of(request)
    if not queries.has_factor(user):
        return redirect("account_second_factor")
    if not confirmed(request, form):
        return state(request, form)
    by = actor_of(request)
    if "remove" not in request.POST:
        return shown(request, factors.renew_codes(by=by, user=user), first=False)
    factors.remove_own_factor(by=by, user=user)
    update_session_auth_hash(request, user)
    messages.success(request, _("The second factor was taken off."))
    return redirect("account_second_factor")
