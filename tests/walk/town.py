"""A village with everybody who meets a need on its way, each with a login of her own."""

from __future__ import annotations

from types import SimpleNamespace

from tests.factories import (
    make_category,
    make_holding,
    make_person,
    make_place,
    make_post,
    make_town,
    make_user,
)
from tests.factories.accounts import add_app
from tests.factories.committees import make_body, make_seat
from tests.factories.services import make_listing

BODY, WORKER, CLERK = "示范村共治委员会", "第一网格网格员", "示范村办事员"
GROUPS = ("party", "enterprise", "tenant", "villager")
NAMES = ("钱示范", "孙示范", "李示范", "周示范")


def make_walk() -> SimpleNamespace:
    """The village, its committee with seats, and the logins of those who work on a need."""
    town = make_town()
    village = make_place("示范村", parent=town)
    committee = make_body(place=village, name=BODY)
    for name, group in zip(NAMES, GROUPS, strict=True):
        make_seat(committee, group, person=make_person(name))
    make_category("道路路灯", key="roads")
    secrets = {
        "village_clerk": logged("village_clerk", CLERK, factor=True, place=village),
        "town_clerk": logged("town_clerk", "示范镇办事员", factor=True, place=town),
        "grid_worker": logged("grid_worker", WORKER, place=village),
        "chair": logged("chair", f"{BODY}主任", organization=committee.organization),
    }
    return SimpleNamespace(village=village, committee=committee, secrets=secrets)


def logged(role: str, title: str, *, factor: bool = False, **where: object) -> str:
    """Somebody in a new post who logs in by the role's name; returns what her app knows."""
    user = make_user(role)
    make_holding(make_person(f"{title[:3]}示范", user=user), make_post(role, title, **where))
    return add_app(user) if factor else ""


def make_canteen(village: object) -> object:
    """The canteen of the village, open every day."""
    return make_listing(
        "示范村老年食堂",
        place=village,
        hours=[(630, 750), (990, 1080)],
        telephone="0574-00000002",
    )
