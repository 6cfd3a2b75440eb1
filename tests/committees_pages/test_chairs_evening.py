"""The chair at nine in the evening, on a phone: from the desk to minutes handed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.models import Minutes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def put_on_agenda(page):
    """From the need that waits to the agenda of the meeting."""
    page.get_by_role("link", name="列入议程").click()
    page.get_by_role("button", name="列入这次").click()
    assert page.get_by_text("路灯报修").first.is_visible()


def tick_everybody(page):
    """Who came: all but one, and a guest."""
    page.get_by_role("link", name="点名", exact=True).click()
    page.get_by_role("button", name="全部到会").click()
    page.locator(".sitters li").nth(3).get_by_text("请假").click()
    page.get_by_label("还有谁在场").fill("供电所 王师傅")
    page.get_by_role("button", name="保存并继续").click()


def write(page, scene):
    """The short form: a sentence, what was agreed, who, by when."""
    page.get_by_label("一句话说清这次会议").fill("大家同意换村口的路灯。")
    page.locator(".item").get_by_text("通过", exact=True).click()
    page.get_by_label("定了什么").fill("月底前换三盏新灯。")
    page.get_by_label("谁来办").select_option(str(scene.post.pk))
    due = timezone.localdate() + timedelta(days=20)
    page.get_by_label("什么时候前办完").fill(due.isoformat())


def hand_in(page):
    """The check, then the button."""
    page.get_by_role("button", name="去核对").click()
    assert page.get_by_text("大家同意换村口的路灯。").is_visible()
    page.get_by_role("button", name="提交").click()
    assert page.get_by_text("已提交。").is_visible()


@pytest.mark.parametrize("js", [pytest.param(True, marks=pytest.mark.walk), False])
def test_from_the_desk_to_handed_in(at_desk, open_evening, js):
    scene = open_evening
    page = at_desk(scene.chair.user, js=js)
    put_on_agenda(page)
    page.get_by_role("link", name="快记").click()
    tick_everybody(page)
    assert page.get_by_text("应到 4 人，实到 3 人").is_visible()
    write(page, scene)
    assert page.get_by_text("写的内容先存在本机").is_visible() == js
    if js:
        page.locator("[data-keep-said]").get_by_text("草稿已保存").wait_for()
    else:
        page.get_by_role("button", name="存草稿").click()
        assert page.get_by_text("草稿已保存").first.is_visible()
    page.reload()
    assert page.get_by_label("一句话说清这次会议").input_value() == "大家同意换村口的路灯。"
    assert page.get_by_label("谁来办").input_value() == str(scene.post.pk)
    hand_in(page)
    paper = Minutes.objects.get()
    assert (paper.state, paper.meeting.present) == ("submitted", 3)
    assert paper.meeting.items.get().resolution.owner_post == scene.post


def test_autosave_keeps_what_is_wrong_and_says_when_it_cannot_reach_us(at_desk, open_evening):
    page = at_desk(open_evening.chair.user)
    page.goto(f"/desk/meetings/{open_evening.meeting.pk}/quick/")
    said = page.locator("[data-keep-said]")
    assert "尚未保存" in said.inner_text()
    page.get_by_label("什么时候前办完").fill("2026-01-01")
    said.get_by_text("草稿已保存").wait_for()
    page.context.set_offline(True)
    page.get_by_label("定了什么").fill("换灯")
    said.get_by_text("未联网，存在本机").wait_for()
    page.context.set_offline(False)
    said.get_by_text("草稿已保存").wait_for()
    page.reload()
    assert page.get_by_label("定了什么").input_value() == "换灯"
    assert page.get_by_label("什么时候前办完").input_value() == "2026-01-01"


def test_the_panel_follows_the_thumb(at_desk, open_evening):
    page = at_desk(open_evening.chair.user)
    page.goto(f"/desk/meetings/{open_evening.meeting.pk}/minutes/people/")
    panel = page.locator("#validity")
    assert "未能认定" in panel.inner_text()
    for row in range(3):
        page.locator(".sitters li").nth(row).get_by_text("到会").click()
    page.locator("#validity-line").get_by_text("应到 4 人，实到 3 人").wait_for()
    assert "未能认定" not in panel.inner_text()
    open_evening.meeting.refresh_from_db()
    assert open_evening.meeting.source == ""
