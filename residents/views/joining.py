"""The page of an invitation: choose a name and a password, once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from foundation.accounts.queries import link_of
from foundation.accounts.requests import actor_of, address_of
from foundation.accounts.tries import TOO_MANY, claim
from foundation.accounts.words import why_closed
from foundation.answers import beside, sent
from foundation.refusals import Refused, TooMany
from residents.actions.invitations import accept_invitation
from residents.forms.joining import JoinForm
from residents.queries.accounts import person_of_link


@never_cache
@sensitive_post_parameters()
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Make the account of an invitation; then log in with it."""
    link = link_of(token, "join")
    closed = why_closed(link, timezone.now())
    form = JoinForm(sent(request))
    if request.method == "POST" and not closed and form.is_valid():
        if not claim("link.address", address_of(request)):
            raise TooMany(str(TOO_MANY))
        data = form.cleaned_data
        try:
            accept_invitation(
                by=actor_of(request),
                token=token,
                username=data["username"],
                password=data["password"],
            )
        except Refused as refusal:
            beside(form, refusal)
        else:
            return redirect("account_login")
    person = person_of_link(link) if link and not closed else None
    context = {"form": form, "closed": closed, "person": person}
    return render(request, "residents/join.html", context, status=410 if closed else 200)
