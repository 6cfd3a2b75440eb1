"""Whatever an address, a cursor or a filter is: no fault of ours, and no answer that the
description does not name. `make prove` asks two thousand times (CASES, of all addresses together).
"""

import logging
import os
from collections import Counter

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from foundation.api.schema import described
from gaoqiao.wsgi import application
from tests.doors import objects
from tests.personas import make_world

CASES = int(os.environ.get("CASES", "108"))
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(scope="module")
def kept_world(keep):
    """A world with something public of each sort."""

    def made():
        world = make_world()
        corner = world["own"]
        objects.venue_of(corner, "used")
        objects.statement_of(corner)
        return world

    return keep(made)


@pytest.fixture(autouse=True)
def _connection_kept():
    """The requests stay in the transaction of the test, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations():
    """Every address of the description."""
    found = schemathesis.openapi.from_dict(described("zh-hans"))
    return [one.ok() for one in found.get_all_operations()]


def ask(operation, number):
    """So many questions at one address; the statuses that came."""
    statuses = []

    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asked(case):
        answer = case.call(app=application, base_url="http://testserver")
        case.validate_response(answer, checks=CHECKS)
        statuses.append(answer.status_code)

    asked()
    return statuses


@pytest.mark.usefixtures("world")
def test_no_question_breaks_anything(caplog, figure):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    found = operations()
    each = -(-CASES // len(found))
    answers = Counter(status for operation in found for status in ask(operation, each))
    assert {200, 404} <= answers.keys() <= {200, 400, 404, 406}
    figure(
        f"{answers.total()} questions to {len(found)} addresses, answered"
        f" {', '.join(f'{number} times {status}' for status, number in sorted(answers.items()))}",
        bound="described, none 5xx",
    )


@pytest.mark.usefixtures("world")
def test_a_fault_is_found(monkeypatch, control):
    """The same questions at an address that answers by a number that the description lacks."""
    monkeypatch.setattr("residents.api.needs_in_the_open", lambda: 1 / 0)
    needs = next(one for one in operations() if one.path == "/api/v1/needs/")
    with pytest.raises(BaseException, match="Server error") as found:
        ask(needs, 1)
    control(f"a planted fault at {needs.path}: {type(found.value).__name__}")
