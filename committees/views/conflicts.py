"""Two people, or two windows, wrote the same paper: both texts, names and times, and a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.forms.minutes import OutcomeForm, written_item, written_paper
from committees.queries.meetings import LastSave, agenda, last_save, newest_paper
from foundation.accounts.requests import user_of
from foundation.answers import CONFLICT
from foundation.forms import said
from foundation.refusals import Stale
from residents.queries.reporters import person_of

HIDDEN = {"revision", "kept", "photos"}


@dataclass(frozen=True)
class Pair:
    """One field as both wrote it."""

    label: str
    mine: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether they wrote different things."""
        return self.mine.strip() != self.theirs.strip()


def errors_of(desk: Any) -> dict[str, Any]:
    """What is still to put right, over all forms of the page, for the summary on top."""
    others: list[str] = []
    fields = []
    for number, form in enumerate([desk.form, *desk.forms]):
        if not form.is_bound:
            continue
        others += form.non_field_errors()
        for bound in form:
            if bound.errors:
                label = str(bound.label)
                if form.prefix and len(desk.forms) > 1:
                    label = _("Item %(n)s, %(field)s") % {"n": number, "field": label}
                anchor = f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
                fields.append({"label": label, "said": said(bound)[0], "anchor": anchor})
    return {"others": others, "fields": fields, "count": len(others) + len(fields)}


def of_people(request: HttpRequest, desk: Any, stale: Stale) -> HttpResponse:
    """Somebody else saved the paper: hers as it stands now beside mine as it was typed."""
    now = newest_paper(desk.meeting)
    pairs = compared(desk.form, {"": written_paper(now)}, _("Minutes"))
    stands = {f"item-{item.pk}": item for item in agenda(desk.meeting)}
    for form in desk.forms:
        item = stands.pop(form.prefix, None)
        pairs += compared(form, {form.prefix: written_item(item)}, heading(form.item or item))
    for prefix, item in stands.items():
        form = OutcomeForm(None, meeting=desk.meeting, item=item, posts=desk.posts, full=desk.full)
        pairs += compared(form, {prefix: written_item(item)}, heading(item), mine=False)
    context = {"who": last_save(now) if now else None, "revision": stale.revision, "act": "next"}
    return conflict(request, desk, pairs, context)


def of_windows(request: HttpRequest, desk: Any, stale: Stale) -> HttpResponse:
    """One's own draft was kept from another window meanwhile."""
    values = stale.current or {}
    pairs = []
    for form in [desk.form, *desk.forms]:
        start = f"{form.prefix}-" if form.prefix else ""
        theirs = {name: values.get(start + name, "") for name in form.fields}
        item = getattr(form, "item", None)
        pairs += compared(form, {form.prefix or "": theirs}, heading(item) if form.prefix else "")
    context = {"who": None, "kept": stale.revision, "act": "keep"}
    return conflict(request, desk, pairs, context)


def conflict(
    request: HttpRequest, desk: Any, pairs: list[Pair], context: dict[str, Any]
) -> HttpResponse:
    """The page of the choice (409); everything typed goes along in hidden fields."""
    person = person_of(user_of(request))
    changed = {name: context.get(name) for name in ("revision", "kept") if context.get(name)}
    skip = {"csrfmiddlewaretoken", "do", *changed}
    typed = [(name, text) for name, text in request.POST.items() if name not in skip]
    mine = LastSave(person.name if person else "", timezone.now())
    context |= {
        "meeting": desk.meeting,
        "pairs": [pair for pair in pairs if pair.differs],
        "typed": [*typed, *changed.items()],
        "me": mine,
    }
    return render(request, "committees/minutes_conflict.html", context, status=CONFLICT)


def compared(
    form: Form, theirs: dict[str, dict[str, Any]], of: str, *, mine: bool = True
) -> list[Pair]:
    """The fields of a form as I typed them beside how they stand."""
    ((_prefix, values),) = theirs.items()
    pairs = []
    for name, field in form.fields.items():
        if name in HIDDEN:
            continue
        typed = form.data.get(form.add_prefix(name), "") if mine else ""
        label = f"{of}: {field.label}" if of and form.prefix else str(field.label)
        pairs.append(Pair(label, in_words(field, typed), in_words(field, values.get(name))))
    return pairs


def in_words(field: Any, value: Any) -> str:
    """A value as a person reads it: the label of a choice, else the text."""
    if value in (None, ""):
        return ""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(str(value), str(value))


def heading(item: Any) -> str:
    """The name of an item; a new one has none."""
    return item.title if item is not None else _("New item")
