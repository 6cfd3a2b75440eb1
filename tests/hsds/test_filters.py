"""A query, read: each value by what its parameter says; what cannot be read is refused by name."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from gaoqiao.hsds.contract import ROUTES, Asked
from gaoqiao.hsds.filters import asked

ID = "33847f0b-2571-4a1f-b719-a8fa3e213983"


def read(**query):
    """What a query of the list of services asks for."""
    sent = QueryDict(mutable=True)
    sent.update(query)
    return asked(sent, ROUTES["/services"].parameters)


def test_every_value_is_read():
    assert read() == Asked()
    moment = datetime(2026, 11, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = read(
        search=" 食堂\n饭 ",
        page="2",
        per_page="1000",
        full="true",
        minimal="false",
        format="json",
        organization_id=ID,
        taxonomy_id=ID.upper(),
        modified_after="2026-11-01T09:00:00",
    )
    assert found == Asked(
        search="食堂 饭",
        page=2,
        per_page=1000,
        full=True,
        organization_id=UUID(ID),
        taxonomy_id=UUID(ID),
        modified_after=moment,
    )
    assert read(modified_after="2026-11-01T01:00:00Z").modified_after == moment


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("page", ("0", "-1", "x", "٣", "1.0", "", "9" * 10)),
        ("per_page", ("0", "1001")),
        ("full", ("yes", "1", "")),
        ("minimal", ("TRUE",)),
        *((name, ("7", "")) for name in ("organization_id", "taxonomy_id", "taxonomy_term_id")),
        ("modified_after", ("gestern", "2026-13-01T00:00:00Z", "\x00", "")),
        ("format", ("ndjson", "xml", "")),
        ("search", ("路" * 51,)),
        # never left out in silence: the answer would be another than the one asked for
        *((name, ("1",)) for name in ("postcode", "proximity", "pages", "full_service")),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name, texts):
    for text in texts:
        with pytest.raises(ValidationError) as refused:
            read(**{name: text})
        assert [*refused.value.detail] == [name], text
