"""The file of an agreement: it adds up to its page, and holds back what the page holds back."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from foundation.actor import clock
from foundation.search.queries import matching
from services.actions import reductions, statements
from services.queries.quarter import figures_of
from tests.factories.accounts import client_of
from tests.factories.agreements import make_delivery, make_reduction, noon
from tests.ledger.test_public import TODAY, frozen
from tests.space.conftest import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(at):
    at("2026-11-23 11:00")
    return make_scene(floor_percent=90)


def file_of(client, agreement):
    """The file of an agreement, as it is downloaded."""
    answer = client.get(f"/ledger/{agreement.number}.csv")
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_file_holds_back_what_the_page_holds_back(client, scene):
    """Rows of a quarter that is over stand in it once its statement is public, and not before."""
    quarters = []
    for act in (
        lambda: make_delivery(scene.meals, date(2026, 8, 3)),
        lambda: frozen(scene.agreement, published=False),
        lambda: [publish(one) for one in scene.agreement.statements.order_by("since")[:2]],
        lambda: [publish(one) for one in scene.agreement.statements.order_by("since")[2:]],
    ):
        act()
        lines = csv.DictReader(io.StringIO(file_of(client, scene.agreement)))
        quarters.append(sorted({line["季度"] for line in lines}))
        page = client.get(f"/ledger/{scene.agreement.number}/").content.decode()
        assert page.count('class="waits"') == 4 - len(quarters[-1])
    early = ["26Q1", "26Q2"]
    assert quarters == [["26Q4"], ["26Q4"], [*early, "26Q4"], [*early, "26Q3", "26Q4"]]


def publish(statement):
    by = clock("services.publish_statements")
    statements.publish_statement(by=by, statement=statement, now=noon(TODAY))


def test_the_file_adds_up_to_the_page(client, scene):
    row = make_delivery(scene.meals, date(2026, 8, 3), "1800", note="陈某某")
    last = frozen(scene.agreement)
    make_delivery(scene.meals, TODAY, "7.5", client_key="f" * 32)
    reduce(scene, row, 2)
    lift = reduce(scene, row, 3)
    reductions.lift_reduction(by=scene.clerk, reduction=lift, reason="查实", now=noon(TODAY))
    raw = file_of(client, scene.agreement)
    assert "陈某某" not in raw
    lines = list(csv.DictReader(io.StringIO(raw)))
    sums = {}
    for line in lines:
        for column in ("免收（元）", "认可（元）"):
            key = (line["季度"], column)
            sums[key] = sums.get(key, Decimal(0)) + Decimal(line[column] or 0)
    assert sums["26Q3", "免收（元）"] == last.waived
    assert sums["26Q3", "认可（元）"] == last.accepted
    now = figures_of([scene.agreement], date(2026, 10, 1), date(2026, 11, 24))[scene.agreement.pk]
    assert sums["26Q4", "免收（元）"] == now.waived
    assert sums["26Q4", "认可（元）"] == now.accepted == Decimal("27.50")


def reduce(scene, row, quantity, reason="=1+1"):
    return reductions.reduce_delivery(
        by=scene.clerk, delivery=row, quantity=Decimal(quantity), reason=reason, now=noon(TODAY)
    )


def test_why_something_was_taken_off_is_read_once_its_quarter_is_public(client, scene):
    """On the page and in the file alike; until then the partner reads it, and the sums have it."""
    closing = make_delivery(scene.meals, date(2026, 8, 3))
    make_reduction(closing, "2", reason="=2+2")
    frozen(scene.agreement, published=False)
    reduce(scene, make_delivery(scene.meals, TODAY), 1, reason="=4+4")
    for told in ([], ["=2+2"]):
        page = client.get(f"/ledger/{scene.agreement.number}/").content.decode()
        raw = file_of(client, scene.agreement)
        for reason in ("=2+2", "=4+4"):
            assert (f"{reason}</span>" in page) == (f"'{reason}" in raw) == (reason in told)
        assert ('id="reductions"' in page) == bool(told)
        sums = [line for line in csv.DictReader(io.StringIO(raw)) if "合计" in line["类别"]]
        assert [(one["季度"], one["数量"], one["原因"]) for one in sums] == [("26Q4", "-1.00", "")]
        assert not matching("2+2").exists()
        for statement in scene.agreement.statements.order_by("since"):
            publish(statement)
    history = client_of(scene.partner.user).get("/partner/deliveries/").content.decode()
    assert all(f"{reason}</span>" in history for reason in ("=2+2", "=4+4"))
