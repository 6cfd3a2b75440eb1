"""The form of a button or of a new row: bound to its request, and the rows its fields find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Manager, Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.backoffice.filters import choices_seen_by
from foundation.backoffice.forms import PickInput, Typed, picking
from foundation.own_words import own_words
from foundation.record.queries import entries_of
from foundation.refusals import Obstacle, Stale

NOT_KEPT = {"Cache-Control": "no-store"}


def bound(form: Callable[..., forms.Form], request: HttpRequest, row: Any) -> forms.Form:
    """A form of a move: bound to what was posted, knowing its user and its row."""
    sent = request.method == "POST" and "find" not in request.POST
    posted = (request.POST, request.FILES) if sent else ()
    return form(*posted, user=request.user, row=row)


def conflict_of(form: forms.Form, stale: Stale) -> dict[str, Any]:
    """What somebody else has written meanwhile beside what this form says, who and when. The form
    then expects the version that stands now: sent again, it writes over that knowingly."""
    row = stale.current
    if not isinstance(row, Model):
        return {}
    if "revision" in form.fields:
        typed = cast(QueryDict, form.data).copy()
        typed["revision"] = str(getattr(row, "revision", stale.revision))
        form.data = typed
    lines, stands = [], getattr(form, "stands", stands_now)
    for name in form.fields:
        mine = form.cleaned_data.get(name)
        if name != "revision" and hasattr(row, name) and getattr(row, name) != mine:
            theirs, ours = stands(row, name), said(form, name)
            if theirs != ours:
                lines.append((form.fields[name].label, theirs, ours))
    return {"lines": lines, "entry": entries_of(row).order_by("-pk").first()}


def stands_now(row: Model, name: str) -> str:
    """What a field of the row says now."""
    words = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    if isinstance(words, Manager):
        words = _(", ").join(sorted(str(one) for one in words.all()))
    return "—" if words in (None, "") else str(words)


def said(form: forms.Form, name: str) -> str:
    """What the form says in a field."""
    value, field = form.cleaned_data[name], form.fields[name]
    choices = dict(cast(Any, field).choices) if isinstance(field, forms.ChoiceField) else {}
    if isinstance(value, list):
        value = _(", ").join(sorted(str(choices.get(one, one)) for one in value))
    return "—" if value in (None, "") else str(choices.get(value, value))


def links_to(site: Any, request: HttpRequest, obstacle: Obstacle) -> SafeString:
    """The sentence of what stands in the way, the rows as links where the user may open them."""
    rows = [row for _called, row in obstacle.rows]
    return SafeString(obstacle.sentence(as_links(site, request, type(rows[0]), rows)))


def as_links(
    site: Any, request: HttpRequest, model: type[Model], rows: Iterable[Model]
) -> Callable[[str, Any], SafeString]:
    """How what each of these rows of a table is called is written: as a link where the user may
    open it. One query."""
    seen = choices_seen_by(site, model, request).filter(pk__in=[row.pk for row in rows])
    open_to = set(seen.values_list("pk", flat=True))

    def written(called: str, row: Any) -> SafeString:
        if row.pk not in open_to:
            return SafeString(own_words(escape(called)))
        address = reverse(admin_urlname(model._meta, SafeString("change")), args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, own_words(called))

    return written


def found_rows(request: HttpRequest, form: forms.Form) -> HttpResponse | None:
    """What a search field of the form finds, while somebody types in it; None for all else.

    It is posted, because names are typed there, and addresses are written into logs.
    """
    if request.method != "POST" or "find" not in request.POST:
        return None
    name = request.POST["find"]
    field = picking(form, name)
    if field is None:
        return HttpResponse(status=400)
    typed = cast(PickInput, field.widget).value_from_datadict(request.POST, None, name)
    offer = field.offer_for(name, Typed(typed.text))
    return TemplateResponse(request, "components/pick_offer.html", offer, headers=NOT_KEPT)
