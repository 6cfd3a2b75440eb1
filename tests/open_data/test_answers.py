"""What all open data has in common: who asks changes nothing, refusals are problem details, copies
are kept by ETag, and pages go by key."""

from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.site.models import Installation, InstallationKind
from residents.models import Need, Place
from tests.factories import make_holding, make_need, make_person, make_place, make_town, make_user

NEEDS = "/api/v1/needs/"
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def kept_needs(keep):
    """Five public needs, two of them published at the same moment, and one that is not public."""

    def made():
        place, now = make_place("示范村", parent=make_town()), timezone.now()
        hours = (1, 2, 2, 3, 4)
        needs = [
            make_need(place=place, public=True, public_at=now - timedelta(hours=h)) for h in hours
        ]
        make_need(place=place)
        return [need.number for need in sorted(needs, key=lambda n: (n.public_at, n.pk))][::-1]

    return keep(made)


pytestmark = pytest.mark.django_db


def numbers(answer):
    return [row["number"] for row in answer.json()["results"]]


def test_pages_follow_each_other_and_hold_when_rows_come_in_between(client, kept_needs):
    first = client.get(NEEDS, {"size": 2})
    make_need(place=Place.objects.last(), public=True)  # newer than all
    second = client.get(first.json()["next"])
    Need.objects.filter(number=kept_needs[3]).update(public_at=None)  # the last row of the page
    third = client.get(second.json()["next"])
    assert numbers(first) + numbers(second) + numbers(third) == kept_needs
    assert third.json()["next"] is None


def cursor(text):
    return urlsafe_b64encode(text).decode().rstrip("=")


@pytest.mark.parametrize(
    "query",
    [
        *({"size": size} for size in ("0", "101", "-1", "x", "٣", "1" * 5000)),
        *(
            {"cursor": cursor(text)}
            for text in (
                b"[]", b"{}", b"[1,2,3]", b'["yesterday",1]', b"[null,1]", b"\xff\xfe",
                b'["2026-11-01T00:00:00Z","\\u0000"]', b'["2026-11-01T00:00:00Z","\\ud800"]',
                b'["0001-01-01T00:00:00+08:00",1]', b'["2026-11-01T00:00:00Z",' + b"9" * 30 + b"]",
                b"[" * 290,
            )
        ),
        {"cursor": "é"}, {"cursor": "%"}, {"cursor": "\x00"},
        {"village": "0"}, {"village": "x\x00"}, {"kind": "none\x00"}, {"stage": "none"},
        {"q": "\x00"}, {"q": "路" * 51},
    ],
    ids=str,
)  # fmt: skip
def test_what_no_address_of_ours_holds_is_400_and_named(client, query):
    answer = client.get(NEEDS, query)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert [error["name"] for error in told["errors"]] == list(query)


@pytest.mark.parametrize(
    ("method", "address", "asked", "status"),
    [
        ("get", "/api/v1/needs/9999-9999/", {}, 404),
        ("get", "/api/v1/nothing/", {}, 404),
        ("get", NEEDS, {"HTTP_ACCEPT": "text/csv"}, 406),
        ("post", NEEDS, {}, 405),
        ("put", NEEDS, {}, 405),
        ("patch", NEEDS, {}, 405),
        ("delete", NEEDS, {}, 405),
        ("get", "/api/v1/needs/", {"HTTP_COOKIE": "a=\x00"}, 400),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_refusal_is_a_problem_in_the_language_of_the_address(
    client, prefix, method, address, asked, status
):
    answer = getattr(client, method)(prefix + address, **asked)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert (told["title"] + told["detail"]).isascii() == bool(prefix)


def test_a_fault_of_ours_is_a_problem_too(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("residents.api.needs_in_the_open", lambda: 1 / 0)
    answer = client.get(NEEDS)
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)


def test_a_copy_is_kept_by_its_etag_until_something_changes(client, kept_needs):
    answer = client.get(NEEDS)
    etag = answer["ETag"]
    again = client.get(NEEDS, HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert client.head(NEEDS)["ETag"] == etag
    assert client.head(NEEDS, HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert client.get(f"/en{NEEDS}")["ETag"] != etag
    assert "no-cache" in answer["Cache-Control"]
    Need.objects.filter(number=kept_needs[0]).update(public_at=None)
    assert client.get(NEEDS, HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_methods_are_told(client):
    answer = client.options(NEEDS)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_no_session_is_read_or_made(client, kept_needs):
    """Not even of staff without a second factor, to whom every other page is closed."""
    as_visitor = client.get(NEEDS)
    clerk = make_user()
    make_holding(make_person(user=clerk), role="town_clerk", place=Place.objects.first())
    client.force_login(clerk)
    assert client.get("/needs/").status_code == 302
    answer = client.get(NEEDS)
    assert answer.content == as_visitor.content
    assert "Cookie" not in answer["Vary"]
    assert not answer.cookies


def test_the_demo_says_so(client, kept_needs):
    assert "notice" not in client.get(NEEDS).json()
    Installation.objects.create(kind=InstallationKind.DEMO)
    answer = client.get(f"/en{NEEDS}{kept_needs[0]}/")
    assert answer.json()["notice"] == "Demonstration data: do not quote."
    assert answer["X-Robots-Tag"] == "noindex"
