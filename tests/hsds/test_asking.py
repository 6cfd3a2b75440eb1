"""Pages, filters, refusals; who asks changes nothing; thirty rows cost the queries of one."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.search import actions as search
from foundation.site.models import Installation, InstallationKind
from gaoqiao.hsds.contract import ROUTES
from gaoqiao.hsds.terms import AUDIENCES, KINDS
from services.models import HoursException, Listing
from tests.factories import make_organization, make_place, make_town, make_user, make_venue
from tests.factories.services import make_listing
from tests.hsds.official import faults, read

PROBLEM = "application/problem+json"
pytestmark = pytest.mark.django_db


def made(number, place):
    """A service with a row of each sort."""
    one = make_listing(
        f"示范服务{number}",
        place=place,
        venue=make_venue(f"场地{number}", place=place, step_free=True),
        provider=make_organization(f"单位{number}", place=place),
        kinds=["meals", "elderly"] if number % 2 else ["health"],
        audiences=["old"] if number % 3 == 0 else [],
        hours=[(540, 600), (660, 720)],
    )
    HoursException.objects.create(listing=one, day="2099-01-01", spans=[[540, 600]])
    return one


@pytest.fixture(scope="module")
def kept_place(keep):
    """A village with thirty services."""

    def thirty():
        place = make_place(parent=make_town())
        for number in range(30):
            made(number, place)
        return place

    return keep(thirty)


LISTS = {
    "services": 9,
    "services?full=true": 9,
    "services?minimal=true": 4,
    "organizations": 3,
    "organizations?full=true": 10,
    "organizations?full_service=true": 10,
    "service_at_locations": 9,
    "service_at_locations?full=true": 9,
    "taxonomies": 1,
    "taxonomy_terms": 1,
}

SIZES = {"taxonomies": 2, "taxonomy_terms": 15}


def asked(client, path):
    """The rows of a list, and the queries that it took."""
    with CaptureQueriesContext(connection) as queries:
        found = client.get(f"/hsds/{path}").json()
    return found["contents"], len(queries)


@pytest.mark.parametrize("path", LISTS)
def test_as_many_queries_at_thirty_rows_as_at_one(client, kept_place, path):
    rows, queries = asked(client, path)
    assert (len(rows), queries) == (SIZES.get(path, 30), LISTS[path])
    Listing.objects.exclude(pk=Listing.objects.order_by("pk").first().pk).update(
        state="ended", ended_on="2026-11-01"
    )
    rows, queries = asked(client, path)
    assert queries == LISTS[path]
    assert len(rows) == SIZES.get(path, 1)


def contents(client, **query):
    return [row["name"] for row in client.get("/hsds/services", query).json()["contents"]]


def test_pages_are_numbered_and_hold_each_row_once(client, kept_place):
    seen, fields = [], read("openapi")["components"]["schemas"]["Page"]["properties"]
    for number in (1, 2, 3, 4):
        page = client.get("/hsds/services", {"page": number, "per_page": 13}).json()
        rows = page.pop("contents")
        seen += [row["id"] for row in rows]
        assert faults("service_list", rows[0]) == [] if rows else True
        assert page == {
            "total_items": 30,
            "total_pages": 3,
            "page_number": number,
            "size": (13, 13, 4, 0)[number - 1],
            "first_page": number == 1,
            "last_page": number >= 3,
            "empty": number == 4,
        }
        assert set(page) == set(fields)
    assert len(seen) == len(set(seen)) == 30


def test_filters_are_those_of_the_standard_and_add_up(client, kept_place):
    meals, old = KINDS.term_id("meals"), AUDIENCES.term_id("old")
    assert len(contents(client, taxonomy_term_id=meals)) == 15
    assert len(contents(client, taxonomy_term_id=old)) == 10
    assert len(contents(client, taxonomy_id=KINDS.id)) == 30
    assert len(contents(client, taxonomy_id=AUDIENCES.id)) == 10
    assert len(contents(client, taxonomy_id=AUDIENCES.id, taxonomy_term_id=meals)) == 5
    one = Listing.objects.select_related("provider").get(name="示范服务7")
    assert contents(client, organization_id=one.provider.uuid) == ["示范服务7"]
    assert contents(client, organization_id=one.provider.uuid, taxonomy_term_id=old) == []
    for name in ("organization_id", "taxonomy_id", "taxonomy_term_id"):
        assert contents(client, **{name: uuid4()}) == [], "an id that nothing has"
    search.put("listing", str(one.pk), "示范服务7", address="/", at=one.created_at)
    assert contents(client, search="服务7") == ["示范服务7"]
    assert contents(client, search="没有的") == []


def test_lists_without_a_table_are_filtered_alike(client):
    def names(path, **query):
        return [one["name"] for one in client.get(f"/hsds/{path}", query).json()["contents"]]

    assert names("taxonomies", search="人群") == ["人群"]
    assert names("taxonomy_terms", search="人群") == [
        str(label) for label in AUDIENCES.values.labels
    ]
    assert names("taxonomy_terms", search="吃饭") == ["吃饭"]
    of_kinds = names("taxonomy_terms", taxonomy_id=KINDS.id)
    assert of_kinds == [str(label) for label in KINDS.values.labels]
    assert names("taxonomy_terms", top_only="true") == names("taxonomy_terms")
    assert names("taxonomy_terms", parent_id=KINDS.id) == []
    term = client.get(f"/hsds/taxonomy_terms/{KINDS.term_id('meals')}").json()
    assert (term["name"], faults("taxonomy_term", term)) == ("吃饭", [])
    taxonomy = client.get(f"/hsds/taxonomies/{KINDS.id}").json()
    assert (taxonomy, faults("taxonomy", taxonomy)) == (term["taxonomy_detail"], [])
    assert client.get(f"/hsds/taxonomies/{uuid4()}").status_code == 404


def test_an_organisation_is_found_by_its_name_in_either_language(client):
    place = make_place(parent=make_town())
    for name, english in (("甲社", "First"), ("乙社", "Second")):
        make_listing(place=place, provider=make_organization(name, name_en=english, place=place))
    make_organization("丙社", place=place)  # runs nothing

    def found(**query):
        rows = client.get("/hsds/organizations", query).json()["contents"]
        return [one["name"] for one in rows]

    assert found(search="社") == ["甲社", "乙社"]
    assert found(search="乙") == found(search="second") == ["乙社"]
    assert found(search="丙") == []


def test_what_cannot_be_read_is_refused_by_name(client):
    answer = client.get("/hsds/services", {"postcode": "315000"})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["errors"] == [{"name": "postcode", "reason": "这个地址没有这个参数。"}]


def test_odd_questions_are_answered(client, kept_place):
    for query, empty in (
        *(({"search": text}, True) for text in ("%", "' OR 1", '()*"', "路" * 50)),
        ({"search": " \x00"}, False),
        ({"page": "999999999", "per_page": "1000"}, True),
        ({"modified_after": "2026-11-01"}, False),
        ({"modified_after": "2099-11-01T00:00:00"}, True),
    ):
        answer = client.get("/hsds/services", query)
        assert (answer.status_code, answer.json()["empty"]) == (200, empty), query


def test_other_methods_and_addresses_are_problems_in_words(client):
    for answer, status in (
        (client.post("/hsds/services", {"name": "x"}), 405),
        (client.delete(f"/hsds/services/{uuid4()}"), 405),
        (client.get(f"/hsds/services/{uuid4()}"), 404),
        (client.get("/hsds/services/x"), 404),
        (client.get("/hsds/nothing"), 404),
        (client.get("/hsds/services", headers={"accept": "text/csv"}), 406),
    ):
        told = answer.json()
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
        assert (told["status"], told["type"]) == (status, "about:blank")
        assert not told["title"].isascii()


def test_the_root_says_version_profile_and_description(client, settings):
    settings.SITE_URL = "http://testserver"
    told = client.get("/hsds/").json()
    assert told == {
        "version": "3.0",
        "profile": "http://testserver/about/data/",
        "openapi_url": "http://testserver/hsds/openapi.json",
    }
    assert client.get(told["profile"]).status_code == 200
    described = client.get(told["openapi_url"]).json()
    assert described["servers"] == [{"url": "http://testserver/hsds"}]
    assert set(described["paths"]) == {"/", *ROUTES}


def test_a_copy_is_kept_by_its_etag_and_no_session_is_read(client, kept_place):
    answer = client.get("/hsds/services?full=true")
    again = client.get("/hsds/services?full=true", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    client.force_login(make_user())
    with CaptureQueriesContext(connection) as queries:
        logged_in = client.get("/hsds/services?full=true", HTTP_ACCEPT_LANGUAGE="en")
    assert logged_in["ETag"] == answer["ETag"], "who asks, and in what language, changes nothing"
    assert len(queries) == LISTS["services?full=true"]
    assert not logged_in.cookies
    assert "Cookie" not in logged_in["Vary"]
    Listing.objects.filter(name="示范服务7").update(summary="新的说明")
    changed = client.get("/hsds/services?full=true", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert changed.status_code == 200


def test_the_demo_says_so_in_the_alert_of_each_service(client, kept_place):
    assert "演示" not in client.get("/hsds/services").json()["contents"][0]["alert"]
    Installation.objects.create(kind=InstallationKind.DEMO)
    answer = client.get("/hsds/services")
    assert all("演示数据，不得引用" in one["alert"] for one in answer.json()["contents"])
    assert answer["X-Robots-Tag"] == "noindex"
    assert "notice" not in answer.json()
