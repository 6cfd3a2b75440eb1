"""The quarter's statements: read, printed, answered before they are public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.requests import actor_of
from foundation.answers import sent, status_of
from residents.bilingual import named
from services.actions.statements import answer_statement
from services.forms.partner import AnswerForm
from services.queries.agreement_list import frozen
from services.queries.agreement_words import shown_statement
from services.queries.partner_desk import statements_of
from services.queries.quarter_words import shown
from services.views.partner.answering import answered
from services.views.partner.door import Mine, address, partner_page

ANSWER = 500
HINT = gettext_lazy("Once only. It is printed beside the verdict, for everybody.")


@partner_page
@require_safe
def statements(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Every statement of the organisation, the newest first."""
    rows = [
        shown(frozen(one)) | {"title": named(one.agreement, "title")}
        for one in statements_of(mine.user, mine.organization)
    ]
    return render(request, "services/partner_statements.html", {"mine": mine, "rows": rows})


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, mine: Mine, pk: int) -> HttpResponse:
    """One statement as a paper; the answer is asked for while it is not public."""
    row = get_object_or_404(statements_of(mine.user, mine.organization), pk=pk)
    form = AnswerForm(sent(request), most=ANSWER, hint=HINT)

    def act(text: str) -> None:
        answer_statement(by=actor_of(request), statement=row, text=text)

    if gone_on := answered(request, form, act, address(mine, "services:partner_statement", pk)):
        return gone_on
    context = shown_statement(row) | {
        "mine": mine,
        "form": form,
        "answerable": not row.answer and row.published_at is None,
    }
    return render(request, "services/partner_statement.html", context, status=status_of(form))
