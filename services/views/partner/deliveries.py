"""What was delivered by day, corrected with a reason; what staff took off, and the answer to it."""

from __future__ import annotations

from datetime import date

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.requests import actor_of
from foundation.answers import beside, done, sent, status_of
from foundation.files.views import answer
from foundation.refusals import Refused
from services.access.agreements import photographed_deliveries
from services.actions.deliveries import correct_delivery
from services.actions.reductions import answer_reduction
from services.forms.partner import AnswerForm, CorrectForm
from services.queries.partner_day import UNDO_FOR
from services.queries.partner_desk import deliveries_of, reductions_of, reductions_to_answer
from services.queries.partner_history import entry_of, history_of
from services.views.partner.answering import answered
from services.views.partner.door import Mine, address, partner_page

ANSWER, HINT = 300, gettext_lazy("Once only. It stands beside the reduction.")


@partner_page
@require_safe
def deliveries(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Every delivery, fourteen days a page; what waits for an answer stands on top."""
    before = day_of(request.GET.get("before", ""))
    history = history_of(mine.user, mine.organization, before)
    context = {
        "mine": mine,
        "days": history.days,
        "older": history.older,
        "before": before,
        "waiting": list(reductions_to_answer(mine.user, mine.organization)),
        "undoable": timezone.now() - UNDO_FOR,
    }
    return render(request, "services/partner_deliveries.html", context)


def day_of(text: str) -> date | None:
    """A day of an address; None for nonsense."""
    try:
        return parse_date(text)
    except ValueError:
        return None


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, mine: Mine, pk: int) -> HttpResponse:
    """Say what a delivery really was, and why."""
    row = get_object_or_404(deliveries_of(mine.user, mine.organization), pk=pk)
    form = CorrectForm(sent(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            correct_delivery(
                by=actor_of(request), delivery=row, quantity=data["quantity"], why=data["why"]
            )
        except Refused as refusal:
            beside(form, refusal)
        else:
            return done(request, _("Corrected."), address(mine, "services:partner_deliveries"))
    context = {"mine": mine, "entry": entry_of(row), "form": form}
    return render(request, "services/partner_correct.html", context, status=status_of(form))


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer_one(request: HttpRequest, mine: Mine, pk: int) -> HttpResponse:
    """Answer what staff took off, once."""
    row = get_object_or_404(reductions_of(mine.user, mine.organization), pk=pk)
    form = AnswerForm(sent(request), most=ANSWER, hint=HINT)

    def act(text: str) -> None:
        answer_reduction(by=actor_of(request), reduction=row, text=text)

    if gone_on := answered(request, form, act, address(mine, "services:partner_deliveries")):
        return gone_on
    context = {"mine": mine, "reduction": row, "form": form}
    return render(request, "services/partner_answer.html", context, status=status_of(form))


@never_cache
@require_safe
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """The photo of a delivery, to the partner's people and to staff of the place."""
    rows = photographed_deliveries(request.user).select_related("attachment")
    return answer(get_object_or_404(rows, pk=pk).attachment)
