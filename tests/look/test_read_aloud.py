"""Reading aloud is offered only where the browser has a voice for the page, and reads the text."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # what the script does with a page
    pytest.mark.django_db(transaction=True),
]
# What a browser has or has not is the browser's: a voice, and an ear that writes down what is said.
VOICES = """(codes) => {
  window.said = [];
  const synthesis = {
    getVoices: () => codes.map(lang => ({lang, name: lang})),
    speak: piece => window.said.push([piece.lang, piece.text]),
    cancel: () => window.said.push(["", "silence"]),
  };
  Object.defineProperty(window, "speechSynthesis", {value: synthesis});
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
}"""


def opened(new_page, script, address="/about/"):
    page = new_page()
    page.add_init_script(script)
    page.goto(address)
    return page, page.locator("[data-read]")


def heard(page):
    """The pieces since the last silence."""
    said = page.evaluate("window.said")
    last = max((n for n, (_l, text) in enumerate(said) if text == "silence"), default=-1)
    return said[last + 1 :]


@pytest.mark.parametrize("codes", ["[]", '["fr-FR"]', '["en-US"]'])
def test_without_a_voice_there_is_no_button(new_page, codes):
    _page, button = opened(new_page, f"({VOICES})({codes})")
    assert not button.is_visible()


def test_with_scripts_off_there_is_no_button(new_page):
    page = new_page(js=False)
    page.goto("/about/")
    assert not page.locator("[data-read]").is_visible()


def test_it_reads_the_page_and_falls_silent(new_page):
    page, button = opened(new_page, f'({VOICES})(["en-GB", "zh-CN"])')
    assert button.inner_text().strip() == "朗读"
    button.click()
    assert heard(page)[0] == ["zh-CN", "关于本站"]
    assert all(len(text) <= 165 for _lang, text in heard(page))
    assert button.get_attribute("aria-pressed") == "true"
    assert button.inner_text().strip() == "停止朗读"
    button.click()
    assert heard(page) == []
    assert button.inner_text().strip() == "朗读"


def test_an_english_page_is_read_by_an_english_voice(new_page):
    page, button = opened(new_page, f'({VOICES})(["zh_CN", "en-GB"])', "/en/about/")
    button.click()
    assert heard(page)[0] == ["en-GB", "About this site"]
