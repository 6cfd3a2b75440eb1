"""Minutes and outcomes for feed readers, meetings for calendars."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from lxml import etree

from committees.models import Meeting, Minutes, Resolution
from foundation.site.models import Installation, InstallationKind
from tests.factories import make_post
from tests.factories.committees import make_body, make_paper
from tests.open_data import making

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CALENDAR = "/meetings.ics"
FEEDS = {"/minutes.atom": (making.minutes, 3), "/decisions.atom": (making.outcome, 5)}
HOSTILE = "<script>alert(1)</script>&\x01\x0b换灯"


def entries(answer):
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content).findall("a:entry", ATOM)


def text(entry, name):
    return entry.findtext(f"a:{name}", namespaces=ATOM)


def events(answer):
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.parametrize("address", FEEDS)
def test_as_many_queries_for_many_entries_as_for_one(client, address):
    make, queries = FEEDS[address]
    made = 0
    for number in (1, 30):
        while made < number:
            made += 1
            make(made)
        with CaptureQueriesContext(connection) as asked:
            assert len(entries(client.get(address))) == number
        assert len(asked) == queries


@pytest.mark.parametrize("address", FEEDS)
def test_an_entry_has_what_a_reader_needs(client, address):
    FEEDS[address][0](1)
    (entry,) = entries(client.get(address))
    assert all(text(entry, name) for name in ("title", "id", "updated", "summary", "author/a:name"))
    (english,) = entries(client.get(f"/en{address}"))
    assert text(english, "id") == text(entry, "id")
    page = entry.find("a:link", ATOM).get("href")
    assert client.get(page.partition("#")[0]).status_code == 200
    assert "/en/" in english.find("a:link", ATOM).get("href")


def test_words_are_text_in_every_reader(client):
    now = timezone.now()
    paper = make_paper(make_body(), "draft", title=HOSTILE, post=make_post("village_clerk"))
    Resolution.objects.update(text=HOSTILE, how_ended=HOSTILE, public_at=now)
    Minutes.objects.update(sentence=HOSTILE, state="published", published_at=now)
    for address in FEEDS:
        (entry,) = entries(client.get(address))
        assert "<script" not in text(entry, "summary")
        assert "\x01" not in text(entry, "title")
    (event,) = events(client.get(f"/meetings/{paper.meeting_id}.ics"))
    assert event["summary"] == "<script>alert(1)</script>&换灯"


def test_what_is_withheld_or_the_partys_is_in_none(client):
    branch = make_body("party_branch")
    party = make_paper(branch, "published", post=None)
    draft = make_paper(make_body(), "draft")
    assert [len(entries(client.get(address))) for address in FEEDS] == [0, 0]
    assert [event["url"].split("/")[-2] for event in events(client.get(CALENDAR))] == [
        str(draft.meeting_id)
    ]
    assert client.get(f"/meetings/{party.meeting_id}.ics").status_code == 404


def test_a_calendar_holds_by_its_own_rules(client):
    make_paper(make_body(), "draft")
    start = timezone.now().replace(microsecond=0) + timedelta(days=3)
    Meeting.objects.update(title="很长的会议名称" * 12, starts_at=start)
    answer = client.get(CALENDAR)
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"BEGIN:VTIMEZONE" in lines
    (event,) = events(answer)
    assert event["dtstart"].dt == start
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert event["dtstart"].dt.tzinfo == ZoneInfo("Asia/Shanghai")
    assert client.get(CALENDAR).content == answer.content
    Meeting.objects.update(state="cancelled", revision=5, changed_at=timezone.now())
    (later,) = events(client.get(CALENDAR))
    assert (later["uid"], later["status"]) == (event["uid"], "CANCELLED")
    assert (later["sequence"], event["status"]) == (5, "CONFIRMED")


def test_one_meeting_for_ones_own_calendar(client):
    making.minutes(1)
    making.minutes(2)
    one = Meeting.objects.first()
    (event,) = events(client.get(f"/meetings/{one.pk}.ics"))
    assert event["uid"].startswith(f"meeting-{one.pk}@")


def test_a_meeting_long_past_is_left_out(client):
    make_paper(make_body(), "draft")
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=91))
    assert events(client.get(CALENDAR)) == []


@pytest.mark.parametrize("address", [*FEEDS, CALENDAR])
def test_copies_are_kept_by_etag_and_a_demo_says_so(client, address):
    making.outcome(1)
    answer = client.get(address)
    assert client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    assert client.post(address).status_code == 405
    assert "演示数据".encode() not in answer.content
    Installation.objects.create(kind=InstallationKind.DEMO)
    again = client.get(address, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 200
    assert "演示数据" in again.content.decode().replace("\r\n ", "")
    assert again["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("page", "kind", "feed"),
    [
        ("/minutes/", "application/atom+xml", "/minutes.atom"),
        ("/en/decisions/", "application/atom+xml", "/en/decisions.atom"),
        ("/meetings/", "text/calendar", CALENDAR),
    ],
)
def test_pages_lead_to_them(client, page, kind, feed):
    html = client.get(page).content.decode()
    assert f'<link rel="alternate" type="{kind}"' in html
    assert html.count(f'href="{feed}"') == 2


def test_a_paper_is_known_by_its_own_name(client):
    making.minutes(1)
    (entry,) = entries(client.get("/minutes.atom"))
    assert text(entry, "id") == Minutes.objects.get().uuid.urn
