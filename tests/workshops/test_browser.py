"""On a phone of 390 px: a person applies and is hired; a host reports a month, the clerk signs it,
and the workshop's gain changes on its public page, with its definition beside it."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from tests.chromium import too_wide
from tests.factories.accounts import add_app
from tests.factories.workshops import make_report
from tests.workshops.scene import Scene
from workshops.models import Application, MonthReport
from workshops.queries.hosting import months_before

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def no_wider_than_the_phone(page):
    """Nothing has to be pushed sideways."""
    assert too_wide(page) <= 0, page.url


def test_a_person_applies_and_is_hired(new_page):
    scene = Scene()
    opening = scene.opening(wanted=1)
    page = new_page(js=False)
    page.goto("/jobs/")
    page.click("text=应聘 >> nth=-1")
    no_wider_than_the_phone(page)
    page.click("main .button-primary")
    expect(page).to_have_title(re.compile("错误"))  # nothing was filled in
    page.fill("[name=name]", "王示范")
    page.fill("[name=phone]", "138 0000 0000")
    page.fill("[name=words]", "做过两年缝纫")
    page.check("[name=consent]")
    page.click("main .button-primary")
    slip = page.locator(".slip").inner_text()
    number = re.search(r"J\d{4}-\d{4}", slip)[0]
    code = Application.objects.get().code
    assert f"{code[:4]} {code[4:]}" in slip
    assert code not in page.url
    no_wider_than_the_phone(page)

    host = new_page(js=False, user=scene.user)
    host.goto("/partner/workshops/")
    host.click("text=缝纫工")
    host.click("text=王示范")
    no_wider_than_the_phone(host)
    assert "做过两年缝纫" in host.content()
    host.fill("[name=sentence]", "下周一早上八点来上班")
    host.click("button[value=hire]")
    assert "已录用" in host.locator("main").inner_text()

    other = new_page(js=False)
    other.goto("/jobs/track/")
    other.fill("[name=number]", number.lower())
    other.fill("[name=code]", code)
    other.click("main .button-primary")
    text = other.locator("main").inner_text()
    assert "已录用" in text
    assert "下周一早上八点来上班" in text
    other.goto(f"/jobs/{opening.pk}/")
    assert "已经招满" in other.locator("main").inner_text()


def figures(page, workshop):
    """What the public page says of people and pay."""
    page.goto(f"/workshops/{workshop.slug}/")
    no_wider_than_the_phone(page)
    return page.locator("#figures").inner_text()


def test_a_month_is_reported_and_signed_and_the_gain_changes(new_page):
    scene = Scene()
    add_app(scene.clerk.user)
    last, before = months_before(timezone.localdate(), scene.workshop.since)[:2]
    make_report(scene.workshop, before, headcount=20)
    public = new_page()
    said = figures(public, scene.workshop)
    assert "每人每月增收 2,000 元" in said

    host = new_page(js=False, user=scene.user)
    host.goto("/partner/workshops/")
    host.click("text=报送 >> nth=0")
    no_wider_than_the_phone(host)
    assert host.input_value("[name=baseline_mean]") == "1000.00", "what does not change is there"
    host.fill("[name=headcount]", "25")
    host.fill("[name=total_pay]", "80000")
    host.click("main .button-primary")
    assert "已报送" in host.content()
    assert figures(public, scene.workshop) == said, "nothing counts before it is signed"

    clerk = new_page(1280, user=scene.clerk.user)
    clerk.goto("/admin/")
    clerk.click("text=待确认的工坊月报")
    clerk.click("table.list tbody a >> nth=0")
    clerk.click(".moves .button-primary")
    clerk.click(".form-actions .button-primary")
    assert MonthReport.objects.get(month=last).state == "signed"

    now = figures(public, scene.workshop)
    assert "每人每月增收 2,200 元" in now
    for words in ("开办单位按月汇总", "来工坊前一年", "来时本人填写", "1,000 元", "25", "÷"):
        assert words in now, words
    assert Client().get(f"/en/workshops/{scene.workshop.slug}/").status_code == 200
