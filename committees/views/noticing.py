"""The check before a meeting is called or moved at short notice: the rule, and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from committees.models import Body
from committees.queries.numbers import Shortfall, shortfall
from foundation.answers import status_of


def lateness(bodies: Iterable[Body], starts_at: datetime) -> Shortfall | None:
    """By how much people would be told too late if they were told now; None where they are not, or
    the meeting has been already."""
    now = timezone.now()
    return shortfall(bodies, starts_at, now) if starts_at > now else None


def confirmed(request: HttpRequest) -> bool:
    """Whether the form comes from the check, and not from the page before it."""
    return request.POST.get("do") == "sure"


def goes_back(request: HttpRequest) -> bool:
    """Whether another day is to be chosen instead."""
    return request.POST.get("do") == "back"


def check(
    request: HttpRequest, form: forms.Form, short: Shortfall, starts_at: datetime, **shown: Any
) -> HttpResponse:
    """The page that says what would be done and what the rule asks; everything typed goes along in
    hidden fields, and the reason is asked for."""
    form.fields["short_notice_because"].required = True
    context = {"form": form, "short": short, "starts_at": starts_at, **shown}
    return render(request, "committees/meeting_short.html", context, status=status_of(form))
