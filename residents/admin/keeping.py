"""The buttons with which the town's own rows are kept: grids, posts, deadlines, days, texts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move
from residents.access.people import may_keep_town
from residents.access.standing import has_right
from residents.actions import upkeep
from residents.actions.categories import change_category
from residents.actions.places import create_place
from residents.actions.posts import create_post
from residents.forms import keeping as forms
from residents.models import NeedCategory, Organization, Place, Post
from residents.roles import Right


def keeps_town(user: Any, row: Any = None) -> bool:
    """Offered to who keeps the town."""
    return has_right(user, Right.KEEP_TOWN)


def keeps_place(user: Any, row: Place | Organization) -> bool:
    """Offered to who keeps the town where the row lies."""
    return may_keep_town(user, row.path if isinstance(row, Place) else row.place.path)


def values_of(data: dict[str, Any], *left_out: str) -> dict[str, Any]:
    """The form's values, for an action."""
    return {key: value for key, value in data.items() if key not in {"revision", *left_out}}


def add_grid(by: Any, place: Place, data: dict[str, Any]) -> Place:
    """A grid inside the place."""
    return create_place(by=by, parent=place, **values_of(data))


def add_post(by: Any, seat: Place | Organization, data: dict[str, Any]) -> Post:
    """A post in the place or organisation."""
    return create_post(by=by, seat=seat, **values_of(data))


def change(by: Any, category: NeedCategory, data: dict[str, Any]) -> NeedCategory:
    """Another deadline or another post, on the version that was seen."""
    return change_category(by=by, category=category, revision=category.revision, **values_of(data))


def write(by: Any, row: Any, data: dict[str, Any]) -> Any:
    """The text, on the version that was seen."""
    return upkeep.keep_text(
        by=by, key=row.key, language=row.language, text=data["text"], revision=row.revision
    )


ADD_POST = Move("add-post", _("Add a post here"), forms.PostForm, add_post, keeps_place, opens=True)
PLACE_MOVES = (
    ADD_POST,
    Move("add-grid", _("Add a grid here"), forms.GridForm, add_grid, keeps_place, opens=True),
)
ORGANIZATION_MOVES = (ADD_POST,)
CATEGORY_MOVES = (
    Move(
        "change",
        _("Change the deadline or where it goes"),
        forms.CategoryForm,
        change,
        lambda user, category: not category.hand_off and keeps_town(user),
        primary=True,
        words=_("Needs accepted from now on get the new date; promises made before keep theirs."),
    ),
)
DAY_MOVES = (
    Move(
        "change",
        _("Correct this day"),
        forms.DayForm,
        lambda by, _row, data: upkeep.keep_day(by=by, **values_of(data)),
        keeps_town,
        opens=True,
    ),
)
SYNONYM_MOVES = (
    Move(
        "change",
        _("Change these words"),
        forms.SynonymForm,
        lambda by, _row, data: upkeep.keep_synonym(by=by, **values_of(data)),
        keeps_town,
        opens=True,
    ),
)
TEXT_MOVES = (Move("write", _("Write this text"), forms.TextForm, write, keeps_town, primary=True),)
