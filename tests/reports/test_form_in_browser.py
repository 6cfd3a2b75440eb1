"""A clerk and a district's form in a browser, on a phone and without scripts."""

import io
import os
import re
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gaoqiao.reports.models import FormFill
from gaoqiao.reports.periods import period_of
from tests.chromium import DESK, PHONE, too_wide
from tests.factories import make_need, make_place, make_town
from tests.factories.accounts import add_app
from tests.factories.forms import DISTRICT, fill_jobs, make_bound, make_form
from tests.factories.reports import make_clerk_of

SHOTS = os.environ.get("WALK_SHOTS")  # a folder for pictures of each step, to look at


@pytest.fixture
def clerk(transactional_db):
    """A village clerk; four needs of last month."""
    village = make_place("示范村", parent=make_town())
    user = make_clerk_of(village, "village_clerk")
    last = period_of("month", timezone.localdate()).before
    for number in range(4):
        make_need(place=village, public=True, created_at=middle(last) + timedelta(hours=number))
    add_app(user)  # staff have a second factor
    return user


def middle(period):
    return timezone.now().replace(year=period.since.year, month=period.since.month, day=15)


def look(page, what):
    """Nothing goes sideways; a picture where somebody asked for one."""
    assert too_wide(page) <= 0, page.url
    if SHOTS:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(SHOTS, f"form-{what}-{width}.png"), full_page=True)


@pytest.mark.parametrize(("width", "js"), [(PHONE, False), (DESK, True)])
def test_uploaded_bound_filled_and_a_number_opens_its_rows(new_page, clerk, tmp_path, width, js):
    form = make_form(clerk.person.holdings.get().post.place, clerk, name="旧表")
    make_bound(form, clerk, "Sheet1!C5", "needs_raised")
    page = new_page(width, js=js, user=clerk)
    page.goto("/reports/forms/")
    look(page, "list")
    page.get_by_role("link", name="上传报表").click()
    look(page, "new")
    page.get_by_role("button", name="上传报表").click()
    expect(page).to_have_title(re.compile("^错误："))
    page.locator("input[type=file]").set_input_files(
        {"name": "月报.xlsx", "mimeType": "", "buffer": DISTRICT}
    )
    page.get_by_label("表名").fill("社会工作月报")
    page.get_by_role("button", name="上传报表").click()
    page.get_by_role("link", name="B3 收到诉求 · 本月").click()
    look(page, "cell-folded")
    page.get_by_label("查找指标").fill("新提诉求")
    page.get_by_role("button", name="搜索").click()
    choice = page.locator("label", has_text="新提诉求").first
    assert "旧表 · Sheet1!C5" in choice.inner_text()
    look(page, "cell")
    page.get_by_role("button", name="填这一格").click()
    assert "请选一个数" in page.locator(".field-wrong").first.inner_text()
    page.locator("label", has_text="新提诉求").first.click()
    page.get_by_role("button", name="填这一格").click()
    look(page, "bound")
    assert "旧表" in page.locator(".asked-already").inner_text()
    page.get_by_role("link", name=re.compile("预览")).click()
    look(page, "preview")
    page.get_by_role("button", name="现在就填").click()
    look(page, "waiting")
    fill_jobs()
    page.reload()
    look(page, "filled")
    page.get_by_role("link", name=re.compile("^4")).click()
    look(page, "rows")
    assert page.locator("main tbody tr").count() == 4
    fill = FormFill.objects.get()
    with fill.file.file.open("rb") as kept:
        sheet = openpyxl.load_workbook(io.BytesIO(kept.read()))["Sheet1"]
    assert (sheet["B3"].value, sheet["A3"].value) == (4, "收到诉求")
