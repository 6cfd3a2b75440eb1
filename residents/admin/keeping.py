"""The buttons with which the town's own rows are kept: grids, posts, deadlines, days, texts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move
from residents.access.people import may_keep_town, post_path, seat_path
from residents.access.standing import has_right, has_right_at
from residents.actions import endings, organizations, posts, upkeep
from residents.actions.categories import change_category
from residents.actions.offers import end_offer, enter_offer
from residents.actions.place_changes import end_place, rename_place
from residents.actions.places import create_place
from residents.actions.posts import create_post
from residents.actions.valuations import value_venue
from residents.admin.columns import ends
from residents.forms import keeping as forms
from residents.forms import upkeep as changing
from residents.forms.moves import MoveForm
from residents.models import Cluster, NeedCategory, Organization, Place, Post, Venue
from residents.models.place import has_ended
from residents.queries.offers import open_offers
from residents.roles import Right


def keeps_town(user: Any, row: Any = None) -> bool:
    """Offered to who keeps the town."""
    return has_right(user, Right.KEEP_TOWN)


def keeps_place(user: Any, row: Place | Organization | Venue | Cluster) -> bool:
    """Offered to who keeps the town where the row lies, until it has ended."""
    return not has_ended(getattr(row, "ended_on", None)) and may_keep_town(user, seat_path(row))


def values(user: Any, venue: Venue) -> bool:
    """Offered for a venue in use to who keeps the agreements there."""
    keeps = has_right_at(user, Right.KEEP_AGREEMENTS, venue.place.path)
    return keeps and not has_ended(venue.ended_on)


def keeps_offers(user: Any, row: Organization) -> bool:
    """Offered, until it has ended, to who keeps the services where the organisation is."""
    keeps = has_right_at(user, Right.KEEP_LISTINGS, row.place.path)
    return keeps and not has_ended(row.ended_on)


def values_of(data: dict[str, Any], *left_out: str) -> dict[str, Any]:
    """The form's values, for an action."""
    return {key: value for key, value in data.items() if key not in {"revision", *left_out}}


def add_grid(by: Any, place: Place, data: dict[str, Any]) -> Place:
    """A grid inside the place."""
    return create_place(by=by, parent=place, **values_of(data))


def add_post(by: Any, seat: Place | Organization | Cluster, data: dict[str, Any]) -> Post:
    """A post in the place, organisation or cluster."""
    return create_post(by=by, seat=seat, **values_of(data))


def change(by: Any, category: NeedCategory, data: dict[str, Any]) -> NeedCategory:
    """Another deadline or another post, on the version that was seen."""
    return change_category(by=by, category=category, **data)


def write(by: Any, row: Any, data: dict[str, Any]) -> Any:
    """The text, on the version that was seen."""
    return upkeep.keep_text(
        by=by, key=row.key, language=row.language, text=data["text"], revision=data["revision"]
    )


def revises(action: Any, name: str) -> Any:
    """An action that takes the form's values, and among them which version it is to revise."""
    return lambda by, row, data: action(by=by, **{name: row}, **data)


def changes_post(user: Any, post: Post) -> bool:
    """Offered for a post in force to who keeps the town there."""
    return not has_ended(post.abolished_on) and may_keep_town(user, post_path(post))


ADD_POST = Move("add-post", _("Add a post here"), forms.PostForm, add_post, keeps_place, opens=True)
PLACE_MOVES = (
    ADD_POST,
    Move("add-grid", _("Add a grid here"), forms.GridForm, add_grid, keeps_place, opens=True),
    Move(
        "rename",
        _("Change the name"),
        changing.RenamePlaceForm,
        revises(rename_place, "place"),
        keeps_place,
        words=_("The name it had is kept. The official name follows the official list."),
    ),
    Move(
        "end",
        _("End this place"),
        changing.EndPlaceForm,
        revises(end_place, "place"),
        keeps_place,
        words=_("What lies in it must have ended before. What was written about it stays."),
        said=lambda place: ends(place.ended_on),
        danger=True,
    ),
)
ORGANIZATION_MOVES = (
    Move(
        "change",
        _("Change this organisation"),
        changing.ChangeOrganizationForm,
        revises(organizations.change_organization, "organization"),
        keeps_place,
        primary=True,
    ),
    ADD_POST,
    Move(
        "end",
        _("End this organisation"),
        changing.EndForm,
        revises(endings.end_organization, "organization"),
        keeps_place,
        words=_("From today on. What hangs on it must have ended before; what was written stays."),
        danger=True,
    ),
    Move(
        "offer",
        _("Enter what it offers"),
        changing.OfferForm,
        lambda by, row, data: enter_offer(by=by, organization=row, **values_of(data)),
        keeps_offers,
        words=_("It goes into the list of resources, from today on."),
    ),
    Move(
        "end-offer",
        _("Something is offered no more"),
        changing.EndOfferForm,
        lambda by, row, data: end_offer(by=by, offer=data["offer_row"]),
        lambda user, row: keeps_offers(user, row) and open_offers(row).exists(),
        words=_("It leaves the list of resources today. What was listed before stays."),
        danger=True,
    ),
)
VENUE_MOVES = (
    Move(
        "change",
        _("Change this venue"),
        changing.ChangeVenueForm,
        revises(organizations.change_venue, "venue"),
        keeps_place,
        primary=True,
    ),
    Move(
        "value",
        _("Say what it is worth"),
        changing.ValueVenueForm,
        lambda by, venue, data: value_venue(by=by, venue=venue, **values_of(data)),
        values,
        words=_("The market rent from a day on. What was said before ends on that day and stays."),
    ),
    Move(
        "end",
        _("End this venue"),
        changing.EndForm,
        revises(endings.end_venue, "venue"),
        keeps_place,
        words=_("From today on. What hangs on it must have ended before; what was written stays."),
        danger=True,
    ),
)
POST_KEPT = (
    Move(
        "change",
        _("Change title or telephone"),
        changing.ChangePostForm,
        revises(posts.change_post, "post"),
        changes_post,
    ),
    Move(
        "abolish",
        _("Abolish this post"),
        MoveForm,
        lambda by, post, _data: posts.abolish_post(by=by, post=post),
        changes_post,
        words=_("Nobody can be put into it again. What it did stays with its title."),
        danger=True,
    ),
)
FIGURE_MOVES = (
    Move(
        "correct",
        _("Correct this figure"),
        changing.CorrectFigureForm,
        lambda by, figure, data: upkeep.keep_figure(
            by=by, key=figure.key, replaces=figure, **values_of(data)
        ),
        lambda user, figure: figure.ended_at is None and keeps_town(user),
        primary=True,
        words=_("A new row takes its place. The one that stood is kept, and shown to nobody."),
        opens=True,
    ),
    Move(
        "end",
        _("Quote it no longer"),
        MoveForm,
        lambda by, figure, _data: upkeep.drop_figure(by=by, figure=figure),
        lambda user, figure: figure.ended_at is None and keeps_town(user),
        words=_("The pages leave it out from now on."),
        danger=True,
    ),
)
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
