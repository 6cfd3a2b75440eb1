"""The last page of a need: each thing is asked and written once, whoever else has sent one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_category, make_place, make_town
from tests.needs.asking import check_page, key_on

# Draft, the same form sent before, place, tries of the address, kind; number, special days, need,
# text on personal data, consent, step, short link, entry of the record; the draft forgotten.
STATEMENTS = 14
FRAMES = ("BEGIN", "SAVEPOINT", "RELEASE")


@pytest.mark.django_db
def test_raising_a_need_sends_fourteen_statements(client):
    town, kind = make_town(), make_category()
    for name in ("甲示范村", "乙示范村"):  # who comes first begins the counters
        answers = {"category": kind.key, "phone": "13800000000", "name": "王"}
        key = key_on(check_page(client, make_place(name, parent=town), **answers))
        with CaptureQueriesContext(
            connection,
        ) as sent:
            assert client.post("/needs/new/check/", {"client_key": key}).status_code == 302
        statements = [one["sql"].strip() for one in sent.captured_queries]
        told = [one for one in statements if not one.startswith(FRAMES)]
        assert len(told) == STATEMENTS, "\n".join(told)
