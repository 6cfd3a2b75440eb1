"""One row gives one line, whichever database it was written to and by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, models

from foundation.accounts.models import User
from foundation.backup.queries import lines_of
from foundation.backup.rows import one_way
from foundation.jobs.models import Job
from foundation.site.models import QuotedFigure

NULL = models.Value(None, models.JSONField())  # of JSON, which is a value
AT = datetime(2026, 2, 1, 23, 59, 59, 999_999, UTC)


@pytest.mark.parametrize(
    ("lite", "postgres"),
    [
        ('{"b": 1, "aa": [1.5, null]}', '{"b": 1, "aa": [1.5, null]}'),
        ("1e+16", "10000000000000000"),
        ("[1.5e-07, 1.0]", "[0.00000015, 1.0]"),
        ("-0.0", "0.0"),
        ('"\\u5b57\\ud842\\udfb7"', '"字𠮷"'),
        ("null", "null"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_json_is_written_one_way(lite: str, postgres: str):
    """As `json.dumps` writes it into SQLite, and as PostgreSQL's jsonb gives it back."""
    assert one_way(lite) == one_way(postgres)


def test_unlike_json_stays_unlike():
    assert len({one_way(text) for text in ("1", "1.0", '"1"', "[1]", "true", "null", "10")}) == 7


def lines(model: type[models.Model]) -> list[str]:
    return [line.decode() for line in lines_of(model, "default")]


@pytest.mark.django_db
def test_moments_days_amounts_and_words():
    QuotedFigure.objects.create(
        **{
            "pk": 7,
            "key": "k",
            "value": Decimal("12345678901.1"),
            "unit": "人\n\"'\\",
            "source": "",
        },
        **{"published_on": date(2026, 2, 1), "quoted_at": AT, "not_stated": "𠮷"},
    )
    assert lines(QuotedFigure) == [
        '["bound","ended_at","id","key","not_stated","published_on","quoted_at","source","unit","value"]\n',
        '["exactly",null,7,"k","𠮷","2026-02-01","2026-02-01T23:59:59.999999+00:00","",'
        '"人\\n\\"\'\\\\","12345678901.10"]\n',
    ]


@pytest.mark.django_db
def test_json_of_a_column_and_no_value():
    Job.objects.create(
        **{
            "pk": 7,
            "kind": "k",
            "key": "x",
            "arguments": {"b": 1, "a": [None, 1e16]},
            "result": NULL,
        },
        **{"created_at": AT, "not_before": AT, "state": "done"},
    )
    at = '"2026-02-01T23:59:59.999999+00:00"'
    assert lines(Job)[1] == (
        f'["{{\\"a\\":[null,10000000000000000],\\"b\\":1}}",null,0,{at},null,7,"x","k","",null,'
        f'{at},0,"null",null,"done"]\n'
    )


@pytest.mark.django_db
def test_what_is_encrypted_is_carried_as_it_stands_without_its_key(settings: Any):
    user = User.objects.create(username="clerk", phone="13800000000", uuid=UUID(int=5), password="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_index FROM foundation_user")
        phone, index = cursor.fetchone()
    settings.FIELD_KEYS = {"none": b""}
    line = lines(User)[1]
    assert f'"{phone}","{index}",false' in line
    assert '"00000000-0000-0000-0000-000000000005"' in line
    assert user.phone not in line
