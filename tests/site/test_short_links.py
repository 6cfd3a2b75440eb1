"""Short links and the codes that print them."""

import re

import pytest
import segno
from django.template import Context, Template
from django.utils import translation

from foundation.site import actions
from foundation.site.codes import ALPHABET, is_local, qr_svg
from foundation.site.models import ShortLink

LEAVES = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/x\r\nSet-Cookie: a=b",
    "/x\t",
    " /x",
    "",
    "needs/",
    "/\x00",
    "/a\\b",
]


@pytest.mark.django_db
class TestLinks:
    def test_an_address_keeps_its_code(self):
        first = actions.shorten("/needs/2611-0087/")
        assert actions.shorten("/needs/2611-0087/") == first
        assert actions.shorten("/en/needs/2611-0087/") == first
        assert actions.shorten("/needs/2611-0088/").code != first.code

    def test_a_link_that_there_is_costs_one_look(self, django_assert_num_queries):
        first = actions.shorten("/needs/2611-0087/")
        with django_assert_num_queries(1) as sent:
            assert actions.shorten("/needs/2611-0087/") == first
        assert sent[0]["sql"].startswith("SELECT")
        assert actions.shorten("/needs/2611-0087/", is_new=True) == first, "said in error"

    def test_codes_are_unambiguous(self):
        codes = [actions.shorten(f"/needs/{n}/").code for n in range(50)]
        assert len(set(codes)) == 50
        assert set("".join(codes)) <= set(ALPHABET)
        assert not set(ALPHABET) & set("01ilo")

    def test_a_code_that_is_taken_is_not_given_twice(self, monkeypatch):
        codes = iter(["aaaaaaa", "aaaaaaa", "bbbbbbb"])
        monkeypatch.setattr(actions, "new_code", lambda: next(codes))
        assert actions.shorten("/a/").code == "aaaaaaa"
        assert actions.shorten("/b/").code == "bbbbbbb"

    @pytest.mark.parametrize("address", [*LEAVES, "/" + "a" * 200])
    def test_no_link_leaves_the_site(self, address):
        with pytest.raises(ValueError, match="this site"):
            actions.shorten(address)

    @pytest.mark.parametrize("typed", [str.lower, str.upper])
    def test_a_code_leads_to_its_page(self, client, typed):
        code = actions.shorten("/en/needs/2611-0087/").code
        response = client.get(f"/p/{typed(code)}")
        assert (response.status_code, response["Location"]) == (302, "/needs/2611-0087/")

    def test_an_unknown_code_leads_nowhere(self, client):
        assert client.get("/p/zzzzzzz").status_code == 404

    @pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/"])
    def test_a_row_that_was_tampered_with_leads_nowhere(self, client, address):
        ShortLink.objects.create(code="abcdefg", address=address)
        assert client.get("/p/abcdefg").status_code == 404


@pytest.mark.parametrize("address", LEAVES)
def test_an_address_that_leaves_is_seen(address):
    assert not is_local(address)


@pytest.mark.parametrize("address", ["/", "/needs/?page=2#x", "/服务/"])
def test_an_address_that_stays_is_seen(address):
    assert is_local(address)


def modules(svg):
    """The dark modules that an SVG draws, as (x, y), and the width of the whole."""
    width = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    dark = re.search(r'fill="#000" d="([^"]*)"', svg)[1]
    return {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", dark)}, width


def test_the_drawing_is_the_code_with_its_quiet_zone():
    text = "https://town.example/p/abcdefg"
    drawn, width = modules(qr_svg(text, "x"))
    code = segno.make(text, error="m", micro=False)
    assert width == code.symbol_size(border=4)[0]
    rows = enumerate(code.matrix_iter(border=4))
    assert drawn == {(x, y) for y, row in rows for x, module in enumerate(row) if module}


def test_the_tag_makes_the_address_absolute_and_needs_no_style_or_script(settings):
    settings.SITE_URL = "https://town.example"
    page = Template("{% load qr %}{% qr '/p/abcdefg' %}")
    with translation.override("en"):
        svg = page.render(Context())
    assert modules(svg) == modules(qr_svg("https://town.example/p/abcdefg", ""))
    assert 'aria-label="QR code of https://town.example/p/abcdefg"' in svg
    assert not re.search(r"style|script|href|xmlns|\bon\w+=", svg)


def test_a_label_is_escaped():
    assert "&quot;&gt;&lt;script" in qr_svg("x", '"><script>')
