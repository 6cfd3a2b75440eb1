"""The partner's day on one screen: entering it, repeating the last one, taking back."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from foundation.accounts.requests import actor_of
from foundation.answers import UNPROCESSABLE, beside, done, said_no, sent, status_of
from foundation.forms import said
from foundation.refusals import Refused
from services.actions.days import enter_day
from services.actions.deliveries import deliver, undo_delivery
from services.actions.repeats import repeat_day
from services.forms.partner import DayForm, DayPicker, EntryForm, name_of
from services.ledger_words import amended_words
from services.models import Amendment, Obligation
from services.queries.partner_day import UNDO_FOR, PartnerDay, may_still_undo, partner_day
from services.queries.partner_desk import (
    agreements_of,
    amended_lately,
    deliveries_of,
    first_open_day,
    obligations_of,
    reductions_to_answer,
    statements_to_answer,
)
from services.views.partner.door import (
    Mine,
    address,
    partner_page,
)

NEAR = 3  # days that are one tap away


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Today (or another day of the open quarter): what was promised, and how the quarter stands."""
    now = timezone.now()
    agreements = agreements_of(mine.user, mine.organization)
    first = first_open_day(agreements)
    on, outside = day_asked(request, first, timezone.localdate(now))
    found = partner_day(agreements, on)
    obligations = [line.obligation for line in found.lines]
    form = DayForm(
        sent(request),
        initial={"day": on, "key": secrets.token_hex(16)},
        obligations=obligations,
    )
    if request.method == "POST" and form.is_valid():
        try:
            number = write(request, form, found)
        except Refused as refusal:
            beside(form, refusal)
        else:
            return entered(request, mine, on, number)
    if form.errors and wants_json(request):
        wrong = [*form.non_field_errors(), *(words for bound in form for words in said(bound))]
        return JsonResponse({"said": " ".join(wrong)}, status=UNPROCESSABLE)
    context = shown(mine, found, form, now) | {
        "outside": outside,
        "amended": shown_amended(amended_lately(agreements, timezone.localdate(now))),
        "first": first,
        "days": near_days(mine, first, on, timezone.localdate(now)),
    }
    return render(request, "services/partner_day.html", context, status=status_of(form))


def write(request: HttpRequest, form: DayForm, found: PartnerDay) -> int:
    """Enter what was typed, or the same as the day before; how many rows."""
    by, key = actor_of(request), form.cleaned_data["key"]
    if request.POST.get("do") != "repeat":
        amounts = form.amounts()
        return len(enter_day(by=by, amounts=amounts, day=found.day, client_key=key))
    number, refused = 0, None
    for agreement in dict.fromkeys(line.obligation.agreement for line in found.lines):
        try:
            rows = repeat_day(by=by, agreement=agreement, day=found.day, client_key=key)
        except Refused as refusal:
            refused = refusal  # perhaps another agreement has something to repeat
        else:
            number += len(rows)
    if refused and not number:
        raise refused
    return number


def repeatable(found: PartnerDay) -> list[tuple[Obligation, Decimal]]:
    """What would be entered again: of the day before, where nothing is entered yet."""
    return [
        (line.obligation, line.yesterday)
        for line in found.lines
        if line.yesterday > 0 and not line.entered
    ]


def entered(request: HttpRequest, mine: Mine, on: date, number: int) -> HttpResponse:
    """Back to the day: by its address for a script that sent it, else as a redirect."""
    words = ngettext("%(n)s item entered.", "%(n)s items entered.", number) % {"n": number}
    to = day_address(mine, on)
    messages.success(request, words)
    if wants_json(request):
        return JsonResponse({"to": to})
    return redirect(to)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of the page asks."""
    return request.headers.get("Accept", "") == "application/json"


def shown(mine: Mine, found: PartnerDay, form: DayForm, now: datetime) -> dict[str, Any]:
    """What the page shows; a form that was refused has a new key, as nothing of it stands."""
    if form.errors:
        typed = cast(QueryDict, form.data).copy()
        typed["key"] = secrets.token_hex(16)
        form.data = typed
    return {
        "mine": mine,
        "form": form,
        "day": found.day,
        "today": timezone.localdate(now),
        "picker": DayPicker(initial={"day": found.day}),
        "rows": [{"line": line, "field": form[name_of(line.obligation)]} for line in found.lines],
        "titles": len({line.obligation.agreement_id for line in found.lines}) > 1,
        "before": repeatable(found),
        "recent": [
            {"row": row, "obligation": line.obligation, "until": row.at + UNDO_FOR}
            for line in found.lines
            for row in line.entries
            if may_still_undo(row, now)
        ],
        "statements": statements_to_answer(mine.user, mine.organization),
        "reduced": reductions_to_answer(mine.user, mine.organization).count(),
        "here": day_address(mine, found.day),
    }


def shown_amended(amendments: list[Amendment]) -> list[dict[str, Any]]:
    """What was agreed anew of which agreement, in words."""
    return [
        {"agreement": row.agreement, "row": row, "changes": amended_words(row)}
        for row in amendments
    ]


def day_asked(request: HttpRequest, first: date | None, today: date) -> tuple[date, bool]:
    """The day of the form or the address, and whether another was asked for that is not open."""
    picker = DayPicker(request.POST if request.method == "POST" else request.GET)
    asked = picker.asked() if "day" in picker.data else today
    if asked is None or not (first or today) <= asked <= today:
        return today, True
    return asked, False


def day_address(mine: Mine, on: date) -> str:
    """The page of a day."""
    here = address(mine, "services:partner_day")
    if on == timezone.localdate():
        return here
    return f"{here}{'&' if mine.query else '?'}day={on.isoformat()}"


def near_days(mine: Mine, first: date | None, on: date, today: date) -> list[dict[str, Any]]:
    """Today and the days before it, as far as they are open; and the day shown."""
    days = [today - timedelta(days=back) for back in range(NEAR)]
    near = sorted({one for one in days if one >= (first or today)} | {on}, reverse=True)
    return [
        {
            "day": one,
            "back": (today - one).days,
            "url": day_address(mine, one),
            "current": one == on,
        }
        for one in near
    ]


@partner_page
@require_POST
def undo(request: HttpRequest, mine: Mine, pk: int) -> HttpResponse:
    """Take a delivery back that was entered within the last ten minutes."""
    row = get_object_or_404(deliveries_of(mine.user, mine.organization), pk=pk)
    try:
        undo_delivery(by=actor_of(request), delivery=row)
    except Refused as refusal:
        return said_no(request, refusal, address(mine, "services:partner_deliveries"))
    messages.success(request, _("Taken back."))
    return redirect(day_address(mine, row.day))


@partner_page
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, mine: Mine, pk: int) -> HttpResponse:
    """One delivery with a note or a photo."""
    today = timezone.localdate()
    opened = first_open_day(agreements_of(mine.user, mine.organization))
    on, _outside = day_asked(request, opened, today)
    row = get_object_or_404(obligations_of(mine.user, mine.organization), pk=pk)
    first = {"day": on, "key": secrets.token_hex(16)}
    sent = request.method == "POST"
    posted, files = (request.POST, request.FILES) if sent else (None, None)
    form = EntryForm(posted, files, initial=first)
    if sent and form.is_valid():
        try:
            return kept(request, mine, row, form.cleaned_data)
        except Refused as refusal:
            beside(form, refusal)
    context = {"mine": mine, "obligation": row, "form": form, "today": today}
    return render(request, "services/partner_entry.html", context, status=status_of(form))


def kept(
    request: HttpRequest, mine: Mine, obligation: Obligation, data: dict[str, Any]
) -> HttpResponse:
    """Enter it, and go back to its day."""
    quantity: Decimal = data["quantity"]
    deliver(
        by=actor_of(request),
        obligation=obligation,
        quantity=quantity,
        day=data["day"],
        client_key=data["key"],
        note=data["note"],
        photo=data["photo"],
    )
    return done(request, _("Entered."), address(mine, "services:partner_day"))
