"""The staff pages on a phone and in large text: nothing scrolls sideways, nothing is too small."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.chromium import drawn_at
from tests.factories import (
    make_call,
    make_category,
    make_holding,
    make_need,
    make_organization,
    make_place,
    make_post,
    make_town,
)
from tests.factories.needs import make_referral
from tests.look.test_browser import TOO_SMALL, TOO_WIDE
from tests.staff.scene import button, staff

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # measures drawn pages; test_doors opens each on PostgreSQL too
    pytest.mark.django_db(transaction=True),
]
TINY = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
  .filter(e => parseFloat(getComputedStyle(e).fontSize) < 16)
  .map(e => `${e.outerHTML.slice(0, 80)} ${getComputedStyle(e).fontSize}`).slice(0, 9)"""
# Words in a column of two or three characters a line.
NARROW = """() => [...document.querySelectorAll(".list tbody td")]
  .filter(e => e.textContent.trim().length > 6 && e.getBoundingClientRect().width < 80)
  .map(e => e.textContent.trim())"""
# null: a page without queues
QUEUES = """() => document.querySelector(".queues a") &&
  [...document.querySelectorAll(".queues a")].map(e => e.getBoundingClientRect())
    .every((box, n, all) => !n || box.top >= all[n - 1].bottom + 8)"""


@pytest.fixture
def addresses(transactional_db):
    """(a town clerk, pages to look at)."""
    town = make_town()
    village = make_place("甲乙丙丁戊己庚辛壬癸示范村", parent=town)
    make_category()
    need = make_need(
        "这是一段很长的话，说的是村口到小学的那一段路晚上没有灯，老人和孩子走着害怕。" * 3,
        place=village,
    )
    call = make_call(need)
    late = timezone.localdate() - timedelta(days=4)
    sent = make_need(place=village, public=True, public_title="第二网格弄堂雨后积水老人出行不便")
    office = make_organization("第二区域市政设施管理养护站", place=village, kind="department")
    asked = make_post("department", organization=office)
    make_referral(sent, post=asked, taken_at=timezone.now(), due_on=late)
    moments = {"taken_at": timezone.now(), "answered_at": timezone.now()}
    make_referral(make_need(place=village, public=True), state="answered", answer="好", **moments)
    post = make_holding(place=village, role="grid_worker").post
    _client, user = staff("town_clerk", town)
    row = reverse("admin:residents_need_change", args=[need.pk])
    kept = "?_changelist_filters=queue%3Dto_accept"
    pages = [
        reverse("admin:index"),
        reverse("admin:residents_need_changelist") + "?queue=to_accept",
        reverse("admin:residents_post_changelist") + "?role__exact=grid_worker",
        reverse("admin:residents_notice_changelist"),
        reverse("admin:residents_referral_changelist"),
        "/en" + reverse("admin:residents_referral_changelist"),
        row + kept,
        button(need, "accept") + kept,
        button(call, "call"),
        button(post, "give"),
        button(village, "add-post"),
        reverse("admin:foundation_holiday_changelist"),
    ]
    return user, pages


@pytest.mark.parametrize(("size", "widths"), [("", (390, 1280)), ("huge", (360,))])
def test_every_staff_page_fits(new_page, addresses, size, widths):
    user, pages = addresses
    page = new_page(user=user)
    page.goto(f"/text-size/?to={size}&back=/admin/")
    for address in pages:
        assert page.goto(address).status == 200, address
        assert page.locator("h1").count() == 1
        for width in drawn_at(page, widths):
            assert page.evaluate(TOO_WIDE) == [], f"{address} at {width} pixels"
            assert page.evaluate(NARROW) == [], f"{address} at {width} pixels"
            if width < 800:
                assert page.evaluate(TOO_SMALL) == [], address
                assert page.evaluate(TINY) == [], address
                assert page.evaluate(QUEUES) == (address == pages[0] or None), address
