"""A town from its profile: places, posts, kinds of needs, texts. Again, it changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.calendar.actions import seed_holidays
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.site import queries as site
from foundation.site.actions import mark, write_text
from foundation.site.models import InstallationKind
from gaoqiao.reports.actions.definitions import seed_reports
from residents.access.operators import is_operator
from residents.actions.categories import create_category
from residents.actions.organizations import create_cluster, create_organization
from residents.actions.places import load_place_list
from residents.actions.posts import create_post
from residents.models import Organization, Place, Post
from residents.queries import places
from residents.queries import towns as queries

WINDOW = "window"
SINGLE_POSTS = {
    WINDOW: "town_clerk",
    "supervisor": "supervisor",
    "system_admin": "system_admin",
    "security_admin": "security_admin",
    "audit_admin": "audit_admin",
}
LANGUAGES = {"zh": "zh-hans", "en": "en"}


@action("towns.init")
def init_town(
    *, by: Actor, profile: dict[str, Any], place_list: bytes, now: datetime | None = None
) -> Place:
    """Make what the profile names and the database lacks; rows that staff changed stay theirs.

    `profile` has no problems (`profile_check`). A database may hold several towns; the first one
    is the one it was made for. Raises `Refused`, and `BadList` for a list with errors.
    """
    require(is_operator(by), _("Only a command at the machine may set up a town."))
    code = profile["place"]["code"]
    load_place_list(by=by, raw=place_list)
    town = places.place_of_code(code)
    if town is None or town.level != Place.Level.TOWN:
        raise Refused(_("The list has no town with the code %(code)s.") % {"code": code})
    _make_government(profile, town, by)
    offices = _make_town_posts(profile, town, by)
    _make_village_posts(profile, town, by)
    _make_categories(profile, offices, by)
    _make_clusters(profile, town, by)
    _write_texts(profile, by)
    if site.installation().pk is None:
        mark(by=by, kind=InstallationKind.EMPTY, town_code=code)
    seed_reports(by=by)
    seed_holidays(by=by, years=[timezone.localdate(now).year + step for step in (-1, 0, 1)])
    return town


def _make_government(profile: dict[str, Any], town: Place, by: Actor) -> None:
    slug = profile["government"]["slug"]
    if not queries.organization_slugs([slug]):
        create_organization(
            by=by,
            name=profile["units"]["organiser"],
            kind=Organization.Kind.GOVERNMENT,
            place=town,
            slug=slug,
            name_en=profile["units"].get("organiser_en", ""),
            telephone=profile["government"].get("telephone", ""),
        )


def _make_town_posts(profile: dict[str, Any], town: Place, by: Actor) -> dict[str, Post]:
    """The town's posts; returns those that needs can go to, by the profile's key."""
    titles, there = profile["posts"], queries.town_posts(town)
    for key, role in SINGLE_POSTS.items():
        if (role, "") not in there:
            english = titles.get(f"{key}_en", "")
            post = create_post(by=by, seat=town, role=role, title=titles[key], title_en=english)
            there[role, ""] = post
    for office in profile.get("offices", []):
        key = office["key"]
        if ("office", key) not in there:
            there["office", key] = create_post(
                by=by,
                seat=town,
                role="office",
                title=office["name"],
                title_en=office["name_en"],
                subject=key,
                telephone=office.get("telephone", ""),
            )
    offices = {subject: post for (role, subject), post in there.items() if role == "office"}
    return {WINDOW: there[SINGLE_POSTS[WINDOW], ""], **offices}


def _make_village_posts(profile: dict[str, Any], town: Place, by: Actor) -> None:
    titles = profile["posts"]
    for village in queries.villages_without_clerk(town):
        create_post(
            by=by,
            seat=village,
            role="village_clerk",
            title=titles["village_clerk"].format(place=village.name),
            title_en=titles.get("village_clerk_en", "").format(
                place=village.name_en or village.name
            ),
        )


def _make_categories(profile: dict[str, Any], offices: dict[str, Post], by: Actor) -> None:
    there = queries.category_keys()
    for order, row in enumerate(profile.get("categories", []), start=1):
        if row["key"] in there:
            continue
        words = {key: row.get(key, "") for key in ("name_en", "hint", "hint_en", "telephone")}
        create_category(
            by=by,
            key=row["key"],
            name=row["name"],
            workdays=row.get("workdays", 1),
            route=offices.get(row.get("office", "")),
            hand_off=row.get("hand_off", ""),
            order=order * 10,
            **words,
        )


def _make_clusters(profile: dict[str, Any], town: Place, by: Actor) -> None:
    villages = {village.code: village for village in places.parts_of(town, Place.Level.VILLAGE)}
    there = queries.cluster_slugs()
    for row in profile.get("clusters", []):
        unknown = [code for code in row["places"] if code not in villages]
        if unknown:
            raise Refused(
                _("The cluster %(name)s names %(code)s, which is no village of this town.")
                % {"name": row["name"], "code": unknown[0]}
            )
        if row["slug"] not in there:
            create_cluster(
                by=by,
                name=row["name"],
                places=[villages[code] for code in row["places"]],
                slug=row["slug"],
                name_en=row.get("name_en", ""),
            )


def _write_texts(profile: dict[str, Any], by: Actor) -> None:
    there = site.text_keys()
    for row in profile.get("texts", []):
        for short, language in LANGUAGES.items():
            if (row["key"], language) not in there:
                write_text(by=by, key=row["key"], language=language, text=row[short])
