"""The buttons of a listing's page: what each asks for and which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move
from services.access.listings import may_keep_listing
from services.actions import hours, listings
from services.forms import listings as forms
from services.kinds import State
from services.models import Listing


def keeps(*states: State) -> Callable[[Any, Listing], bool]:
    """Offered to who keeps the listing, while it is in one of the states."""
    return lambda user, listing: listing.state in states and may_keep_listing(user, listing)


def change(by: Any, listing: Listing, data: dict[str, Any]) -> Listing:
    """Write what the form says, against the version that was seen."""
    fields = {name: data[name] for name in (*forms.WRITTEN, "kinds", "audiences")}
    revision = data["revision"] or 0
    return listings.change_listing(by=by, listing=listing, revision=revision, **fields)


def set_week(by: Any, listing: Listing, data: dict[str, Any]) -> Listing:
    """Replace the usual week."""
    return hours.set_hours(
        by=by,
        listing=listing,
        revision=data["revision"] or 0,
        rules=data["rules"],
        since=data["since"],
    )


def set_day(by: Any, listing: Listing, data: dict[str, Any]) -> Any:
    """Give a day hours of its own."""
    return hours.set_exception(
        by=by, listing=listing, day=data["day"], spans=data["spans"], reason=data["reason"]
    )


def usual_day(by: Any, listing: Listing, data: dict[str, Any]) -> None:
    """Give a day the usual hours back."""
    hours.drop_exception(by=by, listing=listing, day=data["day"])


def shut(by: Any, listing: Listing, data: dict[str, Any]) -> Any:
    """Closed for the rest of today."""
    return hours.close_today(by=by, listing=listing, reason=data["why"])


def confirm(by: Any, listing: Listing, data: dict[str, Any]) -> Listing:
    """It all still holds."""
    return listings.confirm_listing(by=by, listing=listing)


def pause(by: Any, listing: Listing, data: dict[str, Any]) -> Listing:
    """Not for the time being."""
    return listings.pause_listing(by=by, listing=listing, why=data["why"])


def resume(by: Any, listing: Listing, data: dict[str, Any]) -> Listing:
    """It runs again."""
    return listings.resume_listing(by=by, listing=listing)


def end(by: Any, listing: Listing, data: dict[str, Any]) -> Listing:
    """For good."""
    return listings.end_listing(by=by, listing=listing, why=data["why"])


RUNS, PAUSED = State.ACTIVE, State.PAUSED
LISTING_MOVES = (
    Move("change", _("Change"), forms.ListingForm, change, keeps(RUNS, PAUSED), primary=True),
    Move(
        "hours",
        _("Change the opening hours"),
        forms.HoursForm,
        set_week,
        keeps(RUNS, PAUSED),
        words=_("One line a day, such as 8:30-11:30 13:30-17:00; leave it empty when closed."),
    ),
    Move("close", _("Close for the rest of today"), forms.WhyForm, shut, keeps(RUNS)),
    Move("day", _("A day with other hours"), forms.DayForm, set_day, keeps(RUNS, PAUSED)),
    Move(
        "usual",
        _("Usual hours again on a day"),
        forms.UsualDayForm,
        usual_day,
        lambda user, listing: keeps(RUNS, PAUSED)(user, listing) and listing.exceptions.exists(),
    ),
    Move(
        "confirm",
        _("Everything still holds"),
        forms.PlainForm,
        confirm,
        keeps(RUNS, PAUSED),
        words=_("The page will say that it was confirmed today."),
    ),
    Move("pause", _("Pause"), forms.WhyForm, pause, keeps(RUNS)),
    Move("resume", _("Run again"), forms.PlainForm, resume, keeps(PAUSED)),
    Move(
        "end",
        _("End for good"),
        forms.WhyForm,
        end,
        keeps(RUNS, PAUSED),
        words=_("The page disappears and cannot be brought back. Pause it if it will run again."),
        danger=True,
    ),
)
