"""A service with everything told of it, and one with nothing: what is answered, to the letter."""

from datetime import UTC, date, datetime

import pytest

from foundation.record.actions import note
from gaoqiao.hsds.ids import at_location
from services.hours import MAKE_UP
from services.kinds import State
from services.models import HoursException
from tests.factories import by, make_organization, make_place, make_town, make_venue
from tests.factories.services import make_listing
from tests.hsds.official import faults

BEGAN = datetime(2026, 3, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def village(**fields):
    return make_place("示范村", name_en="Shifan", parent=make_town(), **fields)


def told_in_full():
    """A service of which everything is told."""
    place = village()
    venue = make_venue(
        "示范礼堂",
        name_en="Shifan hall",
        place=place,
        address="示范路 1 号",
        step_free=False,
        accessible_toilet=True,
        latitude="29.750000",
        longitude="124.250000",
    )
    provider = make_organization("示范服务社", name_en="Shifan service", place=place)
    one = make_listing(
        "示范食堂",
        name_en="Shifan canteen",
        summary="午餐、晚餐",
        slug="canteen",
        place=place,
        venue=venue,
        provider=provider,
        kinds=["meals"],
        audiences=["old"],
        telephone="057400000001",
        answered_by="王示范",
        is_free=True,
        price="夜宵 5 元",
        reductions="老人免费",
        eligibility="都可以来",
        documents="身份证",
        state=State.PAUSED,
        state_why="停电",
        last_confirmed_on=date(2026, 11, 3),
        hours=[(630, 750, [0, 1, MAKE_UP])],
        now=BEGAN,
    )
    HoursException.objects.create(listing=one, day=date(2099, 1, 1), spans=[], reason="盘点")
    HoursException.objects.create(listing=one, day=date(2026, 1, 1), spans=[], reason="过去")
    return one


def without_ids(found):
    """The same without ids: those of rows are asked for by themselves, the others are made up."""
    if isinstance(found, list):
        return [without_ids(one) for one in found]
    if not isinstance(found, dict):
        return found
    return {k: without_ids(v) for k, v in found.items() if k != "id" and not k.endswith("_id")}


ORGANIZATION = {
    "name": "示范服务社",
    "alternate_name": "Shifan service",
    "description": "社会组织；示范村",
}
LOCATION = {
    "location_type": "physical",
    "name": "示范礼堂",
    "alternate_name": "Shifan hall",
    "description": "示范路 1 号",
    "latitude": 29.75,
    "longitude": 124.25,
}
ACCESS = {"accessibility": [{"description": "门口有台阶"}, {"description": "有无障碍厕所"}]}
SHORT = {
    "name": "示范食堂",
    "alternate_name": "Shifan canteen",
    "description": "午餐、晚餐",
    "url": "http://testserver/services/canteen/",
    "status": "temporarily closed",
    "fees_description": "免费；夜宵 5 元；老人免费",
    "eligibility_description": "都可以来",
    "assured_date": "2026-11-03",
    "alert": "停电；2099-01-01 不开放：盘点",
    "last_modified": "2026-03-01T01:00:00.000+00:00",
    "organization": ORGANIZATION,
}
PARTS = {
    "phones": [{"number": "0574-00000001", "type": "voice"}],
    "schedules": [
        {
            "wkst": "MO",
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "timezone": 8,
            "opens_at": "10:30:00+08:00",
            "closes_at": "12:30:00+08:00",
            "description": "周一至周二，调休上班日 10:30–12:30，法定节假日除外",
        }
    ],
    "cost_options": [
        {"amount": 0, "currency": "CNY"},
        {"amount_description": "夜宵 5 元"},
        {"option": "老人免费"},
    ],
    "required_documents": [{"document": "身份证"}],
    "attributes": [
        {
            "link_entity": "service",
            "link_type": link,
            "taxonomy_term": {
                "code": code,
                "name": name,
                "description": f"{of}：{name}",
                "language": "zh",
                "taxonomy_detail": {"name": of, "description": what},
            },
        }
        for link, code, name, of, what in (
            ("service_type", "meals", "吃饭", "服务种类", "来办什么"),
            (
                *("intended_audience", "old", "老人", "人群"),
                "主要为谁办的；没有写的，谁都可以来",
            ),
        )
    ],
}


def one_page(client, path):
    """The only row of a list."""
    (row,) = client.get(f"/hsds/{path}").json()["contents"]
    return row


def test_all_that_is_told_of_a_service_is_answered_and_nothing_else(client, settings):
    settings.SITE_URL = "http://testserver"
    one = told_in_full()
    full = SHORT | PARTS | {"service_at_locations": [{"location": LOCATION | ACCESS}]}
    found = client.get(f"/hsds/services/{one.uuid}").json()
    assert without_ids(found) == full
    assert one_page(client, "services?full=true") == found
    assert without_ids(one_page(client, "services")) == SHORT
    minimal = {"id": str(one.uuid), "last_modified": SHORT["last_modified"]}
    assert one_page(client, "services?minimal=true") == minimal
    at = client.get(f"/hsds/service_at_locations/{at_location(one.uuid)}").json()
    assert without_ids(at) == {"location": LOCATION | ACCESS, "service": SHORT | PARTS}
    assert one_page(client, "service_at_locations?full=true") == at
    short = {"location": LOCATION, "service": SHORT}
    assert without_ids(one_page(client, "service_at_locations")) == short


def test_an_organisation_has_its_locations_and_services(client, settings):
    settings.SITE_URL = "http://testserver"
    one = told_in_full()
    address = f"organizations/{one.provider.uuid}"
    plain = {name: value for name, value in SHORT.items() if name != "organization"}
    nested = ORGANIZATION | {"locations": [LOCATION | ACCESS], "services": [plain]}
    assert without_ids(client.get(f"/hsds/{address}").json()) == nested
    assert without_ids(one_page(client, "organizations?full=true")) == nested
    assert without_ids(one_page(client, "organizations")) == ORGANIZATION
    whole = plain | PARTS | {"service_at_locations": [{"location": LOCATION | ACCESS}]}
    found = client.get(f"/hsds/{address}?full_service=true").json()
    assert without_ids(found) == nested | {"services": [whole]}
    assert faults("organization", found) == []


def test_ids_are_those_of_the_rows_and_hang_together(client):
    one = told_in_full()
    found = client.get(f"/hsds/services/{one.uuid}").json()
    (at,) = found["service_at_locations"]
    assert found["id"] == at["service_id"] == str(one.uuid)
    assert found["organization_id"] == found["organization"]["id"] == str(one.provider.uuid)
    assert at["location_id"] == at["location"]["id"] == str(one.venue.uuid)
    assert {part["service_id"] for part in found["phones"] + found["schedules"]} == {found["id"]}
    terms = client.get("/hsds/taxonomy_terms").json()["contents"]
    cited = [part["taxonomy_term"] for part in found["attributes"]]
    assert all(term in terms for term in cited)
    assert [part["taxonomy_term_id"] for part in found["attributes"]] == [t["id"] for t in cited]
    assert faults("service", found) == []


def test_of_a_service_of_which_nothing_is_told_nothing_is_made_up(client, settings):
    settings.SITE_URL = "http://testserver"
    one = make_listing("示范点", slug="spot", place=village(code="330299999001"), now=BEGAN)
    found = client.get(f"/hsds/services/{one.uuid}").json()
    place = {
        "location_type": "physical",
        "name": "示范村",
        "alternate_name": "Shifan",
        "external_identifier": "330299999001",
        "external_identifier_type": "官方区划代码",
    }
    assert without_ids(found) == {
        "name": "示范点",
        "url": "http://testserver/services/spot/",
        "status": "active",
        "last_modified": "2026-03-01T01:00:00.000+00:00",
        "phones": PARTS["phones"],
        "attributes": PARTS["attributes"][:1],
        "service_at_locations": [{"location": place}],
    }
    assert faults("service", found) == []


@pytest.mark.parametrize("touched", ["listing", "venue", "provider"])
def test_last_modified_is_the_last_act_in_the_record(client, touched):
    one = told_in_full()
    subject = one if touched == "listing" else getattr(one, touched)
    entry = note(by(), f"{subject._meta.model_name}.changed", subject)
    told = datetime.fromisoformat(one_page(client, "services")["last_modified"])
    assert abs((entry.at - told).total_seconds()) < 0.001
    after = {"modified_after": entry.at.isoformat()}
    assert client.get("/hsds/services", after).json()["total_items"] == 1
    after = {"modified_after": entry.at.replace(year=2099).isoformat()}
    assert client.get("/hsds/services", after).json()["empty"]


def test_an_act_that_was_refused_changes_nothing(client):
    one = told_in_full()
    note(by(), "listing.changed", one, result="refused")
    assert one_page(client, "services")["last_modified"] == SHORT["last_modified"]
    after = {"modified_after": "2026-03-02"}
    assert client.get("/hsds/services", after).json()["empty"]


def test_an_ended_service_is_gone_and_so_is_who_ran_only_that(client):
    one = told_in_full()
    one.state, one.ended_on = State.ENDED, date(2026, 11, 1)
    one.save()
    for path in (
        f"services/{one.uuid}",
        f"organizations/{one.provider.uuid}",
        f"service_at_locations/{at_location(one.uuid)}",
    ):
        answer = client.get(f"/hsds/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert client.get("/hsds/organizations").json()["empty"]
