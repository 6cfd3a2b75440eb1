"""What a partner answers, once: to what staff took off, and to a statement before it is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from foundation.answers import beside, done
from foundation.refusals import Refused
from services.forms.partner import AnswerForm


def answered(
    request: HttpRequest, form: AnswerForm, act: Callable[[str], Any], then: str
) -> HttpResponse | None:
    """Write the answer down and go on to an address; None where there is still something to ask."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act(form.cleaned_data["text"])
    except Refused as refusal:
        beside(form, refusal)
        return None
    return done(request, _("Your answer is written down."), then)
