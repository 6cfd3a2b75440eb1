"""What nobody can fill in from the page alone: what they know, what they look up, what they mean.

`KNOWN[form](world, page)` are fields of that form; without an entry, the fields tell enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from residents.models import Place
from tests.factories.accounts import PASSWORD, code_now
from tests.factories.office import make_docx
from tests.factories.uploads import upload
from tests.hostile.happened import APP_SECRET, NEW_BODY, NEW_POST, NEW_VILLAGE
from tests.personas import World

Known = Callable[[World, str], dict[str, Any]]
SHOWN_SECRET = re.compile(r"<code>([A-Z2-7 ]+)</code>")


def always(**fields: Any) -> Known:
    """The same whatever the page says."""
    return lambda _world, _page: fields


def shown_code(_world: World, page: str) -> dict[str, Any]:
    """What the app says that has just read the secret off the page."""
    found = SHOWN_SECRET.search(page)
    assert found, page
    return {"code": code_now(found[1].replace(" ", ""))}


def app_code(_world: World, _page: str) -> dict[str, Any]:
    """What the app says of somebody who has given the right password."""
    return {"code": code_now(APP_SECRET)}


def of_need(world: World, _page: str) -> dict[str, Any]:
    """Number and code of the slip."""
    return {"number": world["own"].need.number, "code": world["own"].need.code}


def of_application(world: World, _page: str) -> dict[str, Any]:
    """Number and code of an application."""
    return {"number": world["own"].application.number, "code": world["own"].application.code}


def lonely_village(_world: World, _page: str) -> dict[str, Any]:
    """The village that is in no cluster yet."""
    return {"places": f"{Place.objects.get(name=NEW_VILLAGE).pk}"}


def papers(_world: World, page: str) -> dict[str, Any]:
    """Another last day, and every paper that may allow it."""
    found = re.findall(r'name="papers" value="(\d+)"', page)
    return {"papers": found, "until": "2027-12-01", "floor_percent": ""}


def in_time(_world: World, _page: str) -> dict[str, Any]:
    """A meeting of one body alone, of which all are told in time, with nothing on its agenda."""
    day = timezone.localdate() + timedelta(days=30)
    return {"day": f"{day}", "tabling": [], "bodies": []}


def yesterday(*names: str) -> Known:
    """These days are over."""
    day = timezone.localdate() - timedelta(days=1)
    return always(**dict.fromkeys(names, f"{day}"))


KNOWN: dict[str, Known] = {
    "account_login": lambda world, _page: {
        "login": world.users["resident"].username,
        "password": PASSWORD,
    },
    "account_password": always(current=PASSWORD),
    "account_email_address": always(current=PASSWORD),
    "account_keep_factor": always(current=PASSWORD),
    "account_second_factor": shown_code,
    "mfa_authenticate": app_code,
    "residents:need_track": of_need,
    "workshops:track": of_application,
    "committees:minutes_people": always(do=""),
    "committees:meeting_call": in_time,
    "committees:meeting_change": always(where="另一处示范礼堂"),
    "admin:committees.body/add": always(organization=NEW_BODY, kind="committee", area=""),
    "admin:committees.resolution/hand-over": always(post=NEW_POST),
    "admin:residents.cluster/add": lonely_village,
    "admin:residents.need/assign": always(post=NEW_POST),
    "admin:residents.need/support": always(phone="13900000000"),
    "admin:residents.person/change": always(no_phone=""),
    "admin:residents.person/moved-out": yesterday("until"),
    "admin:services.agreement/amend": papers,
    "admin:services.agreement/end": yesterday("ended_on"),
    "admin:reports.reportdefinition/template": lambda _world, _page: {
        "template": upload(make_docx("满意率 {{ satisfied }}%。"), "form.docx")
    },
}
