"""A clerk keeps agreements by buttons, from the draft to the closed quarter."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaoqiao.portal.queries import queue_lines
from residents.actions.valuations import value_venue
from services.actions import reductions
from services.models import Agreement, Approval, Delivery, Reduction, Statement
from services.terms import AgreementState
from tests.factories import make_need, make_organization, make_venue
from tests.factories.agreements import (
    make_agreement,
    make_delivery,
    make_grant,
    make_obligation,
    make_reduction,
    make_statement,
    noon,
)
from tests.space.conftest import make_scene
from tests.staff.scene import adding, button, listing, staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def scene(at):
    at("2026-11-23 11:00")
    found = make_scene()
    found.browser, found.user = staff("village_clerk", found.place)
    return found


def press(scene, row, key, **data):
    """Post to a button of a row's page: the status, and the page where it was refused."""
    if hasattr(row, "revision"):
        row.refresh_from_db()
        data.setdefault("revision", row.revision)
    answer = scene.browser.post(button(row, key), data)
    return answer.status_code, answer.content.decode()


def page(scene, row):
    """The words of a row's page."""
    meta = row._meta
    address = f"/admin/{meta.app_label}/{meta.model_name}/{row.pk}/change/"
    return scene.browser.get(address).content.decode()


def test_the_need_behind_it_is_a_link_for_everybody_and_for_staff(scene, client):
    need = make_need(place=scene.place, public=True)
    row = make_agreement(place=scene.place, need=need)
    link = f'<a href="/needs/{need.number}/">需求 {need.number}</a>'
    assert link in client.get(f"/ledger/{row.number}/").content.decode()
    assert link in page(scene, row)


def drafted(scene):
    """An agreement that the clerk has prepared on the staff pages."""
    partner = make_organization("新合作单位", place=scene.place)
    fields = {
        "title": "一间屋换一顿饭",
        "place_pick": scene.place.pk,
        "partner_pick": partner.pk,
        "form": "space",
        "since": "2026-12-01",
        "until": "2027-11-30",
        "floor_percent": "90",
    }
    assert scene.browser.post(adding(Agreement), fields).status_code == 302
    return Agreement.objects.get(partner=partner)


def test_from_the_draft_to_the_first_day(scene):
    agreement = drafted(scene)
    assert agreement.until == date(2027, 12, 1)  # the form says the last day
    venue = make_venue("示范西屋", place=scene.place)
    valued = {"monthly_rent": "3600", "since": "2026-11-01", "method": "比价", "valuer": "评估所"}
    assert press(scene, venue, "value", **valued)[0] == 302
    assert "3,600.00" in page(scene, venue)
    grant = {"what": "rent", "venue_pick": venue.pk, "charged_monthly": "0"}
    assert press(scene, agreement, "grant", **grant)[0] == 302
    stored = agreement.grants.get()
    assert (stored.market_monthly, stored.valuation) == (Decimal(3600), venue.valuations.get())
    promised = {"name": "助餐", "quantity": "20", "unit": "份", "per": "day", "unit_value": "6"}
    assert press(scene, agreement, "obligation", **promised)[0] == 302
    status, html = press(scene, agreement, "start")
    assert status == 409
    assert "集体经济组织的决议" in html
    for label in ("已完成", "还缺"):
        assert label in page(scene, agreement)
    paper = {"kind": "decision", "day": "2026-11-01", "by_words": "示范村股份经济合作社"}
    assert press(scene, agreement, "approval", **paper)[0] == 302
    notice = {"notice_since": "2026-11-02", "notice_until": "2026-11-16"}
    paper = {"kind": "publicity", "day": "2026-11-02", **notice}
    assert press(scene, agreement, "approval", **paper)[0] == 302
    assert agreement.approvals.get(kind="publicity").notice_until == date(2026, 11, 17)
    paper = {"kind": "contract", "day": "2026-11-20"}
    assert press(scene, agreement, "approval", **paper)[0] == 409  # a contract has a number
    assert press(scene, agreement, "approval", **paper, number="示合1号")[0] == 302
    assert press(scene, agreement, "start")[0] == 302
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.RUNNING
    assert "一间屋换一顿饭" in scene.browser.get("/ledger/").content.decode()


def test_a_grant_without_a_value_is_asked_for_it(scene):
    agreement = drafted(scene)
    venue = make_venue("没评估过", place=scene.place)
    grant = {"what": "rent", "venue_pick": venue.pk, "charged_monthly": "0"}
    status, html = press(scene, agreement, "grant", **grant)
    assert status == 409
    assert "先给场地登记评估价" in html
    value_venue(
        by=scene.clerk,
        venue=venue,
        monthly_rent=Decimal(900),
        since=date(2027, 1, 1),
        method="比价",
        valuer="评估所",
    )
    assert press(scene, agreement, "grant", **grant)[0] == 409  # of a later day
    assert press(scene, agreement, "grant", **grant, market_monthly="800")[0] == 302
    assert agreement.grants.get().valuation is None


def test_a_draft_is_changed_and_a_line_taken_out(scene):
    agreement = drafted(scene)
    grant = make_grant(agreement)
    partner = agreement.partner_id
    fields = {"title": "改名", "partner_pick": partner, "form": "space", "since": "2026-12-01"}
    assert press(scene, agreement, "change", **fields, until="2027-06-30")[0] == 302
    agreement.refresh_from_db()
    assert (agreement.title, agreement.until) == ("改名", date(2027, 7, 1))
    assert press(scene, agreement, "change", **fields, until="9999-12-31")[0] == 409
    assert press(scene, agreement, "change", **fields, until="2027-06-30", revision=0)[0] == 409
    assert press(scene, agreement, "drop", line=f"grant-{grant.pk}")[0] == 302
    assert not agreement.grants.exists()
    assert press(scene, agreement, "withdraw")[0] == 302


def test_amendments_open_a_new_row(scene):
    fields = {"grant": scene.grant.pk, "since": "2026-12-01", "market_monthly": "3300"}
    assert press(scene, scene.agreement, "amend-grant", **fields)[0] == 302
    first, second = scene.agreement.grants.order_by("since")
    assert (first.until, second.market_monthly) == (date(2026, 12, 1), Decimal(3300))
    assert second.charged_monthly == first.charged_monthly
    fields = {"obligation": scene.meals.pk, "since": "2026-12-01", "quantity": "25"}
    assert press(scene, scene.agreement, "amend-obligation", **fields)[0] == 302
    assert scene.agreement.obligations.order_by("since").last().unit_value == Decimal(5)


def test_a_struck_paper_stays_with_its_reason(scene):
    agreement = drafted(scene)
    press(scene, agreement, "approval", kind="contract", day="2026-11-20", number="写错的号")
    paper = Approval.objects.get(agreement=agreement)
    fields = {"approval": paper.pk, "why": "文号写错"}
    assert press(scene, agreement, "strike", **fields)[0] == 302
    html = page(scene, agreement)
    assert "写错的号" in html
    assert "文号写错" in html


def test_a_reduction_and_its_lifting(scene):
    row = make_delivery(scene.meals, TODAY)
    assert press(scene, row, "reduce", quantity="21", reason="人数不符")[0] == 409
    assert press(scene, row, "reduce", quantity="3", reason="人数不符")[0] == 302
    reduction = row.reductions.get()
    reductions.answer_reduction(
        by=scene.partner, reduction=reduction, text="已补签名", now=noon(TODAY)
    )
    assert "人数不符" in page(scene, row)
    assert "已补签名" in page(scene, reduction)
    assert press(scene, reduction, "lift", reason="查实")[0] == 302
    assert press(scene, reduction, "lift", reason="再来")[0] == 404


def test_money_put_in_is_recorded_and_corrected(scene):
    fields = {"amount_yuan": "12000", "day": "2026-11-01", "what": "厨房", "evidence": "发票"}
    assert press(scene, scene.agreement, "invest", **fields)[0] == 302
    row = scene.agreement.investments.get()
    fields = {"investment": row.pk, "amount_yuan": "9000.50", "evidence": "发票重核"}
    assert press(scene, scene.agreement, "correct-sum", **fields)[0] == 302
    assert "9,000.50" in scene.browser.get("/ledger/").content.decode()


def test_a_quarter_is_closed_and_published_after_seven_days(scene, at):
    for _quarter in range(3):
        assert press(scene, scene.agreement, "freeze")[0] == 302
    assert press(scene, scene.agreement, "freeze")[0] == 404  # none is over any more
    last = Statement.objects.order_by("since").last()
    assert last.since == date(2026, 7, 1)
    assert press(scene, last, "publish")[0] == 404
    at("2026-11-30 11:00")
    assert press(scene, last, "publish")[0] == 302
    assert press(scene, scene.agreement, "end", why="搬走")[0] == 302


def queues(scene):
    """The numbers of the first screen by the list each opens."""
    return {line.address: line.number for line in queue_lines(scene.user)}


def test_each_queue_counts_the_rows_of_its_list(scene):
    place = scene.place
    quiet = make_agreement(place=place, title="久未登记")
    make_obligation(quiet)
    soon = make_agreement(place=place, title="快到期", until=date(2026, 12, 23))
    make_delivery(make_obligation(soon), TODAY)
    late = make_agreement(place=place, title="晚一天", until=date(2026, 12, 24))
    make_delivery(make_obligation(late), TODAY)
    make_delivery(scene.meals, TODAY)
    due = make_statement(scene.agreement, published=False)
    make_agreement(title="别村的")
    base = "/admin/services/"
    expected = {
        f"{base}agreement/?queue=gone_quiet": 1,
        f"{base}agreement/?queue=ending_soon": 1,
        f"{base}statement/?queue=to_publish": 1,
        f"{base}statement/?queue=to_be_answered": 0,
    }
    found = queues(scene)
    assert {address: found[address] for address in expected} == expected
    for address, word in zip(expected, ("久未登记", "快到期", due.number), strict=False):
        html = scene.browser.get(address).content.decode()
        assert word in html
        assert "晚一天" not in html
        assert "别村的" not in html


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_take_the_same_queries(scene, number):
    for each in range(number):
        partner = make_organization(f"示范单位{each}", place=scene.place)
        agreement = make_agreement(place=scene.place, partner=partner)
        make_reduction(make_delivery(make_obligation(agreement), TODAY))
        make_statement(agreement)
    counts = []
    for model in (Agreement, Delivery, Reduction, Statement):
        with CaptureQueriesContext(connection) as queries:
            assert scene.browser.get(listing(model)).status_code == 200
        counts.append(len(queries))
    assert counts == [12, 10, 8, 11]
