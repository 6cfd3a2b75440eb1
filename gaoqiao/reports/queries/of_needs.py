"""The measures of needs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from gaoqiao.reports.figures import Kind
from gaoqiao.reports.queries.measure import Column, Measure, Source, Words
from residents.bilingual import local
from residents.models import Need, Rating
from residents.queries import measured
from residents.queries.categories import categories_of_needs
from residents.windows import Window

ROOM = "residents"
NUMBER = npgettext_lazy("unit", "need", "needs")


def day(moment: Any) -> Any:
    """The legal day of a moment; nothing for none."""
    return timezone.localdate(moment) if moment else None


def address(need: Need) -> str:
    """The page of a need."""
    return reverse("residents:need", args=[need.number])


NEEDS = Source(
    rows=lambda: Need.objects.select_related("place", "category"),
    place=lambda need: need.place,
    address=address,
    columns=(
        Column("number", _("number"), lambda need: need.number),
        Column("public_title", _("public title"), lambda need: need.public_title),
        Column("place", _("place"), lambda need: local(need.place)),
        Column("kind_of_need", _("kind of need"), lambda need: local(need.category)),
        Column("state", _("state"), lambda need: need.get_state_display()),
        Column("raised", _("raised"), lambda need: day(need.created_at)),
        Column("promised_date", _("promised date"), lambda need: need.promised_on),
        Column("answered", _("Answered"), lambda need: day(need.answered_at)),
    ),
)
RATINGS = Source(
    rows=lambda: Rating.objects.select_related("need__place"),
    place=lambda rating: rating.need.place,
    address=lambda rating: address(rating.need),
    columns=(
        Column("number", _("number"), lambda rating: rating.need.number),
        Column("public_title", _("public title"), lambda rating: rating.need.public_title),
        Column("place", _("place"), lambda rating: local(rating.need.place)),
        Column("verdict", _("Verdict"), lambda rating: rating.get_verdict_display()),
        Column("date", _("Date"), lambda rating: day(rating.created_at)),
    ),
)


def kind_of(need: Need) -> tuple[str, str]:
    """The kind of a need, or that nobody has said it yet."""
    return (need.category.key, local(need.category)) if need.category else ("", str(_("No kind")))


def kinds() -> list[tuple[str, str]]:
    """Every kind that needs have or can have, and that nobody has said one: of what was always
    handed on to others there is no need. One query."""
    known = [(one.key, local(one)) for one in categories_of_needs()]
    return [*known, ("", str(_("No kind")))]


def of_needs(key: str, words: Words, means: Words, rows: Any, **more: Any) -> Measure:
    """A measure over needs; a count unless it says otherwise."""
    values: dict[str, Any] = {"units": NUMBER, "source": NEEDS, **more}
    return Measure(key, words, means, room=ROOM, rows=rows, **values)


def days(window: Window, rows: list[Need]) -> Any:
    """Working days from raising to the answer."""
    return measured.days_to_answer(window)


MEASURES = (
    of_needs("needs_raised", _("Needs raised"), _("Raised in the period."), measured.raised),
    of_needs(
        "needs_by_kind",
        _("Needs raised, by kind"),
        _("Raised in the period, each under its kind."),
        measured.raised,
        group=kind_of,
        pieces=kinds,
    ),
    of_needs(
        "needs_accepted", _("Needs accepted"), _("Accepted in the period."), measured.accepted
    ),
    of_needs(
        "needs_answered",
        _("Needs answered"),
        _("Answered in the period, or refused with the reason."),
        measured.answered,
    ),
    of_needs(
        "needs_on_time",
        _("Answered by the promised day"),
        _("Of the needs answered in the period, those answered by the day promised."),
        measured.answered,
        units="%",
        kind=Kind.SHARE,
        each=lambda window, rows: measured.on_time,
        adds=(_("By the promised day"),),
    ),
    of_needs(
        "answer_days",
        _("Working days to the answer, on average"),
        _("From the day of raising to that of the answer, of the needs answered in the period."),
        measured.answered,
        units=npgettext_lazy("unit", "working day", "working days"),
        kind=Kind.MEAN,
        each=days,
        adds=(_("Working days"),),
    ),
    of_needs(
        "needs_open",
        _("Needs open at the end"),
        _("Raised before the period ended, and not answered by then."),
        measured.open_at_end,
    ),
    of_needs(
        "needs_late",
        _("Needs overdue at the end"),
        _("Open at the end of the period, and past the promised day."),
        measured.late_at_end,
    ),
    of_needs(
        "ratings",
        _("Answers rated"),
        _("Ratings given in the period."),
        measured.ratings,
        units=npgettext_lazy("unit", "rating", "ratings"),
        source=RATINGS,
    ),
    of_needs(
        "satisfied",
        _("Satisfied with the answer"),
        _("Of the ratings of the period, those that say satisfied, not partly."),
        measured.ratings,
        source=RATINGS,
        units="%",
        kind=Kind.SHARE,
        each=lambda window, rows: measured.satisfied,
        adds=(_("Satisfied"),),
    ),
)
