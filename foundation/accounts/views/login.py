"""Log in, second factor at log-in, log out."""

from __future__ import annotations

from typing import Any

from allauth.account import views as library
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from foundation import actor
from foundation.accounts.actions import users
from foundation.accounts.forms.login import WRONG_CODE, CodeForm, LoginForm
from foundation.accounts.requests import address_of
from foundation.accounts.tries import TOO_MANY, claim, claim_code
from foundation.throttle import actions as throttle


class LoginView(library.LoginView):
    """By phone or user name, with a password; then, where there is one, the second factor."""

    template_name = "foundation/account_login.html"
    form_class = LoginForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again: 429 when there were too many tries."""
        response = super().form_invalid(form)
        if form.has_error("__all__", "held"):
            response.status_code = 429
        return response


class CheckCodeView(AuthenticateView):
    """The second step of a log-in; tries are counted for the account in rows."""

    template_name = "foundation/account_check_code.html"
    form_class = CodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A code is looked at only while there are tries left."""
        user = self.stage.login.user
        key = f"user:{user.pk}"
        if not claim("login.code", key):
            return self.said(TOO_MANY, 429)
        if not self.form.is_valid():
            users.note_failure(
                by=actor.visitor(address_of(request)), subject=user, verb="account.code_failed"
            )
            return self.form_invalid(self.form)
        if not self.is_first_use():
            return self.said(WRONG_CODE, 200)
        throttle.forgive("login.code", key)
        return self.form_valid(self.form)

    def is_first_use(self) -> bool:
        """A code of the app counts once, on every worker; recovery codes count themselves."""
        used = self.form.authenticator
        if used.type != Authenticator.Type.TOTP:
            return True
        return claim_code(used.user, self.form.cleaned_data["code"])

    def said(self, sentence: Any, status: int) -> HttpResponse:
        """The page again with a sentence, and an empty field."""
        self.auth_form = CodeForm(user=self.stage.login.user)
        return self.render_to_response({**self.get_context_data(), "said": sentence}, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`said` is empty unless the code was not even looked at."""
        return {"said": "", **super().get_context_data(**kwargs)}


@method_decorator(never_cache, name="dispatch")
class LogoutView(library.LogoutView):
    """Asks on GET, logs out on POST."""

    template_name = "foundation/account_logout.html"
