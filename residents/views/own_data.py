"""What is held with a need, for whoever raised it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.accounts.requests import actor_of
from foundation.answers import as_file
from foundation.handed import readable
from foundation.refusals import Refused
from residents.access.needs import is_whose
from residents.actions.own_data import ask_to_erase, take_contact_back, take_need_data
from residents.models import Need
from residents.queries.need_page import opened_need
from residents.queries.own_data import need_data
from residents.stages import OPEN_STATES
from residents.views import slips
from residents.views.tracking import count_copy


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest, number: str) -> HttpResponse:
    """All that is held with it; a copy to take away; take consent back; ask to have it deleted."""
    need = opened_need(request.user, number, slips.codes(request))
    code = slips.code_for(request, need)
    if need is None or not is_whose(request.user, need, code):
        raise Http404
    refusal = ""
    if request.method == "POST":
        count_copy(request)
        by, asked = actor_of(request), request.POST.get("do")
        try:
            if asked == "contact":
                take_contact_back(by=by, need=need, code=code)
                messages.success(request, _("Name and number are deleted."))
                return redirect("residents:need_data", number=number)
            if asked == "erase":
                ask_to_erase(by=by, need=need, code=code)
                messages.success(request, _("You have asked for it. A clerk will do it."))
                return redirect("residents:need_data", number=number)
            return as_file(take_need_data(by=by, need=need, code=code), f"{number}.json")
        except Refused as refused:
            refusal = refused.message
    if request.GET.get("check") == "contact" and (gone := contact_of(need)):
        context = {"need": need, "gone": gone}
        return render(request, "residents/need_data_check.html", context)
    context = {
        "need": need,
        "facts": readable(need_data(need)),
        "refusal": refusal,
        "over": need.state not in OPEN_STATES,
    }
    status = 409 if refusal else 200
    return render(request, "residents/need_data.html", context, status=status)


def contact_of(need: Need) -> list[dict[str, str]]:
    """The name and the number that are kept with a need, to be shown before they go."""
    kept = {_("Name"): need.reporter_name, _("Telephone number"): need.reporter_phone}
    return [{"term": term, "text": text, "url": ""} for term, text in kept.items() if text]
