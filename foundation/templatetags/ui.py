"""The portal's components as template tags; `/styleguide/` shows each of them.

A tag draws what it is handed and knows no address, no model and no right. Lists may hold
dictionaries or objects; their names are in the docstrings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.template import loader
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.components import arch as seats
from foundation.components import bars
from foundation.components import strip as day
from foundation.templatetags import ui_forms, ui_jobs, ui_phones, ui_trend

register = template.Library()
register.filters.update(ui_forms.register.filters | ui_phones.register.filters)
register.tags.update(ui_forms.register.tags | ui_jobs.register.tags | ui_trend.register.tags)
Context = dict[str, Any]


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing from `static/icons.svg`; always beside words. Put together once a process: a page
    has fifty, of few sorts."""
    drawn = '<svg class="icon" width="20" height="20" aria-hidden="true" focusable="false">{}</svg>'
    return format_html(drawn, format_html('<use href="{}#{}"></use>', static("icons.svg"), name))


@register.inclusion_tag("components/button.html")
def button(
    label: str, url: str = "", kind: str = "", icon: str = "", name: str = "", value: str = ""
) -> Context:
    """A link with `url`, else a submit button. Kinds: primary, text, danger, small (or several)."""
    classes = " ".join(f"button-{part}" for part in kind.split())
    return {
        "label": label,
        "url": url,
        "classes": classes,
        "icon": icon,
        "name": name,
        "value": value,
    }


@register.simple_tag
def tag(label: str, kind: str = "") -> SafeString:
    """A state in words. Kinds: open, done, soon, late, party, or none."""
    return format_html('<span class="tag{}">{}</span>\n', kind and f" tag-{kind}", label)


@register.inclusion_tag("components/crumb.html")
def crumb(label: str, url: str = "") -> Context:
    """One step of the breadcrumbs; the last has no address."""
    return {"label": label, "url": url}


@register.simple_block_tag
def section(
    content: str, title: str, url: str = "", link: str = "", note: str = "", id: str = ""
) -> SafeString:
    """A frame with a heading, an optional link on the right and a line below it."""
    context = {"content": content, "title": title, "url": url, "link": link, "note": note, "id": id}
    return drawn("components/section.html", context)


@register.simple_block_tag
def notice(content: str, kind: str = "", title: str = "") -> SafeString:
    """Something to know. Kinds: info, success (done), warning, error."""
    kinds = {"success": "done", "done": "done", "warning": "warn", "warn": "warn", "error": "error"}
    icons = {"done": "check", "warn": "alert", "error": "alert"}
    kind = kinds.get(kind, "")
    context = {
        "content": content,
        "kind": kind,
        "title": title,
        "icon_name": icons.get(kind, "info"),
    }
    return drawn("components/notice.html", context)


@register.simple_block_tag
def dock(content: str, saved: str = "", unsaved: str = "") -> SafeString:
    """What was saved, and the buttons; sticks to the foot of a phone's screen."""
    return drawn("components/dock.html", {"content": content, "saved": saved, "unsaved": unsaved})


def drawn(name: str, context: Context) -> Any:
    """A template of `components/` with this context."""
    return loader.get_template(name).render(context)


@register.inclusion_tag("components/tile.html")
def tile(title: str, url: str, icon: str, note: str = "", lead: bool = False) -> Context:
    """A task on the front page; inside `<nav class="tiles">`."""
    return {"title": title, "url": url, "icon": icon, "note": note, "lead": lead}


@register.inclusion_tag("components/chips.html")
def chips(label: str, choices: Iterable[Any]) -> Context:
    """A row of filters: each choice has label, url, count (or None) and current."""
    return {"label": label, "choices": choices}


@register.inclusion_tag("components/pills.html")
def pills(found: str, chosen: Iterable[Any], clear_url: str = "") -> Context:
    """How much was found, and what it was filtered by: each has label and url (without it)."""
    return {"found": found, "chosen": chosen, "clear_url": clear_url}


@register.inclusion_tag("components/segments.html")
def segments(label: str, choices: Iterable[Any]) -> Context:
    """Two or three ways to see the same: each has label, url, icon, current."""
    return {"label": label, "choices": choices}


@register.inclusion_tag("components/steps.html")
def steps(
    steps: Iterable[Any], late: bool = False, finished: bool = False, large: bool = False
) -> Context:
    """Where the parcel is. Each step has label and state: done, current, skipped or ""."""
    return {"steps": steps, "late": late, "finished": finished, "large": large}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[Any]) -> Context:
    """The thread. Each entry has title, when, who, text, url, link and state (done, open, late)."""
    return {"entries": entries}


@register.inclusion_tag("components/stat.html")
def stat(value: Any, unit: str, label: str, **more: str) -> Context:
    """A figure and what it counts, inside `<div class="stats">`; `source`, `url`, and `here`: what
    our own records say beside a quoted one."""
    more = {"source": "", "url": "", "here": "", **more}
    return {"value": value, "unit": unit, "label": label, **more}


@register.inclusion_tag("components/ledger.html")
def ledger(columns: Sequence[Any], rows: Iterable[Sequence[Any]], caption: str = "") -> Context:
    """A table, stacked on phones. Columns have label and number; the first cell heads its row."""
    paired = [list(zip(columns, row, strict=True)) for row in rows]
    return {"columns": columns, "rows": paired, "caption": caption}


@register.inclusion_tag("components/progress.html")
def progress(value: Any, total: Any, label: str) -> Context:
    """How much of the whole; the label says it in words."""
    return {"percent": bars.percent(value, total), "label": label}


@register.inclusion_tag("components/vote.html")
def vote(yes: int, no: int, abstained: int) -> Context:
    """A tally as a bar and in words."""
    counts = [
        ("yes", _("For"), yes),
        ("no", _("Against"), no),
        ("abstained", _("Abstained"), abstained),
    ]
    return {"counts": counts, "parts": bars.parts(counts)}


@register.inclusion_tag("components/date.html")
def date_block(day: date) -> Context:
    """A day as a small block."""
    return {"day": day, "month": date_format(day, pgettext("date format of a month", "M"))}


@register.inclusion_tag("components/arch.html")
def arch(
    party: int,
    social: int,
    other: int = 0,
    vacant: int = 0,
    caption: str = "",
    reference: int | None = None,
) -> Context:
    """The arch of seats; `reference` (per cent) only where a charter states one."""
    drawing = seats.arch(party, social, other, vacant)
    return {
        "arch": drawing,
        "party": party,
        "other": other,
        "caption": caption,
        "reference": reference,
    }


@register.inclusion_tag("components/strip.html")
def strip(rows: Sequence[day.Row], now: int | None = None) -> Context:
    """Today's hours; rows are `foundation.components.strip.Row`, now is the minute of the day."""
    return {"strip": day.strip(rows, now)}


@register.inclusion_tag("components/tasks.html")
def tasks(tasks: Iterable[Any], label: str) -> Context:
    """A form in parts: each has label, url ("" is locked), status, state (todo, wrong), current."""
    return {"tasks": tasks, "label": label}


@register.inclusion_tag("components/summary.html")
def summary(rows: Iterable[Any]) -> Context:
    """What was said: each row has term, text, and url to change it (or "")."""
    return {"rows": rows}


@register.inclusion_tag("components/empty.html")
def empty(text: str, url: str = "", label: str = "", icon: str = "inbox") -> Context:
    """Nothing here yet, and the next step."""
    return {"text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("components/pager.html")
def pager(previous: str = "", next: str = "", label: str = "") -> Context:
    """Addresses of the pages before and after; the label says where one is."""
    return {"previous": previous, "next": next, "label": label}


@register.inclusion_tag("components/copy.html")
def copy(target: str, label: str) -> Context:
    """Copies the text of the element with this id; the page loads `js/copy.js`. Hidden without."""
    return {"target": target, "label": label}


@register.inclusion_tag("components/search.html")
def search(
    url: str, label: str, value: str = "", placeholder: str = "", id: str = "search"
) -> Context:
    """A search field with its button; GET with `q`."""
    placeholder = placeholder or label
    return {"url": url, "label": label, "value": value, "placeholder": placeholder, "id": id}


@register.inclusion_tag("components/phone_help.html", takes_context=True)
def phone_help(context: Context) -> Context:
    """The way without a telephone screen; drawn with the town's help line where it has one."""
    return {"help": context["town"]["help"]}
