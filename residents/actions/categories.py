"""Need categories: what people can ask for, how long it may take, where it goes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from residents.access.operators import may_shape_town
from residents.models import NeedCategory, Post

LONGEST = 250  # working days: a year


@action("categories.create")
def create_category(
    *,
    by: Actor,
    key: str,
    name: str,
    workdays: int = 5,
    route: Post | None = None,
    hand_off: str = "",
    **details: Any,
) -> NeedCategory:
    """Add a kind of need: its deadline in working days, the post it goes to (None: the clerk of
    the place), or the service it is handed off to. `details` are other fields (hint, order …)."""
    require(may_shape_town(by), _("Only who keeps the town may add kinds of needs."))
    if NeedCategory.objects.filter(key=key).exists():
        raise Refused(_("There is a kind of need with this key already."), "key")
    category = NeedCategory.objects.create(
        key=key, name=name, workdays=workdays, route=route, hand_off=hand_off, **details
    )
    record.note(
        by, "category.created", category, values={"workdays": workdays, "hand_off": hand_off}
    )
    return category


@action("categories.change")
def change_category(
    *, by: Actor, category: NeedCategory, revision: int, workdays: int, route: Post | None
) -> NeedCategory:
    """Give a kind of need another deadline in working days, or another post to go to (None: the
    clerk of the place). Promises made before keep their day. Raises `Stale` where somebody else
    has changed it since `revision`.
    """
    require(may_shape_town(by), _("Only who keeps the town may change kinds of needs."))
    if not 1 <= workdays <= LONGEST:
        raise Refused(_("Give 1 to %(n)s working days.") % {"n": LONGEST}, "workdays")
    before = category.workdays, category.route_id
    update_revised(category, expected=revision, workdays=workdays, route=route)
    record.note(
        by,
        "category.changed",
        category,
        values={"workdays": (before[0], workdays), "route": (before[1], category.route_id)},
    )
    return category
