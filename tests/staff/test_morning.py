"""A clerk's morning in a real browser, from logging in to the last call."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from residents.actions import raising, sorting
from residents.models import Need, NeedStep, Notice
from tests.factories import by, make_category, make_clerk, make_place, make_post, make_town
from tests.factories.accounts import PASSWORD, add_app, code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = 1280


@pytest.fixture
def village(transactional_db):
    make_category("道路路灯", key="roads")
    place = make_place("示范村", parent=make_town())
    make_post("grid_worker", "第一网格网格员", place=place)
    return place


@pytest.fixture
def clerk(village):
    """(user, secret of the second factor)."""
    user, _holding = make_clerk(place=village)
    user.username = "clerk"
    user.set_password(PASSWORD)
    user.save()
    return user, add_app(user)


def raised(village, words, phone):
    return raising.raise_need(by=by(), words=words, place=village, phone=phone)


def log_in(page, secret):
    page.goto("/accounts/login/")
    page.fill("[name=login]", "clerk")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.fill("[name=code]", code_now(secret))
    page.press("[name=code]", "Enter")
    page.goto("/admin/")


def open_queue(page, label):
    """From the first screen into a queue, and its first row."""
    page.goto("/admin/")
    page.click(f".queues a:has-text('{label}')")
    page.click(".list tbody th a >> nth=0")


def press(page, label):
    moves = page.locator(".moves")
    button, more = moves.locator(f"a:has-text('{label}')"), page.locator(".more-moves summary")
    button.or_(more).locator("visible=true").first.wait_for()
    if not button.is_visible():
        more.click()
    button.click()


def worded(page, title):
    page.select_option("[name=category]", label="道路路灯")
    page.fill("[name=title]", title)
    page.fill("[name=sentence]", f"{title}，请求修理。")


def test_a_clerks_morning(new_page, village, clerk):
    user, secret = clerk
    first = raised(village, "村口的灯不亮了", "13800000001")
    second = raised(village, "桥头的灯不亮了", "13800000002")
    third = raised(village, "请把河填了", "13800000003")
    late = raised(village, "路上有坑", "13800000004")
    accepted = timezone.now() - timezone.timedelta(days=40)
    Need.objects.filter(pk=late.pk).update(created_at=accepted)
    late.refresh_from_db()
    sorting.accept_need(
        by=by(user),
        need=late,
        category=first.category or make_category(),
        title="路面有坑",
        sentence="路面有坑。",
        now=accepted,
    )

    page = new_page(DESK)
    log_in(page, secret)
    expect(page.locator(".queues a:has-text('待受理') b")).to_have_text("3")

    # Accept the first and give it to a post, then the next of the queue comes by itself.
    open_queue(page, "待受理")
    press(page, "受理")
    expect(page.locator(".brief")).to_contain_text("村口的灯不亮了")
    worded(page, "村口路灯不亮")
    page.locator(".pick label", has_text="第一网格网格员").click()
    page.get_by_role("button", name="受理，办下一件").click()
    expect(page.locator(".messages")).to_contain_text("已完成：受理。")
    expect(page.locator("h1")).to_contain_text(second.number)

    # Answer the second at once; what is missing is said, and nothing typed is lost.
    press(page, "当场答复")
    worded(page, "桥头路灯不亮")
    page.click("button[name=_next]")
    expect(page).to_have_title(re.compile("^错误："))
    assert page.input_value("[name=title]") == "桥头路灯不亮"
    page.fill("[name=answer]", "今天上午已经换好。")
    page.click("button[name=_next]")
    expect(page.locator("h1")).to_contain_text(third.number)

    # Refuse the third with a reason: the queue is done.
    press(page, "说明理由")
    page.fill("[name=reason]", "河道依法不能填占。")
    page.click("button[name=_next]")
    expect(page.locator(".messages")).to_contain_text("没有别的待办")
    expect(page.locator(".queues a:has-text('待受理') b")).to_have_text("0")

    # Move the promise of the late one.
    open_queue(page, "已超期")
    press(page, "调整承诺日期")
    page.fill("[name=to]", (timezone.localdate() + timezone.timedelta(days=7)).isoformat())
    page.fill("[name=sentence]", "等沥青到货，下周修。")
    page.click("button[name=_next]")

    # The call list: told, not reached, wrong number.
    expect(page.locator(".queues a:has-text('待打电话') b")).to_have_text("4")
    open_queue(page, "待打电话")
    for outcome in ("told", "not_reached", "wrong_number"):
        expect(page.locator(".call")).to_contain_text("138****")
        page.click("main button:has-text('查看电话')")
        page.locator(".call a[href^='tel:138']").wait_for()
        page.click(f"button[name=outcome][value={outcome}]")
    page.goto("/admin/")
    expect(page.locator(".queues a:has-text('待打电话') b")).to_have_text("2")

    states = dict(Need.objects.values_list("pk", "state"))
    assert [states[need.pk] for need in (first, second, third)] == [
        "assigned",
        "answered",
        "refused",
    ]
    assert NeedStep.objects.filter(need=late, kind="late").exists()
    calls = list(Notice.objects.filter(channel="call").values_list("state", flat=True))
    assert {calls.count(state) for state in ("told", "not_reached", "wrong_number")} == {1}
