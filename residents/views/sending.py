"""The last page of a need: check and send; then the slip."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.requests import actor_of
from foundation.phones import dialled
from foundation.refusals import NotAllowed, Refused
from foundation.site.codes import qr_svg
from foundation.site.queries import short_link_to
from foundation.throttle import actions as throttle
from residents.actions.raising import raise_need
from residents.bilingual import local_address, named, words
from residents.forms.following import TrackForm
from residents.lookup_codes import shown_code
from residents.models import Need, Place
from residents.photos import ENDING, MEDIA_TYPE
from residents.queries.categories import answer_workdays, handled_category
from residents.queries.need_page import need_of_codes
from residents.queries.need_places import place_chosen
from residents.queries.published import track_address
from residents.queries.reporters import need_sent, person_of, slip_still_shown
from residents.queries.similar_needs import similar_needs
from residents.views import need_draft, slips
from residents.views.need_draft import Answers

KEY = re.compile(r"[0-9a-f]{32}")
RAISED, RAISED_WITHIN = 20, timedelta(hours=1)
PAGE_OF = {
    "words": "residents:need_new",
    "category": "residents:need_new",
    "photos": "residents:need_new",
    "place": "residents:need_where",
    "spot": "residents:need_where",
    "phone": "residents:need_contact",
    "name": "residents:need_contact",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Everything said, with links to change it; sending makes the need, once."""
    answers = need_draft.load(request)
    key = request.POST.get("client_key", "") if request.method == "POST" else ""
    if KEY.fullmatch(key) and (sent := need_sent(key)):
        if not slip_still_shown(sent):
            return too_late_page(request)
        return sent_page(request, sent, on_behalf=sent.entered_by_id is not None)
    if answers is None or not answers.words:
        return redirect("residents:need_new")
    place = place_chosen(answers.place)
    if place is None:
        return redirect("residents:need_where")
    if request.method != "POST" or key != answers.client_key:
        return check_page(request, answers)
    try:
        need = send(request, answers, place)
    except Refused as refusal:
        return check_page(request, answers, refusal, status=422)
    except NotAllowed as refusal:
        return check_page(request, answers, Refused(str(refusal), "place"), status=403)
    if need is None:
        return check_page(request, answers, Refused(too_often()), status=429)
    return need_draft.discard(request, sent_page(request, need, on_behalf=answers.on_behalf))


def send(request: HttpRequest, answers: Answers, place: Place) -> Need | None:
    """Raise the need; None when too many came from this address within the hour."""
    by = actor_of(request, channel=answers.channel)
    if by.user is None and not throttle.claim(
        "need.raise", by.address, limit=RAISED, window=RAISED_WITHIN
    ):
        return None
    photos = [
        SimpleUploadedFile(f"{number}.{ENDING}", jpeg, MEDIA_TYPE)
        for number, jpeg in enumerate(need_draft.photos(request, answers))
    ]
    return raise_need(
        by=by,
        words=answers.words,
        place=place,
        category=handled_category(answers.category),
        spot=answers.spot,
        phone=answers.phone,
        name=answers.name,
        reporter=None if answers.on_behalf else person_of(request.user),
        photos=photos,
        on_behalf=answers.on_behalf,
        client_key=answers.client_key,
    )


def too_often() -> str:
    """Why nothing was sent, and the way that is left."""
    return _("Many needs came from here within the hour. Please call, or try again in an hour.")


def check_page(
    request: HttpRequest, answers: Answers, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The answers, what happens to them, and needs like this one that are known already."""
    place = place_chosen(answers.place)
    context: dict[str, Any] = {
        "answers": answers,
        "rows": rows_of(request, answers),
        "similar": similar_needs(answers.words, place) if place else [],
        "refusal": refusal,
        "mend": f"{reverse(PAGE_OF[refusal.field])}?back=check"
        if refusal and refusal.field in PAGE_OF
        else "",
    }
    return render(request, "residents/need_check.html", context, status=status)


def rows_of(request: HttpRequest, answers: Answers) -> list[dict[str, str]]:
    """Each answer with the link to change it."""
    place, kind = place_chosen(answers.place), handled_category(answers.category)
    photos = _("%(n)s photos") % {"n": answers.photos} if answers.photos else _("None")
    rows = [
        ("words", _("What"), words(answers.words)),
        ("category", _("Kind"), named(kind) or _("We sort it for you")),
        ("photos", _("Photos"), photos),
        ("place", _("Village or community"), named(place)),
        ("spot", _("Spot"), words(answers.spot) or _("Not said")),
        ("phone", _("Telephone"), dialled(answers.phone) or _("None: you follow it by the slip")),
        ("name", _("Name"), words(answers.name) or _("Not said")),
    ]
    return [
        {"term": term, "text": text, "url": f"{reverse(PAGE_OF[name])}?back=check"}
        for name, term, text in rows
    ]


def sent_page(request: HttpRequest, need: Need, *, on_behalf: bool) -> HttpResponse:
    """To the slip. Staff may print it; only the reporter's own device follows the need by it."""
    response = redirect("residents:need_slip", number=need.number)
    return slips.remember(request, response, need, use="print" if on_behalf else "follow")


def too_late_page(request: HttpRequest) -> HttpResponse:
    """Where to go on when the form of a need comes again after a day."""
    context = {"form": TrackForm(), "sent_before": True}
    return render(request, "residents/need_track.html", context, status=410)


def printed_address(page: str) -> str:
    """Where something is followed, as it is printed: short, and in no language."""
    with override(settings.LANGUAGE_CODE):
        path = reverse(page)
    return settings.SITE_URL.partition("://")[2] + path


def qr_address(need: Need) -> str:
    """What the QR code holds: the short link that was made when the need was raised."""
    track = track_address(need)
    link = short_link_to(track)
    return settings.SITE_URL + (f"/p/{link.code}" if link else local_address(track))


@never_cache
@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """Number, look-up code, QR, and what happens next: to be kept, or printed."""
    shown = slips.shown(request)
    need = need_of_codes(number, shown)
    if need is None:
        return redirect("residents:need_track")
    context = {
        "need": need,
        "place": named(need.place),
        "on_behalf": shown[need.code] == "print",
        "by_telephone": need.channel == "phone",
        "days": answer_workdays(need.category),
        "code": shown_code(need.code),
        "track": printed_address("residents:need_track"),
        "qr": qr_svg(qr_address(need), _("QR code: follow this need")),
        "has_phone": bool(need.reporter_phone),
    }
    return render(request, "residents/need_slip.html", context)
