"""The whole demo in one act: all of it or nothing, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.site import queries as site
from foundation.site.actions import mark
from foundation.site.models import InstallationKind
from gaoqiao.actions.towns import init_town
from gaoqiao.demo.actions.agreements import keep_agreements
from gaoqiao.demo.actions.bodies import make_bodies
from gaoqiao.demo.actions.listings import make_listings
from gaoqiao.demo.actions.meetings import hold_meetings
from gaoqiao.demo.actions.needs import raise_needs
from gaoqiao.demo.actions.people import make_people
from gaoqiao.demo.actions.places import make_places
from gaoqiao.demo.actions.work import make_workshops
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.queries import may_load
from residents.access.operators import is_operator

STEPS = (
    *(make_places, make_people, make_bodies, raise_needs, make_listings, hold_meetings),
    *(make_workshops, keep_agreements),
)


@action("demo.load")
def load_demo(
    *,
    by: Actor,
    profile: dict[str, Any],
    place_list: bytes,
    password: str,
    now: datetime | None = None,
) -> bool:
    """Make the demo in a database that is empty or holds an empty town; False if it is there.

    Raises `Refused` for a database in which anybody has worked in earnest.
    """
    require(is_operator(by), _("Only a command at the machine may load the demo."))
    if site.is_demo():
        return False
    if not may_load():
        raise Refused(_("This database holds real records: the demo does not touch it."))
    if not password:
        raise Refused(_("DEMO_PASSWORD is not set: it is the password of the demo's accounts."))
    town = init_town(by=by, profile=profile, place_list=place_list, now=now)
    mark(by=by, kind=InstallationKind.DEMO, town_code=town.code or "")
    cast = Cast(by=by, now=now or timezone.now(), password=password, town=town)
    for step in STEPS:
        step(cast)
    return True
