"""The ledger on other pages: the front page, a service's page, the search."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.search.queries import matching
from services.actions.agreements import end_agreement, start_agreement
from services.queries.published import agreement_docs
from tests.factories.agreements import (
    make_agreement,
    make_approval,
    make_delivery,
    make_grant,
    make_obligation,
    noon,
)
from tests.factories.services import make_listing
from tests.space.conftest import make_scene

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def scene(at):
    at("2026-11-23 11:00")
    return make_scene()


def text(client, address):
    """The words of a page, without tags."""
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_front_page_says_what_the_quarter_comes_to(client, scene):
    make_delivery(scene.meals, date(2026, 11, 2), "21")
    words = text(client, "/")
    assert "5,300.00" in words
    assert "105.00" in words


def test_a_front_page_without_agreements_says_nothing_of_them(client, at):
    at("2026-11-23 11:00")
    make_agreement(state="draft")
    assert "场地换服务履约台账" not in text(client, "/")


@pytest.mark.parametrize("number", [1, 30])
def test_the_front_page_asks_the_same_for_any_number(client, at, number):
    at("2026-11-23 11:00")
    scene = make_scene()
    for _each in range(number):
        agreement = make_agreement(place=scene.place, partner=scene.agreement.partner)
        make_delivery(make_obligation(agreement), TODAY)
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert sum('FROM "services_agreement"' in one["sql"] for one in queries) == 1
    assert sum("services_" in one["sql"] and "counts_on" in one["sql"] for one in queries) == 3


def test_a_service_says_what_it_is_given_for_while_that_holds(client, scene, at):
    listing = make_listing("助餐点", place=scene.place)
    make_obligation(scene.agreement, listing=listing, name="午餐")
    address = f"/services/{listing.slug}/"
    words = text(client, address)
    assert "以免租场地换来" in words
    assert "每天 20 份" in words
    end_agreement(
        by=scene.clerk, agreement=scene.agreement, revision=0, why="搬走", now=noon(TODAY)
    )
    assert "以免租场地换来" not in text(client, address)


def test_an_agreement_is_found_once_it_runs(client, scene):
    agreement = make_agreement(place=scene.place, state="draft", title="空屋换缝纫班")
    make_grant(agreement)
    make_obligation(agreement)
    make_approval(agreement, "decision", by_words="示范村合作社")
    make_approval(agreement, "contract", number="1")
    make_approval(
        agreement, "publicity", notice_since=date(2025, 12, 1), notice_until=date(2025, 12, 16)
    )
    assert not matching("缝纫班").exists()
    assert agreement.title not in {doc.title for doc in agreement_docs()}
    start_agreement(by=scene.clerk, agreement=agreement, revision=0, now=noon(TODAY))
    (found,) = matching("缝纫班")
    assert found.address == f"/ledger/{agreement.number}/"
    assert agreement.title in {doc.title for doc in agreement_docs()}
    assert "空屋换缝纫班" in text(client, "/search/?q=缝纫班")
