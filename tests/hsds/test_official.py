"""The check itself: what the official schemas name is wrong is found, wherever it stands."""

import pytest

from tests.hsds.official import faults

ID = "33847f0b-2571-4a1f-b719-a8fa3e213983"
SERVICE = {"id": ID, "name": "示范食堂", "status": "active"}
ORGANIZATION = {"id": ID, "name": "示范社", "description": ""}
AT = {"id": ID, "location": {"id": ID, "location_type": "physical"}}


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ("service", SERVICE | {"phones": [{"id": ID, "number": "0574-00000001"}]}),
        ("service", SERVICE | {"service_at_locations": [AT], "organization": ORGANIZATION}),
        ("service_list", SERVICE | {"organization": ORGANIZATION}),
        ("organization", ORGANIZATION | {"services": [SERVICE]}),
        ("service_at_location", AT | {"service": SERVICE | {"organization": ORGANIZATION}}),
        ("service_at_location_list", AT | {"service": SERVICE}),
    ],
)
def test_what_is_right_passes(schema, found):
    assert faults(schema, found) == []


@pytest.mark.parametrize(
    ("schema", "planted"),
    [
        # a format each
        ("service", {"id": "not-a-uuid"}),
        ("service", {"url": "services/x"}),
        ("service", {"email": "nobody"}),
        ("service", {"assured_date": "2026-13-01"}),
        ("service", {"last_modified": "2026-11-23"}),
        ("service", {"schedules": [{"id": ID, "opens_at": "09:00"}]}),
        # a closed list, a type, what is required
        ("service", {"status": "paused"}),
        ("service", {"name": None}),
        ("service", {"cost_options": [{"id": ID, "amount": "0"}]}),
        ("service", {"phones": [{"id": ID}]}),
        ("service", {"service_at_locations": [AT | {"location": {"id": ID}}]}),
        ("service", {"attributes": [{"id": ID, "taxonomy_term": {"id": ID, "name": "x"}}]}),
        # what the schema does not name, at each depth
        ("service", {"opening": "9:00"}),
        ("service", {"phones": [{"id": ID, "number": "1", "owner": "x"}]}),
        ("service", {"service_at_locations": [AT | {"service": SERVICE}]}),
        ("service_list", {"phones": []}),
        ("service_list", {"organization": ORGANIZATION | {"locations": []}}),
        ("service_at_location_list", {"location": {"id": ID, "location_type": "physical", "x": 1}}),
        ("service_at_location", {"service": SERVICE | {"service_at_locations": []}}),
        ("organization", {"services": [SERVICE | {"organization": ORGANIZATION}]}),
    ],
)
def test_a_planted_fault_is_named(schema, planted):
    right = {"service": SERVICE, "service_list": SERVICE, "organization": ORGANIZATION}
    assert len(faults(schema, right.get(schema, AT) | planted)) == 1
