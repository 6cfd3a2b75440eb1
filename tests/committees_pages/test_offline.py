"""The network goes while somebody writes: nothing is lost, and the telephone keeps no numbers."""

import json

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # what the script keeps on the device
    pytest.mark.django_db(transaction=True),
]
COPIES = (
    """Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith("minutes:")))"""
)
SENTENCE, AGREED = "一句话说清这次会议", "定了什么"


@pytest.fixture
def writing(at_desk, open_evening):
    """The short form open on the chair's phone."""
    page = at_desk(open_evening.chair.user)
    page.goto(f"/desk/meetings/{open_evening.meeting.pk}/quick/")
    return page


def opened_again(page):
    """The page is gone while there is no network, and is opened anew when there is one."""
    address, context = page.url, page.context
    # Chromium gives a tab its network back while it closes, in time for a last save.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    return page


def copies(page):
    """What this device has kept."""
    return page.evaluate(COPIES)


def test_a_server_that_is_broken_for_a_while_is_asked_again(writing):
    page, said, asked = writing, writing.locator("[data-keep-said]"), []

    def broken_once(route):
        asked.append(route.request.method)
        if len(asked) == 1:
            route.fulfill(status=502, content_type="text/html", body="<p>Bad gateway</p>")
        else:
            route.continue_()

    page.clock.install()
    page.reload()
    page.route("**/quick/", broken_once)
    page.get_by_label(SENTENCE).fill("大家同意换灯。")
    page.clock.run_for(1_000)
    said.get_by_text("没存上").wait_for()
    page.clock.run_for(9_000)
    said.get_by_text("草稿已保存").wait_for()
    assert asked == ["POST", "POST"]


def test_the_network_goes_and_the_page_is_opened_again(writing):
    page, said = writing, writing.locator("[data-keep-said]")
    page.get_by_label(SENTENCE).fill("大家同意换灯。")
    said.get_by_text("草稿已保存").wait_for()
    assert copies(page) == {}
    page.context.set_offline(True)
    phones = "13800000000 或 139\u20110000\u20110000"
    page.get_by_label(AGREED).fill(f"月底前换三盏，找王师傅 {phones}，证号 330203199001011234。")
    said.get_by_text("未联网，存在本机").wait_for()
    (kept,) = copies(page).values()
    assert "月底前换三盏" in kept
    assert "13800000000" not in kept
    assert "0000\u20110000" not in kept
    assert "330203199001011234" not in kept
    assert "csrf" not in kept
    page = opened_again(page)
    said = page.locator("[data-keep-said]")
    offer = page.locator("[data-mirror-offer]")
    offer.wait_for()
    assert page.get_by_label(AGREED).input_value() == ""
    offer.get_by_role("button", name="用这份").click()
    assert page.get_by_label(AGREED).input_value().startswith("月底前换三盏，找王师傅 〔号码未存〕")
    assert page.get_by_label(SENTENCE).input_value() == "大家同意换灯。"
    said.get_by_text("草稿已保存").wait_for()
    page.wait_for_function(f"Object.keys({COPIES}).length === 0")
    page.reload()
    assert page.get_by_label(AGREED).input_value().startswith("月底前换三盏")
    assert offer.is_hidden()


def test_a_copy_goes_after_seven_days_and_one_may_throw_it_away(writing):
    page = writing
    page.context.set_offline(True)
    page.get_by_label(AGREED).fill("换灯")
    page.locator("[data-keep-said]").get_by_text("未联网，存在本机").wait_for()
    (key,) = copies(page)
    kept = json.loads(copies(page)[key])
    page = opened_again(page)
    page.get_by_role("button", name="不要了").click()
    assert copies(page) == {}
    for age, left in ((6.9, [key]), (7.1, [])):
        old = json.dumps({**kept, "at": kept["at"] - age * 86_400_000})
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, old])
        page.reload()
        assert list(copies(page)) == left
        assert page.locator("[data-mirror-offer]").is_hidden() == (not left)


def test_logging_out_leaves_nothing_on_the_device(writing):
    page = writing
    page.context.set_offline(True)
    page.get_by_label(AGREED).fill("换灯")
    page.locator("[data-keep-said]").get_by_text("未联网，存在本机").wait_for()
    page = opened_again(page)
    page.goto(page.url.split("/desk/")[0] + "/accounts/logout/")
    assert len(copies(page)) == 1
    page.locator("main").get_by_role("button", name="退出").click()
    page.wait_for_url("**/")
    assert copies(page) == {}


def test_opening_it_again_without_a_network_shows_what_was_written(writing):
    page = writing
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    page.context.set_offline(True)
    page.get_by_label(AGREED).fill("月底前换三盏新灯。")
    page.locator("[data-keep-said]").get_by_text("未联网，存在本机").wait_for()
    page.reload()
    assert page.get_by_role("heading", name="没有网络").is_visible()
    page.get_by_text("月底前换三盏新灯。").wait_for()
    assert "退出登录" not in page.content()
    page.context.set_offline(False)
    page.reload()
    held = page.get_by_label(AGREED).input_value() + str(copies(page))
    assert "月底前换三盏新灯。" in held  # saved on the way, or offered
