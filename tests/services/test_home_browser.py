"""The front page in a real browser: short on a phone, the five tasks first, nothing sideways."""

import pytest

from foundation.actor import clock
from foundation.site.actions import quote_figure
from services.hours import EVERY_DAY
from services.models import Listing
from tests.chromium import drawn_at, too_wide
from tests.factories import make_category, make_need, make_organization, make_place, make_town
from tests.factories.committees import make_body, make_seat
from tests.factories.services import make_listing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # measures a drawn page; test_home opens it on both
    pytest.mark.django_db(transaction=True),
]
TOP = "selector => document.querySelector(selector).getBoundingClientRect().top + scrollY"


@pytest.fixture
def town():
    """As much as the front page ever shows."""
    village, category = make_place(parent=make_town()), make_category()
    for number in range(7):
        hours = [(480, 690, EVERY_DAY), (780, 1020, EVERY_DAY)]
        kinds = ["meals", "errands", "children", "health", "skills", "work", "rooms"]
        make_listing(f"示范村便民服务{number}", place=village, hours=hours, kinds=kinds)
        make_need(place=village, public=True, category=category)
    committee = make_body(organization=make_organization(place=village, kind="body"))
    for number in range(26):
        make_seat(committee, "party" if number < 7 else "villager")
    for key in ("workshops", "workshops-named", "workshops-people", "workshops-gain"):
        quote_figure(by=clock("init_town"), key=key, value=2000, unit="", source="公开报道")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("size", ["", "huge"])
def test_nothing_scrolls_sideways(town, new_page, size, language):
    page = new_page()
    page.goto(f"{language}/text-size/?to={size}&back={language}/")
    one = f"/services/{Listing.objects.first().slug}/"
    for address in ("/", "/services/", one, f"{one}poster/", "/search/?q=示范"):
        page.goto(f"{language}{address}")
        assert page.evaluate("document.documentElement.dataset.size || ''") == size
        for width in drawn_at(page, (360, 390, 1280)):
            assert too_wide(page) <= 0, f"{address} at {width} pixels"


def test_on_a_phone_the_tasks_come_first_and_the_page_is_short(town, new_page):
    page = new_page(390)
    page.goto("/")
    assert page.evaluate(TOP, ".front-tasks") < page.evaluate(TOP, ".front-today")
    assert page.evaluate(TOP, ".front-tasks") < 500
    assert page.evaluate("document.documentElement.scrollHeight") < 3000
    assert [tile.split()[0] for tile in page.locator(".front-tasks b").all_inner_texts()] == [
        *("提需求", "吃饭", "帮办代办", "打电话", "查进度")
    ]


def test_on_paper_the_telephone_stays(town, new_page):
    page = new_page(1280)
    page.emulate_media(media="print")
    page.goto(f"/services/{Listing.objects.first().slug}/")
    assert page.locator(".service-call a[href^='tel:']").is_visible()
    assert page.locator(".phone-help a[href^='tel:']").is_visible()
