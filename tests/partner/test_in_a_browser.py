"""A partner's day on a phone, also without a network or scripts, and the quarter closing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.actor import clock
from services.actions.statements import freeze_statement, publish_statement
from services.models import Delivery, Statement
from services.periods import quarter_of
from services.queries.statements import due_to_publish
from tests.chromium import too_wide
from tests.factories.agreements import make_delivery, noon

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('delivery:'))"


def quantities():
    """What is on file, undone rows with their counter-entries."""
    return [int(row.quantity) for row in Delivery.objects.order_by("pk")]


@pytest.mark.parametrize("js", [pytest.param(True, marks=pytest.mark.walk), False])
def test_a_partners_day(at_partner, open_day, js):
    day = open_day
    make_delivery(day.meals, day.today - timedelta(days=1), "17")
    page = at_partner(day.partner.user, js=js)
    assert too_wide(page) <= 0
    button = page.get_by_role("button", name="记一笔")
    assert button.bounding_box()["y"] < 844, "on the first screen"
    if js:
        for _tap in range(3):
            page.get_by_role("button", name="示范理发 加一").click()
    else:
        page.get_by_label("示范理发").fill("3")
    button.click()
    page.get_by_text("已记 1 笔").wait_for()
    page.get_by_role("button", name="和前一天一样").click()
    page.get_by_text("已记 17 份").wait_for()
    assert quantities() == [17, 3, 17]
    page.locator("#recent li").filter(has_text="示范助餐").get_by_role("button").click()
    page.get_by_text("已撤回").wait_for()
    assert quantities() == [17, 3, 17, -17]
    row = page.locator(".amounts li").filter(has_text="示范理发")
    assert "已交付 3" in row.inner_text()
    assert "还差" in row.inner_text()


def test_without_a_network_it_waits_on_the_device_and_counts_once(at_partner, open_day):
    page = at_partner(open_day.partner.user)
    page.get_by_label("示范助餐", exact=True).fill("12")
    page.context.set_offline(True)
    page.get_by_role("button", name="记一笔").click()
    page.get_by_text("没有网络，已存在本机").wait_for()
    assert page.get_by_label("示范助餐", exact=True).input_value() == ""
    ((_name, kept),) = page.evaluate(KEPT)
    assert f'"n{open_day.meals.pk}":"12"' in kept
    assert "csrf" not in kept
    assert quantities() == []
    page.context.set_offline(False)
    page.get_by_text("已记 12 份").wait_for()
    assert page.evaluate(KEPT) == []
    assert quantities() == [12]


def test_logging_out_forgets_what_waits(at_partner, open_day):
    page = at_partner(open_day.partner.user)
    page.get_by_label("示范助餐", exact=True).fill("12")
    page.context.set_offline(True)
    page.get_by_role("button", name="记一笔").click()
    page.get_by_text("没有网络，已存在本机").wait_for()
    page.evaluate(
        "for (const name of Object.keys(localStorage))"
        " { const copy = JSON.parse(localStorage[name]); copy.url = '/nowhere/';"
        " localStorage[name] = JSON.stringify(copy); }"
    )  # it stays where it is, so that there is something to forget
    page.context.set_offline(False)
    page.goto("/accounts/logout/")
    assert len(page.evaluate(KEPT)) == 1
    page.locator("main form button").click()
    page.wait_for_url("**/")
    assert page.evaluate(KEPT) == []


def test_the_quarter_closes(at_partner, open_day, new_page):
    day, quarter = open_day, quarter_of(open_day.since)
    make_delivery(day.meals, quarter.until - timedelta(days=1))
    by = clock("services.freeze_statements")
    now = timezone.now()
    paper = freeze_statement(by=by, agreement=day.agreement, since=quarter.since, now=now)
    page, everybody = at_partner(day.partner.user), new_page()
    assert everybody.goto(f"/ledger/statements/{paper.number}/").status == 404
    page.get_by_role("link", name=f"季度单 {paper.number}").click()
    assert too_wide(page) <= 0
    page.get_by_label("您的答复").fill("天冷，来的人少。")
    page.get_by_role("button", name="答复").click()
    page.get_by_text("答复已记下").wait_for()
    assert not due_to_publish(now + timedelta(days=6)).exists()
    week = now + timedelta(days=7)
    for row in due_to_publish(week):
        publish_statement(by=clock("services.publish_statements"), statement=row, now=week)
    assert Statement.objects.get().published_at == week
    everybody.goto(f"/ledger/statements/{paper.number}/")
    assert "天冷，来的人少。" in everybody.locator(".verdict").inner_text()
    page.reload()
    assert page.get_by_label("您的答复").count() == 0
    assert noon(quarter.until) < now
