"""A need raised on a phone without JavaScript: pages, required fields and taps are counted."""

import re

import pytest
from playwright.sync_api import expect

from residents.models import Need
from tests.chromium import too_wide
from tests.factories import make_category, make_place, make_town
from tests.factories.uploads import make_image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_PAGES, REQUIRED, MOST_TAPS = 4, 2, 12


class Hand:
    """A hand that counts: every tap on a control, none for typing in it."""

    def __init__(self, page, look):
        self.page, self.look, self.taps, self.pages = page, look, 0, []

    def arrive(self):
        self.pages.append(self.page.url)
        self.look()

    def tap(self, selector, which=0):
        self.page.locator(selector).nth(which).click()
        self.taps += 1

    def type(self, selector, words):
        self.tap(selector)
        self.page.keyboard.insert_text(words)

    def go_on(self):
        self.tap("main .button-primary")


@pytest.fixture
def village(transactional_db):
    make_category("道路路灯", key="roads")
    make_category("急救", key="ambulance", hand_off="120", telephone="120")
    return make_place("甲示范村", parent=make_town())


def whole_way(page, phone="", name="", photo=None, look=lambda: None):
    """Every question answered; returns the hand and what stands on the slip."""
    hand = Hand(page, look)
    page.goto("/needs/new/")
    hand.arrive()
    hand.type("[name=words]", "三号楼夜里没有路灯")
    hand.tap(".kinds label", 1)
    if photo:
        page.set_input_files("[name=photos]", photo)
        hand.taps += 2
    hand.go_on()
    hand.arrive()
    hand.tap(".places label")
    hand.type("[name=spot]", "三号楼东侧")
    hand.go_on()
    hand.arrive()
    if phone:
        hand.type("[name=phone]", phone)
    if name:
        hand.type("[name=name]", name)
    hand.go_on()
    hand.arrive()
    hand.go_on()
    return hand, page.locator(".slip").inner_text()


def test_four_pages_two_required_fields_twelve_taps(page_without_js, village):
    photo = {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": make_image()}
    hand, slip = whole_way(page_without_js, "138 0000 0000", "王阿姨", photo)
    need = Need.objects.get()
    assert len(hand.pages) <= MOST_PAGES
    assert hand.taps <= MOST_TAPS, f"{hand.taps} taps with everything filled in"
    assert need.number in slip
    assert f"{need.code[:4]} {need.code[4:]}" in slip
    assert (need.reporter_phone, need.reporter_name) == ("13800000000", "王阿姨")
    assert (need.spot, need.category.key, need.photos.count()) == ("三号楼东侧", "roads", 1)
    assert all("?" not in address for address in hand.pages), "nothing of a form in an address"


def test_only_two_fields_are_asked_for(page_without_js, village):
    """Leaving all empty says what is missing: the words, the village, and nothing else."""
    page, complaints = page_without_js, 0
    page.goto("/needs/new/")
    page.click("main .button-primary")
    complaints += page.locator(".field-wrong").count()
    page.fill("[name=words]", "路灯")
    page.click("main .button-primary")
    page.click("main .button-primary")
    complaints += page.locator(".field-wrong").count()
    page.locator(".places label").first.click()
    page.click("main .button-primary")
    page.click("main .button-primary")
    assert complaints == REQUIRED
    assert page.url.endswith("/needs/new/check/")
    page.click("main .button-primary")
    assert page.locator(".slip-number").count() == 1


def test_an_error_is_said_on_top_and_beside_the_field(page_without_js, village):
    page = page_without_js
    page.goto("/needs/new/")
    page.click("main .button-primary")
    beside = page.locator(".field-wrong .said").inner_text()
    assert beside in page.locator(".errors").inner_text()
    expect(page).to_have_title(re.compile("^错误："))
    assert page.locator("form[novalidate]").count() >= 1


def test_enter_on_a_kind_goes_on_with_it_and_calls_no_ambulance(page_without_js, village):
    page = page_without_js
    page.goto("/needs/new/")
    page.fill("[name=words]", "三号楼夜里没有路灯")
    page.check("[name=category][value=roads]", force=True)
    page.locator("[name=category][value=roads]").press("Enter")
    page.wait_for_url("**/needs/new/where/")
    page.go_back()
    assert page.locator("[name=category]:checked").get_attribute("value") == "roads"


def test_every_page_has_a_way_back_and_a_telephone_and_the_slip_warns(
    page_without_js, village, settings
):
    page = page_without_js
    settings.TOWN = settings.TOWN | {"help": settings.TOWN["help"] | {"telephone": "0574-00000000"}}
    whole_way(page)
    assert "没有留电话" in page.locator("main").inner_text()
    page.goto("/needs/new/")
    for address in ("", "where/", "contact/", "check/"):
        page.fill("[name=words]", "路灯") if not address else None
        assert page.locator(".phone-help a[href^='tel:']").count() == 1, page.url
        if address:
            assert page.locator(".back a").count() == 1, page.url
        if address == "where/":
            page.locator(".places label").first.click()
        if address != "check/":
            page.click("main .button-primary")


def test_the_whole_way_in_english(page_without_js, village):
    page = page_without_js
    page.goto("/en/needs/new/")
    page.fill("[name=words]", "The lamp is broken")
    page.click("main .button-primary")
    page.locator(".places label").first.click()
    page.click("main .button-primary")
    page.click("main .button-primary")
    page.click("main .button-primary")
    assert re.search(r"/en/needs/\d{4}-\d{4}/slip/$", page.url)
    assert page.locator("h1").inner_text().startswith("We have it")


@pytest.mark.sqlite  # measures drawn pages, which the tests above fill in on PostgreSQL too
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways_in_large_text(new_page, live_server, village, width):
    page = new_page(width, js=False)
    page.context.add_cookies([{"name": "text-size", "value": "huge", "url": live_server.url}])
    wide = []

    def look():
        over = too_wide(page)
        wide.extend([(page.url, over)] if over > 0 else [])

    whole_way(page, "13800000000", "王阿姨", look=look)
    look()
    for address in ("/needs/", "/needs/track/", page.url.replace("slip/", "")):
        page.goto(address)
        look()
    assert page.locator("html").get_attribute("data-size") == "huge"
    assert wide == []
