"""The invented village, its grids, its bodies and partners. It has no official code."""

from __future__ import annotations

from decimal import Decimal

from gaoqiao.demo.cast import Cast
from residents.actions.organizations import create_cluster, create_organization, create_venue
from residents.actions.places import create_place
from residents.actions.posts import create_post
from residents.models import Organization, Place, Venue

GRIDS = 3
# Out at sea, where nobody lives: the invented village takes no real village's place on a map.
POINTS = {
    "demo-hall": ("29.750000", "124.250000"),
    "demo-canteen": ("29.751100", "124.251900"),
    "demo-station": ("29.747600", "124.254200"),
    "demo-workshop": ("29.753700", "124.246300"),
}
POSTS = (
    ("village", "village_clerk", "示范村办事员", "Clerk of Shifan Village"),
    ("chair", "chair", "示范村区域共治委员会主任", "Chair, Shifan co-governance committee"),
    ("secretary", "secretary", "示范村区域共治委员会记录员", "Secretary, Shifan committee"),
    ("member", "member", "示范村区域共治委员会委员", "Member, Shifan committee"),
    ("department", "department", "演示市政管养站经办人", "Officer, demo maintenance station"),
    ("partner", "partner", "演示餐饮服务社经办人", "Operator, demo catering service"),
)


def make_places(cast: Cast) -> None:
    """The village, three grids, a cluster, organisations, venues, and their posts."""
    cast.village = create_place(
        by=cast.by,
        parent=cast.town,
        name="示范村",
        level=Place.Level.VILLAGE,
        kind=Place.Kind.VILLAGE,
        name_en="Shifan Village (invented)",
    )
    for number in range(1, GRIDS + 1):
        cast.grids.append(
            create_place(
                by=cast.by,
                parent=cast.village,
                name=f"示范村第{'一二三'[number - 1]}网格",
                level=Place.Level.GRID,
                name_en=f"Shifan grid {number}",
            )
        )
    create_cluster(
        by=cast.by,
        name="演示片区",
        name_en="Demo cluster",
        places=[cast.village],
        slug="demo",
    )
    _make_organizations(cast)
    _make_posts(cast)


def _make_organizations(cast: Cast) -> None:
    kinds = Organization.Kind
    for key, kind, name, english in (
        ("committee", kinds.BODY, "示范村区域共治委员会", "Shifan co-governance committee"),
        ("department", kinds.DEPARTMENT, "演示市政管养站", "Demo maintenance station"),
        ("partner", kinds.SOCIAL, "演示餐饮服务社", "Demo catering service"),
        ("cooperative", kinds.COOPERATIVE, "演示农产品合作社", "Demo farm co-operative"),
        ("shop", kinds.SHOP, "演示五金店", "Demo hardware shop"),
        ("property", kinds.PROPERTY, "演示物业服务公司", "Demo property manager"),
    ):
        cast.organizations[key] = create_organization(
            by=cast.by,
            name=name,
            name_en=english,
            kind=kind,
            place=cast.village,
            slug=f"demo-{key}",
        )
    for slug, name, english, owner in (
        ("demo-hall", "示范村文化礼堂", "Shifan hall", Venue.OwnerType.COLLECTIVE),
        ("demo-canteen", "示范村老年食堂", "Shifan canteen", Venue.OwnerType.COMMUNITY),
    ):
        create_venue(
            by=cast.by,
            name=name,
            name_en=english,
            place=cast.village,
            owner_type=owner,
            slug=slug,
            address="示范村（虚构地点）",
            capacity=60,
            step_free=True,
            **point(slug),
        )


def point(slug: str) -> dict[str, Decimal]:
    """Where a venue of the demo is said to lie."""
    latitude, longitude = POINTS[slug]
    return {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}


def _make_posts(cast: Cast) -> None:
    own = ("department", "partner")
    seats = {"village": cast.village, **{key: cast.organizations[key] for key in own}}
    for key, role, title, english in POSTS:
        seat = seats.get(key, cast.organizations["committee"])
        cast.posts[key] = create_post(
            by=cast.by, seat=seat, role=role, title=title, title_en=english
        )
    for number, grid in enumerate(cast.grids, start=1):
        key = "grid" if number == 1 else f"grid{number}"
        cast.posts[key] = create_post(
            by=cast.by,
            seat=grid,
            role="grid_worker",
            title=f"{grid.name}网格员",
            title_en=f"Grid worker, {grid.name_en}",
        )
