"""Services: invented ones of the invented village, and three real places in the town of which they
were published."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from foundation.search.actions import set_synonym
from foundation.site.actions import quote_figure
from gaoqiao.demo.actions.places import point
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.invention import phone
from gaoqiao.demo.queries import published_place, venues_of
from residents.actions.offers import enter_offer
from residents.actions.organizations import create_venue
from residents.models import Place, Venue
from services.actions.hours import set_exception, set_hours
from services.actions.listings import confirm_listing, create_listing, pause_listing
from services.hours import Rule
from services.hours_words import read_spans
from services.models import Listing

CONTENT = Path(__file__).parent.parent / "content"
FIRST_PHONE = 200
FIRST_DAY, APART = 400, 10  # days ago that the first service began, and from each to the next
OFFERED = 150  # days ago that organisations said what they offer
WORDS = ("name_en", "summary", "summary_en", "price", "reductions", "eligibility", "documents")
VENUES = (
    ("demo-station", "示范村邻里驿站", "Shifan neighbours' station"),
    ("demo-workshop", "示范村能人工坊", "Shifan workshop"),
)
Row = dict[str, Any]


def make_listings(cast: Cast) -> None:
    """Every service of the file, its hours, what organisations offer, and published figures."""
    for slug, name, english in VENUES:
        create_venue(
            by=cast.by,
            name=name,
            name_en=english,
            place=cast.village,
            owner_type=Venue.OwnerType.COLLECTIVE,
            slug=slug,
            address="示范村（虚构地点）",
            step_free=True,
            accessible_toilet=slug == "demo-station",
            **point(slug),
        )
    venues = venues_of(cast.village)
    for number, row in enumerate(content("listings.toml")["listings"]):
        place = published_place(cast.town, row["real"]) if "real" in row else cast.village
        if place is not None:
            began = cast.day(FIRST_DAY - APART * number)
            _make(cast, row, place, venues, dialled(phone(FIRST_PHONE + number)), began)
    for row in content("listings.toml")["offers"]:
        of = cast.organizations[row.pop("organization")]
        enter_offer(by=cast.by, organization=of, since=cast.day(OFFERED).date(), **row)
    quote_figures(cast)


def content(name: str) -> Row:
    """What a file of the demo's content says."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def dialled(number: str) -> str:
    """A number as it stands on a sign: the area code apart."""
    return f"{number[:4]}-{number[4:]}"


def _make(
    cast: Cast,
    row: Row,
    place: Place,
    venues: dict[str, Venue],
    number: str,
    began: datetime,
) -> None:
    """Enter a service when it began; what it says was confirmed since."""
    details: Row = {key: row[key] for key in WORDS if key in row}
    if "real" in row:  # nothing is invented of a real place: the town's own line answers
        number = settings.TOWN.get("help", {}).get("telephone") or number
        details["answered_by"] = "镇里的便民电话（示例号码）"
    listing = create_listing(
        by=cast.by,
        name=row["name"],
        place=place,
        telephone=number,
        kinds=row["kinds"],
        audiences=row.get("for", ()),
        provider=cast.organizations.get(row.get("provider", "")),
        venue=venues.get(row.get("venue", "")),
        is_free=row.get("free", False),
        now=began,
        **details,
    )
    confirm_listing(by=cast.by, listing=listing, now=cast.day(20))
    if "hours" in row:
        _set_hours(cast, listing, row)
    if "paused" in row:
        pause_listing(by=cast.by, listing=listing, why=row["paused"])


def _set_hours(cast: Cast, listing: Listing, row: Row) -> None:
    rules = [
        Rule(frozenset(int(digit) for digit in days if digit.isdigit()), span.start, span.end)
        for days, typed in row["hours"]
        for span in read_spans(typed)
    ]
    set_hours(by=cast.by, listing=listing, revision=listing.revision, rules=rules, now=cast.now)
    for one in row.get("exceptions", ()):
        day = timezone.localtime(cast.now).date() + timedelta(days=one["in"])
        set_exception(
            by=cast.by,
            listing=listing,
            day=day,
            spans=read_spans(one["spans"]),
            reason=one["reason"],
            now=cast.now,
        )


def quote_figures(cast: Cast) -> None:
    """Figures that were published of this town, each with its source; and words that people say."""
    known = content("figures.toml")
    for figure in known["figures"] if known["town"] == cast.town.code else ():
        quote_figure(by=cast.by, **figure)
    for said, means in known["words"].items():
        set_synonym(by=cast.by, said=said, means=means)
