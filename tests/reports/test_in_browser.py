"""A clerk asks for a brief on a phone, and opens one of its numbers."""

import pytest
from playwright.sync_api import expect

from tests.factories.accounts import add_app
from tests.factories.reports import make_clerk_of, make_definition, make_reported_town, run_jobs


@pytest.mark.browser
@pytest.mark.parametrize("js", [True, False])
@pytest.mark.django_db(transaction=True)
def test_a_clerk_asks_for_a_brief_on_a_phone_and_opens_a_number(new_page, js):
    town = make_reported_town()
    user = make_clerk_of(town)
    add_app(user)
    make_definition()
    page = new_page(js=js, user=user)
    page.goto("/admin/reports/reportrun/add/")
    page.locator("select[name=period]").select_option("2026-10")
    page.locator("form.form button.button-primary").click()
    expect(page.locator(".job .tag")).to_be_visible()
    run_jobs()
    if not js:
        page.reload()
    number = page.locator(".figures a").first
    expect(number).to_have_text("9")
    number.click()
    expect(page.locator("table.ledger tbody tr")).to_have_count(9)
    page.locator("table.ledger tbody a").first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_fields_of_a_template_stand_as_they_must_be_typed(new_page):
    user = make_clerk_of(make_reported_town())
    add_app(user)
    page = new_page(user=user)
    page.goto(f"/admin/reports/reportdefinition/{make_definition().pk}/change/")
    first = "dt => getComputedStyle(dt, '::first-letter').textTransform"
    fields = page.locator(".facts dt:has(code)")
    assert fields.count() > 20
    assert {one.evaluate(first) for one in fields.all()} == {"none"}
