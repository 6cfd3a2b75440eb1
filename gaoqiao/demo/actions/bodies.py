"""The bodies of the demo: those that the town has published of one village, and the invented
village's own committee."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle, islice
from typing import Any

from committees.actions.bodies import create_body
from committees.actions.seats import fill_seat
from committees.kinds import Area, BodyKind, SeatGroup, SeatRole
from committees.models import Body
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.queries import published_place
from residents.actions.organizations import create_organization
from residents.models import Organization, Person, Place

# What the town has published of this village: five functional branches, a committee, 19 people of
# social groups among its members. How they spread over the groups is invented.
PUBLISHED_VILLAGE = "330203100224"
GROUPS = {
    SeatGroup.ENTERPRISE: 4,
    SeatGroup.SHOP: 4,
    SeatGroup.LANDLORD: 3,
    SeatGroup.TENANT: 4,
    SeatGroup.VILLAGER: 4,
}
PARTY = 7
AREAS = (
    (Area.APARTMENTS, "公寓楼", "Apartments", (SeatGroup.LANDLORD, SeatGroup.TENANT)),
    (Area.ENTERPRISES, "企业", "Enterprises", (SeatGroup.ENTERPRISE,)),
    (Area.SHOPS, "商铺", "Shops", (SeatGroup.SHOP,)),
    (Area.ROADS, "道路", "Roads", (SeatGroup.ENTERPRISE, SeatGroup.VILLAGER)),
    (Area.HAMLETS, "自然村", "Hamlets", (SeatGroup.VILLAGER,)),
)
FIRST = 90  # people before this one hold posts or live in the invented village
SHIFAN_FIRST = 60


def make_bodies(cast: Cast) -> None:
    """Both villages' bodies with their seats; in another town, only the invented one's."""
    village = published_place(cast.town, PUBLISHED_VILLAGE)
    if village is not None:
        _make_published(cast, village, cast.people[FIRST : FIRST + PARTY + sum(GROUPS.values())])
    _make_shifan(cast)


def _make_published(cast: Cast, village: Place, people: list[Person]) -> None:
    """The village's branch leads; its secretary chairs the committee; each area has a branch."""
    party, social = people[:PARTY], _by_group(people[PARTY:])
    branch = _body(
        cast,
        village,
        (f"{village.name}党支部", f"Party branch of {village.name_en}"),
        BodyKind.PARTY_BRANCH,
        "branch",
    )
    committee = _body(
        cast,
        village,
        (f"{village.name}区域共治委员会", f"Co-governance committee of {village.name_en}"),
        BodyKind.COMMITTEE,
        "committee",
        led_by=branch,
    )
    _sit(cast, committee, party[0], SeatGroup.PARTY, SeatRole.CHAIR)
    _sit(cast, committee, party[1], SeatGroup.PARTY)
    for group, members in social.items():
        for person in members:
            _sit(cast, committee, person, group)
    for (area, word, english, groups), secretary in zip(AREAS, party[2:], strict=True):
        names = (
            f"{village.name}{word}功能型党支部",
            f"{english}: functional Party branch of {village.name_en}",
        )
        body = _body(
            cast, village, names, BodyKind.FUNCTIONAL_BRANCH, area, area=area, led_by=branch
        )
        _sit(cast, body, secretary, SeatGroup.PARTY, SeatRole.CHAIR)
        for group in groups:
            for person in social[group][:2]:
                _sit(cast, body, person, group)


def _make_shifan(cast: Cast) -> None:
    """The invented village's committee, in which the demo's personas sit."""
    body = create_body(
        by=cast.by, organization=cast.organizations["committee"], kind=BodyKind.COMMITTEE
    )
    cast.bodies["committee"] = body
    _sit(cast, body, cast.personas["chair"], SeatGroup.PARTY, SeatRole.CHAIR)
    _sit(cast, body, cast.personas["secretary"], SeatGroup.VILLAGER, SeatRole.SECRETARY)
    _sit(cast, body, cast.personas["member"], SeatGroup.TENANT)
    people = cast.people[SHIFAN_FIRST : SHIFAN_FIRST + 11]
    for person, group in zip(people, islice(cycle(GROUPS), len(people)), strict=True):
        _sit(cast, body, person, group)


def _by_group(people: Iterable[Person]) -> dict[SeatGroup, list[Person]]:
    """The people dealt out to the groups, as many as each has."""
    rest = iter(people)
    return {group: list(islice(rest, number)) for group, number in GROUPS.items()}


def _body(
    cast: Cast, place: Place, names: tuple[str, str], kind: BodyKind, key: str, **details: Any
) -> Body:
    """A body with its name in Chinese and in English."""
    organization = create_organization(
        by=cast.by,
        name=names[0],
        name_en=names[1],
        kind=Organization.Kind.BODY,
        place=place,
        slug=f"{place.code}-{key}",
    )
    return create_body(by=cast.by, organization=organization, kind=kind, **details)


def _sit(cast: Cast, body: Body, person: Person, group: str, role: str = SeatRole.MEMBER) -> None:
    fill_seat(
        by=cast.by,
        body=body,
        person=person,
        group=group,
        role=role,
        since=cast.day(380).date(),
    )
