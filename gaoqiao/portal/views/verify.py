"""Whether a paper is as the archive has it: by the code that it carries, or by its file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import UNPROCESSABLE
from foundation.api.copies import open_to_all
from foundation.seals.queries.heads import newest_seals, told_heads
from foundation.seals.queries.papers import Answer, Verdict, by_code, by_file
from gaoqiao.portal.forms import PaperCodeForm, PaperFileForm
from residents.bilingual import local_address


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """A code is asked for in the address, so that a printed one can lead here; a file is sent, its
    digest compared, and nothing of it kept."""
    sent = request.method == "POST"
    asked = not sent and "code" in request.GET
    code_form = PaperCodeForm(request.GET if asked else None)
    file_form = PaperFileForm(request.POST if sent else None, request.FILES if sent else None)
    answer: Answer | None = None
    if asked and code_form.is_valid():
        answer = by_code(code_form.cleaned_data["code"])
    elif sent and file_form.is_valid():
        answer = by_file(digest_of(file_form.cleaned_data["file"]))
    form = file_form if sent else code_form
    context = {
        "code_form": code_form,
        "file_form": file_form,
        "form": form,
        "answer": answer,
        "told": told(answer, by_file=sent) if answer else None,
        "address": page_of(answer),
        "seals": newest_seals(),
    }
    status = UNPROCESSABLE if form.is_bound and answer is None else 200
    return render(request, "portal/verify.html", context, status=status)


@require_safe
@open_to_all
def seals(_request: HttpRequest) -> HttpResponse:
    """The last seals for who keeps them elsewhere; `verify_record --kept` takes them back."""
    return JsonResponse(told_heads())


@dataclass(frozen=True)
class Told:
    """An answer in words: the kind of its notice, the verdict, why it is so."""

    kind: str
    title: str
    why: str


def told(answer: Answer, *, by_file: bool) -> Told:
    """What is said of an answer."""
    if answer.verdict == Verdict.SAME:
        exact = _("The file is the one that this site gave out, sign by sign.")
        alike = _("The code belongs to this paper. Compare the words of yours with the page.")
        return Told("done", _("As this site's archive has it"), exact if by_file else alike)
    if answer.verdict == Verdict.DIFFERENT:
        altered = _("The archive itself no longer holds what was sealed. Please tell us.")
        other = _(
            "There is such a paper, and what it says is not what yours says: the code does not fit."
        )
        title = _("Not as this site's archive has it")
        return Told("error", title, altered if answer.altered else other)
    no_file = _(
        "No published report was given out as this file. One sign changed, or saved anew by a"
        " program, is another file: then check the code that stands in it."
    )
    no_code = _("No published paper has this code.")
    return Told("warn", _("No such paper here"), no_file if by_file else no_code)


def digest_of(file: UploadedFile[Any]) -> str:
    """The SHA-256 of what was sent, read piece by piece."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()


def page_of(answer: Answer | None) -> str:
    """The page of the paper that was found; "" where its room is switched off."""
    address = local_address(answer.paper.address) if answer and answer.paper else ""
    return address if address and is_valid_path(address) else ""
