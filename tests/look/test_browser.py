"""The style guide in a real browser: no sideways scroll, large controls, forms without JS."""

import pytest

from tests.chromium import PHONE, drawn_at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # the style guide shows no records
    pytest.mark.django_db(transaction=True),
]

WIDTHS = [360, 390, 1280]
SIZES = ["", "huge"]
TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  return [...document.querySelectorAll("main *, header *, footer *, .util *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.outerHTML.slice(0, 90)).slice(0, 5).concat(`${wide} px`);
}"""
# Links inside a sentence are excepted, as WCAG 2.5.8 does; so is a box inside its large label.
TOO_SMALL = """() => {
  const controls = "a, button, summary, input:not([type=hidden]), select, textarea, label.tick";
  const seen = e => e.checkVisibility() && e.getBoundingClientRect().width > 1;
  const inSentence = e => e.matches("p:not(.strip-row p, .said) a:not(.button), dd:not(.change) a");
  const inLabel = e => e.matches("label input");
  const excepted = e => e.matches(".skip") || inSentence(e) || inLabel(e);
  return [...document.querySelectorAll(`${controls}, .choices label`)]
    .filter(e => seen(e) && !excepted(e) && e.getBoundingClientRect().height < 43.5)
    .map(e => `${e.outerHTML.slice(0, 80)} ${e.getBoundingClientRect().height}`);
}"""


def open_guide(new_page, width=PHONE, size="", language="", **options):
    page = new_page(width, **options)
    if size:
        page.goto(f"{language}/text-size/?to={size}&back={language}/styleguide/")
    else:
        page.goto(f"{language}/styleguide/")
    return page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways(new_page, size, language):
    page = open_guide(new_page, size=size, language=language)
    assert page.evaluate("document.documentElement.dataset.size || ''") == size
    assert page.locator("h1").count() == 1
    for width in drawn_at(page, WIDTHS):
        assert page.evaluate(TOO_WIDE) == [], width


def test_controls_are_large_enough_for_a_thumb(new_page):
    page = open_guide(new_page)
    for width in drawn_at(page, (360, 390)):
        assert page.evaluate(TOO_SMALL) == [], width


def test_the_number_stepper_counts(page):
    page.goto("/styleguide/")
    field = page.locator("input[name=present]")
    buttons = page.locator(".stepper button")
    assert buttons.count() == 2
    buttons.nth(1).click()
    buttons.nth(1).click()
    buttons.nth(0).click()
    assert field.input_value() == "14"


def test_without_scripts_the_stepper_is_a_field(page_without_js):
    page_without_js.goto("/styleguide/")
    assert page_without_js.locator(".stepper button").count() == 0
    page_without_js.locator("input[name=present]").fill("15")


def test_the_summary_leads_to_each_field(page):
    page.goto("/styleguide/")
    for link in page.locator(".errors a").all():
        target = link.get_attribute("href")
        assert page.locator(target).count() == 1, target
        assert page.locator(f"{target}_error").inner_text() in link.inner_text()


def test_the_keyboard_reaches_the_text_first(page):
    page.goto("/styleguide/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_dark_is_dark(new_page):
    page = open_guide(new_page, 390, color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(18, 25, 29)"


def test_paper_has_no_menus(new_page):
    page = open_guide(new_page, 1280)
    page.emulate_media(media="print")
    for part in (".util", ".tabs", ".site-foot", ".button:not([href^=tel])", ".crumbs"):
        assert not any(found.is_visible() for found in page.locator(part).all()), part
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
