"""A town of so many rows for `bench.speed`: plausible, none of it random, by bulk inserts.

    python -m bench.sized 10000 100

For measuring alone: it fills the empty database that the environment names, which nobody works in,
and prints what the requests need to know of it, in JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.db.models import Model
from django.utils import timezone, translation

from bench.asked import RARE, WORDS
from bench.town import moment, organization, villages_of_town
from committees.kinds import BodyKind, MeetingState, MinutesState
from committees.models import Body, Meeting, Minutes
from foundation.accounts.models import User
from foundation.accounts.sessions import SessionStore
from foundation.drafts import actions as drafts
from foundation.drafts import owners
from foundation.record.models import Entry
from foundation.search.actions import said, words_of_titles
from foundation.search.models import SearchDoc
from foundation.site.models import ShortLink
from residents.lookup_codes import new_code
from residents.models import Holding, Need, NeedCategory, Person, Place, Post, Venue
from residents.views.need_draft import FORM
from services.actions.counting import close_counts, recount
from services.hours import EVERY_DAY, mask_of
from services.kinds import Audience, Kind
from services.models import HoursRule, Listing, ListingAudience, ListingKind
from services.queries.published import docs

AT_ONCE, COUNTED_AT_ONCE = 2_000, 10_000
AHEAD_DAYS = 8  # of opening hours; the portal keeps sixty, and its pages read these
# However many services there are, so many hold the word and are open day and night, and as many
# others in the last minute of the day: so of a town that sleeps there are two pages at
# any hour.
RARE_HITS = 40
NAMES = dict(
    zip(
        Kind.values,
        ["便民食堂", "办事窗口", "卫生小站", "四点半课堂", "日间照料"]
        + ["缝纫学堂", "零工驿站", "会议室", "图书角", "修补铺"],
        strict=True,
    )
)
MEALS, OFFICE, LATE = (((390, 480), (630, 780)), ((480, 1020),), ((1080, 1290),))
ALWAYS, MIDNIGHT = (((0, 1440),), ((1439, 1440),))
HOURS = (LATE, *((),) * 4, MEALS, *(OFFICE,) * 4)  # by turns


def fill(rows: int, turns: int) -> dict[str, Any]:
    """So many services with hours, needs, papers and entries of the record; needs to be sent and
    meetings to be written about for as many turns as each app gets."""
    villages = villages_of_town()
    services(rows, villages)
    needs(rows, villages)
    chair, meetings = papers(rows, 2 * turns, villages[0])
    entries(rows, villages)
    category = NeedCategory.objects.filter(hand_off="").order_by("pk")[0]
    begun = [draft(n, villages[0], category) for n in range(turns)]
    if connection.vendor == "postgresql":  # as autovacuum does; SQLite is left as it is
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return {
        "village": villages[0].pk,
        "category": category.key,
        "drafts": begun,
        "session": session_of(chair),
        "meetings": meetings,
        "owner": Post.objects.create(role="grid_worker", title="网格员", place=villages[0]).pk,
    }


def kept(model: type[Model], rows: Iterable[Any]) -> None:
    """Write rows of a model, so many at once."""
    model._default_manager.bulk_create(rows, AT_ONCE)


def services(rows: int, villages: list[Place]) -> None:
    """Services of every kind in every village, with venues, hours and their rows of the search."""
    kept(Venue, (venue(n, villages[n % len(villages)]) for n in range(rows // 10)))
    kept(ShortLink, (ShortLink(code=f"b{n:07}", address=f"/services/b{n}/") for n in range(rows)))
    links = ShortLink.objects.filter(code__startswith="b").order_by("code")
    halls = list(Venue.objects.order_by("pk").values_list("pk", flat=True))
    kept(Listing, listings(rows, villages, halls, links.values_list("pk", flat=True)))
    found = list(Listing.objects.order_by("pk").values_list("pk", flat=True))
    sorts, groups = Kind.values, Audience.values
    kept(
        ListingKind, (ListingKind(listing_id=pk, kind=sorts[n % 10]) for n, pk in enumerate(found))
    )
    kept(
        ListingAudience,
        (
            ListingAudience(listing_id=pk, audience=groups[n % 5])
            for n, pk in enumerate(found)
            if n % 3
        ),
    )
    mask = mask_of(EVERY_DAY)
    kept(
        HoursRule,
        (
            HoursRule(listing_id=pk, sorts=mask, start=start, end=end)
            for n, pk in enumerate(found)
            for start, end in hours(n, rows)
        ),
    )
    today = timezone.localdate()
    days(today)
    for at in range(0, len(found), COUNTED_AT_ONCE):
        recount(found[at : at + COUNTED_AT_ONCE], today)
    close_counts(today)
    kept(SearchDoc, (doc_row(doc) for doc in docs()))


def is_rare(n: int, rows: int) -> bool:
    """Whether a service is one of the few; never most of them are."""
    return n % max(5, rows // RARE_HITS) == 0


def hours(n: int, rows: int) -> tuple[tuple[int, int], ...]:
    """When a service is open, every day."""
    if is_rare(n, rows):
        return ALWAYS
    return MIDNIGHT if is_rare(n - 1, rows) else HOURS[n // 10 % 10]


def venue(n: int, village: Place) -> Venue:
    """One of the venues; each lies somewhere."""
    return Venue(
        slug=f"b{n}",
        name=f"{village.name}邻里中心{n}",
        place=village,
        owner_type="collective",
        step_free=n % 2 == 0,
        latitude=f"{29.90 + n % 90 / 1000:.6f}",
        longitude=f"{121.40 + n % 70 / 1000:.6f}",
    )


def listings(
    rows: int, villages: list[Place], halls: list[int], links: Iterable[int]
) -> Iterator[Listing]:
    """The services themselves."""
    began = moment(timezone.localdate() - timedelta(days=400))
    for n, link in enumerate(links):
        village, kind = villages[n // 3 % len(villages)], Kind.values[n % 10]
        word = RARE if is_rare(n, rows) else ""
        yield Listing(
            slug=f"b{n}",
            name=f"{village.name}{word}{NAMES[kind]}{n}",
            summary=f"{village.name}的{NAMES[kind]}，街坊都可以来。",
            place=village,
            venue_id=halls[n % len(halls)],
            telephone="0574-00000001",
            is_free=n % 4 == 0,
            price="" if n % 4 == 0 else "每次 8 元",
            reductions="老人半价" if n % 5 == 0 else "",
            short_link_id=link,
            created_at=began + timedelta(minutes=n),
        )


def days(today: date) -> None:
    """What is open in the coming days, as it follows from rules of every day."""
    write = (
        'INSERT INTO services_openspan (listing_id, day, start, "end") '
        'SELECT listing_id, %s, start, "end" FROM services_hoursrule'
    )
    with connection.cursor() as cursor:
        cursor.executemany(write, [[today + timedelta(days=n)] for n in range(AHEAD_DAYS)])


def doc_row(doc: Any) -> SearchDoc:
    """The row by which a service is found, as its publishing writes it."""
    values = said(doc)
    values |= {"address": doc.address, "title_words": words_of_titles(values)}
    return SearchDoc(kind=doc.kind, key=doc.key, updated_at=doc.at, **values)


def needs(rows: int, villages: list[Place]) -> None:
    """Needs of the years before, answered."""
    categories = list(NeedCategory.objects.filter(hand_off=""))
    now = timezone.now()
    kept(
        Need,
        (
            Need(
                number=f"B{n}",
                code=new_code(),
                place=villages[n % len(villages)],
                category=categories[n % len(categories)],
                words="测量用的诉求",
                public_title=f"测量用的诉求 {n}",
                public_sentence="测量用，不是真实诉求。",
                public_at=now - timedelta(minutes=n),
                state="answered",
                created_at=now - timedelta(days=3, minutes=n),
                answered_at=now - timedelta(minutes=n),
            )
            for n in range(rows)
        ),
    )


def papers(rows: int, to_write: int, village: Place) -> tuple[User, list[int]]:
    """So many papers of one committee, the account of its chair, and meetings to write about."""
    committee = organization(village, "body", 0)
    body = Body.objects.create(organization=committee, kind=BodyKind.COMMITTEE)
    post = Post.objects.create(role="chair", title="主任（测）", organization=committee)
    chair = User.objects.create(username="bench")
    person = Person.objects.create(name="测量", user=chair)
    now = timezone.now()
    Holding.objects.create(person=person, post=post, since=now - timedelta(days=400))
    written = {"lead": body, "title": "测量用的会议", "where": "会议室", "called_by": post}
    held = now - timedelta(days=5)
    kept(
        Meeting,
        (
            Meeting(starts_at=held - timedelta(hours=n), state=MeetingState.HELD, **written)
            for n in range(rows)
        ),
    )
    waiting = now - timedelta(hours=1)
    kept(Meeting, (Meeting(starts_at=waiting, **written) for _each in range(to_write)))
    every = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    joined = Meeting.bodies.through  # before the papers: what is published is closed
    kept(joined, (joined(meeting_id=pk, body_id=body.pk) for pk in every))
    kept(
        Minutes,
        (
            Minutes(
                meeting_id=pk,
                state=MinutesState.PUBLISHED,
                revision=1,
                form="short",
                sentence="测量用。",
                created_by=chair,
                submitted_by=chair,
                submitted_at=held,
                published_at=held,
            )
            for pk in every[:rows]
        ),
    )
    return chair, every[rows:]


def draft(n: int, village: Place, category: NeedCategory) -> dict[str, str]:
    """A need that somebody has written and not sent: the cookie and the key of its page."""
    token, key = f"{n:0{owners.TOKEN_LENGTH}}", f"{n:032x}"
    answers = {
        **WORDS,
        "place": str(village.pk),
        "category": category.key,
        "client_key": key,
    }
    drafts.save(owners.visitor_owner(token), FORM, answers, expected=0)
    return {"token": token, "key": key}


def entries(rows: int, villages: list[Place]) -> None:
    """What the record holds of as many acts."""
    at = timezone.now() - timedelta(days=2)
    kept(
        Entry,
        (
            Entry(
                at=at,
                actor_kind="visitor",
                channel="web",
                verb="need.raised",
                subject_label="residents.need",
                subject_key=str(n),
                place_path=villages[n % len(villages)].path,
            )
            for n in range(rows)
        ),
    )


def session_of(user: User) -> str:
    """The cookie of a browser in which the user is logged in."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    with translation.override("zh-hans"):
        print(json.dumps(fill(*map(int, sys.argv[1:3]))))
