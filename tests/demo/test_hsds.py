"""Every record of the demo, at every address of HSDS: valid against the official schemas."""

import pytest

from gaoqiao.hsds.contract import ROUTES
from services.models import Listing
from tests.hsds.official import faults

NESTED = ("services", "organizations", "service_at_locations")


def name_of(schema):
    return schema.rpartition("/")[2].removesuffix(".json")


def rows(client, address):
    """Every row of a list, page by page."""
    found, number, last = [], 0, False
    while not last:
        number += 1
        page = client.get(f"/hsds{address}", {"page": number, "per_page": 20}).json()
        found, last = found + page["contents"], page["last_page"]
    assert len(found) == page["total_items"] > 0
    return found


@pytest.mark.parametrize("noun", sorted({path.split("/")[1] for path in ROUTES}))
def test_every_record_is_valid_in_its_list_and_by_itself(demo, client, noun):
    listed, alone = ROUTES[f"/{noun}"], ROUTES[f"/{noun}/{{id}}"]
    found = rows(client, f"/{noun}")
    wrong = [fault for one in found for fault in faults(name_of(listed.schema), one)]
    for one in found:
        whole = client.get(f"/hsds/{noun}/{one['id']}").json()
        assert whole["id"] == one["id"]
        wrong += faults(name_of(alone.schema), whole)
    assert wrong == []


@pytest.mark.parametrize("noun", NESTED)
def test_lists_in_full_hold_what_each_record_says_by_itself(demo, client, noun):
    every = client.get(f"/hsds/{noun}", {"full": "true", "per_page": 1000}).json()["contents"]
    assert every
    for one in every[::7]:
        assert client.get(f"/hsds/{noun}/{one['id']}").json() == one


def test_organisations_with_whole_services_are_valid(demo, client):
    answer = client.get("/hsds/organizations", {"full_service": "true"}).json()
    assert [fault for one in answer["contents"] for fault in faults("organization", one)] == []
    assert any("schedules" in service for one in answer["contents"] for service in one["services"])


def test_every_service_that_is_shown_is_there_once(demo, client):
    found = rows(client, "/services")
    assert {one["id"] for one in found} == {str(one.uuid) for one in Listing.objects.all()}
    assert len(found) == 30
    assert all("演示数据，不得引用" in one["alert"] for one in found)
