"""The public ledger as a visitor reads it: figures of rows, never ranked, nobody's name."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.actor import clock
from services.actions import deliveries, investments, reductions, statements
from services.ledger_words import quarter_words, ratio_words, share_words, yuan
from services.queries.quarter import figures_of
from tests.factories import make_organization, make_place, make_town
from tests.factories.agreements import (
    make_agreement,
    make_approval,
    make_delivery,
    make_grant,
    make_obligation,
    noon,
)
from tests.space.conftest import make_scene
from tests.space.rows import amendment_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
THIRD = date(2026, 7, 1)
ONLY = "折算值只用于履约评价，不作为结算、采购或资产处置依据"


@pytest.fixture
def scene(at):
    at("2026-11-23 11:00")
    return make_scene(floor_percent=90)


def text(client, address):
    """The words of a page, without tags."""
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def frozen(agreement, since=THIRD, *, published=True):
    """The quarter closed, and made public a week later."""
    by = clock("services.freeze_statements")
    for quarter in (date(2026, 1, 1), date(2026, 4, 1), THIRD):
        last = statements.freeze_statement(
            by=by, agreement=agreement, since=quarter, now=noon(date(2026, 10, 5))
        )
        if published:
            statements.publish_statement(by=by, statement=last, now=noon(date(2026, 10, 12)))
        if quarter == since:
            return last
    return None


@pytest.mark.parametrize(
    ("quantity", "words"),
    [("120.00", "120"), ("128.57", "129 左右"), ("4.29", "4.3 左右"), ("1234.50", "1,235 左右")],
)
def test_a_share_that_nobody_can_deliver_is_told_in_whole_units(quantity, words):
    assert share_words(Decimal(quantity)) == words


def test_without_agreements_it_says_so(client, at):
    at("2026-11-23 11:00")
    words = text(client, "/ledger/")
    assert "还没有协议" in words
    assert ONLY in words


def test_the_quarter_so_far_is_the_sum_of_its_rows(client, scene):
    make_delivery(scene.meals, date(2026, 11, 2), "20")
    make_delivery(scene.meals, date(2026, 9, 2), "999")  # of another quarter
    words = text(client, "/ledger/")
    figures = figures_of([scene.agreement], date(2026, 10, 1), date(2026, 11, 24))
    # October whole, 23 of 30 days of November: 3000 + 2300
    assert figures[scene.agreement.pk].waived == Decimal("5300.00")
    for said in ("5,300.00", "100.00", ratio_words(188), "底线 90%", ONLY):
        assert said in words
    assert words.count("5,300.00") == 3  # the total, the quarter of all, the agreement's own


def test_only_published_statements_count(client, scene):
    make_delivery(scene.meals, date(2026, 8, 3), "1800")
    last = frozen(scene.agreement, published=False)
    words = text(client, "/ledger/")
    assert f"{quarter_words(THIRD)} 尚未公开" in words
    for figure in ("9,000.00", "达到底线"):
        assert figure not in words
    assert client.get(f"/ledger/statements/{last.number}/").status_code == 404
    statements.publish_statement(
        by=clock("services.publish_statements"), statement=last, now=noon(date(2026, 10, 12))
    )
    words = text(client, "/ledger/")
    assert f"{quarter_words(THIRD)} 尚未公开" not in words
    for figure in ("9,000.00", "达到底线"):  # 9000 of 9000
        assert figure in words
    assert 'class="trend"' in client.get("/ledger/").content.decode()


def test_no_quarter_is_missing_without_a_word(client, scene, at):
    frozen(scene.agreement, date(2026, 4, 1))
    at("2026-10-02 11:00")  # over for two days, and not closed
    for address in ("/ledger/", f"/ledger/{scene.agreement.number}/"):
        words = text(client, address)
        assert f"{quarter_words(THIRD)} 尚未公开，将于2026年10月11日公开。" in words
        assert f"{quarter_words(date(2026, 4, 1))} 尚未公开" not in words
    at("2026-10-06 11:00")
    by = clock("services.freeze_statements")
    statements.freeze_statement(
        by=by, agreement=scene.agreement, since=THIRD, now=noon(date(2026, 10, 6))
    )
    assert "将于2026年10月13日公开" in text(client, "/ledger/")
    at("2026-10-13 00:05")  # the clock has not come by
    assert f"{quarter_words(THIRD)} 尚未公开。" in text(client, "/ledger/")


def test_a_quarter_public_for_some_says_how_many_are_not(client, scene):
    other = make_agreement(place=scene.place, since=THIRD)
    make_grant(other, market="1000")
    frozen(scene.agreement)
    words = text(client, "/ledger/")
    assert f"{quarter_words(THIRD)} 1 份履约单尚未公开" in words
    by = clock("services.freeze_statements")
    last = statements.freeze_statement(
        by=by, agreement=other, since=THIRD, now=noon(date(2026, 10, 5))
    )
    statements.publish_statement(by=by, statement=last, now=noon(date(2026, 10, 12)))
    assert "尚未公开" not in text(client, "/ledger/")
    assert "12,000.00" in text(client, "/ledger/")


def test_a_later_correction_changes_no_closed_quarter(client, scene):
    row = make_delivery(scene.meals, date(2026, 8, 3), "1800")
    last = frozen(scene.agreement)
    before = text(client, f"/ledger/statements/{last.number}/")
    deliveries.correct_delivery(
        by=scene.partner, delivery=row, quantity=Decimal(1700), why="多记", now=noon(TODAY)
    )
    assert text(client, f"/ledger/statements/{last.number}/") == before
    assert "-500.00" in text(client, "/ledger/")


def test_the_verdict_has_the_partners_answer_beside_it(client, scene):
    by = clock("services.freeze_statements")
    first = statements.freeze_statement(
        by=by, agreement=scene.agreement, since=date(2026, 1, 1), now=noon(date(2026, 4, 5))
    )
    statements.answer_statement(
        by=scene.partner, statement=first, text="装修停业两个月", now=noon(date(2026, 4, 6))
    )
    statements.publish_statement(by=by, statement=first, now=noon(date(2026, 4, 12)))
    for address in (f"/ledger/{scene.agreement.number}/", f"/ledger/statements/{first.number}/"):
        words = text(client, address)
        assert "低于底线" in words
        assert words.index("低于底线") < words.index("装修停业两个月")
        assert ONLY in words


def test_places_stand_in_their_order_whatever_the_ratio(client, at):
    at("2026-11-23 11:00")
    town = make_town()
    first, second = make_place("甲村", parent=town), make_place("乙村", parent=town)
    for place, title, quantity in ((second, "后", "9000"), (first, "前", "1")):
        agreement = make_agreement(place=place, title=title)
        make_grant(agreement)
        make_delivery(make_obligation(agreement), TODAY, quantity)
    words = text(client, "/ledger/")
    assert words.index("甲村") < words.index("乙村")


def test_everything_behind_an_agreement_and_nobodys_name(client, scene):
    make_approval(scene.agreement, "contract", number="示范合字1号", by_words="示范村合作社")
    make_delivery(scene.meals, date(2026, 11, 2), "17", note="陈某某来吃饭")
    row = make_delivery(scene.meals, date(2026, 8, 3))
    taken = reductions.reduce_delivery(
        by=scene.clerk, delivery=row, quantity=Decimal(3), reason="人数不符", now=noon(TODAY)
    )
    reductions.answer_reduction(by=scene.partner, reduction=taken, text="已补签名", now=noon(TODAY))
    frozen(scene.agreement)
    investments.record_investment(
        by=scene.clerk,
        agreement=scene.agreement,
        amount_yuan=Decimal(12000),
        day=date(2026, 2, 1),
        what="厨房改造",
        evidence="发票3张",
        now=noon(TODAY),
    )
    words = text(client, f"/ledger/{scene.agreement.number}/")
    for said in (
        *(
            "示范合字1号",
            "示范村合作社",
            "第 1 号",
            "人数不符",
            "已补签名",
            "厨房改造",
            "12,000.00",
        ),
        *("每天 20 份", ONLY, yuan(85)),
    ):
        assert said in words, said
    assert "陈某某" not in words
    clerk = scene.clerk.user
    assert str(clerk) not in words


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_never_began_is_not_there(client, scene, state):
    agreement = make_agreement(place=scene.place, state=state, title="没开始")
    assert "没开始" not in text(client, "/ledger/")
    for address in (f"/ledger/{agreement.number}/", f"/ledger/{agreement.number}.csv"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_take_the_same_queries(client, at, number):
    at("2026-11-23 11:00")
    place = make_place(parent=make_town())
    made = []
    for each in range(number):
        partner = make_organization(f"示范单位{each}", place=place)
        agreement = make_agreement(place=place, partner=partner, title=f"示范协议{each}")
        made.append(agreement)
    for _each in range(number):
        make_grant(made[0])
        row = make_delivery(make_obligation(made[0]), date(2026, 8, 3))
        make_approval(made[0], "contract", number="1")
        reductions.reduce_delivery(
            by=clock("demo"), delivery=row, quantity=Decimal(1), reason="示范", now=noon(TODAY)
        )
    frozen(made[0])
    for _each in range(number):
        amendment_of(made[0], made[0].until + timedelta(days=1))
        made[0].refresh_from_db()
    counts = []
    for address in ("/ledger/", f"/ledger/{made[0].number}/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts == [12, 16], counts
