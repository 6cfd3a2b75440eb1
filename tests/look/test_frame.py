"""The frame of each page: languages, text size, menus of doors that exist, slots of the profile."""

import pytest
from django.conf import settings
from django.test import override_settings

from gaoqiao import profile

pytestmark = pytest.mark.django_db


def test_the_page_says_its_language(client):
    assert b'<html lang="zh-Hans">' in client.get("/styleguide/").content
    assert b'<html lang="en">' in client.get("/en/styleguide/").content


def test_unprefixed_is_chinese_whatever_the_browser_asks_for(client):
    page = client.get("/styleguide/", headers={"accept-language": "en"}).content.decode()
    assert "样式手册" in page


def test_the_other_language_keeps_page_and_query(client):
    page = client.get("/styleguide/?q=1").content.decode()
    assert 'href="/en/styleguide/?q=1"' in page
    page = client.get("/en/styleguide/?q=1").content.decode()
    assert 'href="/styleguide/?q=1"' in page


@pytest.mark.parametrize("size", ["big", "huge", "max"])
def test_the_text_size_is_kept_in_a_cookie(client, size):
    response = client.get("/text-size/", {"to": size, "back": "/styleguide/"})
    assert (response.status_code, response["Location"]) == (302, "/styleguide/")
    page = client.get("/styleguide/")
    assert f'data-size="{size}"' in page.content.decode()
    assert "Cookie" in page["Vary"]
    client.get("/text-size/", {"to": "standard", "back": "/"})
    assert b"data-size" not in client.get("/styleguide/").content


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "javascript:x", ""])
def test_the_way_back_stays_here(client, back):
    assert client.get("/text-size/", {"to": "big", "back": back})["Location"] == "/"


@pytest.mark.parametrize("size", ['"><script>', "giant", "\0", "字"])
def test_an_absurd_size_is_the_standard(client, size):
    assert client.get("/text-size/", {"to": size}).status_code == 302
    client.cookies["text-size"] = "giant"
    assert b"data-size" not in client.get("/styleguide/").content


def test_menus_hold_only_doors_that_open(client):
    nav = client.get("/styleguide/").context["nav"]
    doors = [*nav["main"], *nav["menu"], *nav["tabs"]]
    doors += [door for group in nav["foot"] for door in group["doors"]]
    for door in doors:
        assert client.get(door.url).status_code in (200, 302, 403), door


def test_no_filing_number_is_rendered_when_unset(client):
    with override_settings(TOWN={"brand": {"name": "某镇"}}):
        page = client.get("/styleguide/").content.decode()
    assert 'class="legal"' not in page
    assert "beian" not in page
    assert "SiteIDCode" not in page
    assert "tel:" not in page


def test_filled_slots_are_rendered(client):
    town = {
        "brand": {"name": "某镇", "name_en": "Some Town"},
        "site": {"icp": "某备00000000号", "id_code": "0000000000"},
        "units": {"organiser": "某镇人民政府"},
        "help": {"telephone": "0574-0000 0000"},
    }
    with override_settings(TOWN=town):
        page = client.get("/styleguide/").content.decode()
        english = client.get("/en/styleguide/").content.decode()
    for words in ("某备00000000号", 'name="SiteIDCode" content="0000000000"', "某镇人民政府"):
        assert words in page
    assert page.count("tel:0574-0000 0000") >= 2
    assert "Some Town" in english
    assert "某镇 " not in english


def test_an_english_value_takes_the_place_of_the_chinese():
    table = {"brand": {"name": "镇", "name_en": "Town", "column": "栏", "column_en": ""}}
    english = profile.localized(table, english=True)
    assert english["brand"] == {"name": "Town", "column": "栏"}
    assert profile.localized(table, english=False)["brand"] == {"name": "镇", "column": "栏"}
    assert english["help"] == {"telephone": "", "hours": "", "sample": ""}


def test_a_style_guide_costs_one_query(client, django_assert_num_queries):
    """Only the demo banner asks."""
    with django_assert_num_queries(1):
        client.get("/styleguide/")


def test_every_icon_that_is_asked_for_is_drawn():
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text(encoding="utf-8")
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        words = template.read_text(encoding="utf-8").replace("'", '"')
        for asked in [part.split('"')[0] for part in words.split('{% icon "')[1:]]:
            assert f'id="{asked}"' in sprite, f"{template}: {asked}"
        for asked in [part.split('"')[0] for part in words.split(' icon="')[1:]]:
            assert f'id="{asked}"' in sprite, f"{template}: {asked}"
