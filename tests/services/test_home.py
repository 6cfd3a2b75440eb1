"""The front page and the search over everything."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.actor import clock
from foundation.site.actions import quote_figure
from gaoqiao.portal.views.search import groups
from residents.models import NeedCategory
from services.actions.listings import publish
from tests.factories import make_category, make_need, make_place, make_town
from tests.factories.services import make_listing

pytestmark = pytest.mark.django_db
LUNCH = (630, 750)


@pytest.fixture
def village(at):
    at("2026-11-23 11:00")
    return make_place(parent=make_town())


def text(client, address="/"):
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_an_empty_town_shows_no_figure_and_no_empty_frame(client, village):
    words = text(client)
    for absent in ("今天开放", "大家提的事", "共富工坊", "谁在议事"):
        assert absent not in words
    assert "2026年11月23日 星期一" in words.replace("\u2009", "").replace("\xa0", "")
    assert "提需求" in words


def test_the_day_strip_shows_what_opens_today(client, village):
    make_listing("食堂", place=village, hours=[LUNCH])
    make_listing("晚课", place=village, hours=[(1140, 1260)])
    make_listing("周六班", place=village, hours=[(540, 600, [5])])
    make_listing("停办", place=village, hours=[LUNCH], state="paused")
    html = client.get("/").content.decode()
    panel = html[html.index('class="strip"') :]
    panel = panel[: panel.index("</section>")]
    assert panel.index("食堂") < panel.index("晚课")
    assert "周六班" not in panel
    assert "停办" not in panel
    assert panel.count('class="span') == 2
    assert "开放中 · 今天到 12:30" in panel
    assert 'class="now"' in panel


def test_every_link_of_the_front_page_opens(client, village):
    make_listing("食堂", place=village, hours=[LUNCH], kinds=["meals", "errands"])
    make_need(place=village, public=True)
    html = client.get("/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    links = set(re.findall(r'href="(/[^"#]*)"', main))
    assert {"/needs/new/", "/needs/track/", "/services/?kind=meals"} <= links
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_figures_are_quoted_with_their_source_and_what_it_leaves_open(client, village):
    for key, value, bound, open_point in (
        ("workshops", 6, "exactly", ""),
        ("workshops-named", 4, "exactly", ""),
        ("workshops-gain", 2000, "over", "未注明按月还是按年"),
        ("spaces-invested", 2_400_000, "over", ""),
    ):
        quote_figure(
            by=clock("init_town"),
            key=key,
            value=value,
            unit="元",
            source="公开报道",
            bound=bound,
            not_stated=open_point,
        )
    words = text(client)
    for said in (
        "6 个",
        "其中 4 个",
        "2,000 余元",
        "未注明按月还是按年",
        "240 余万元",
        "公开报道",
    ):
        assert said in words, said
    assert "（<span data-words>未注明按月还是按年</span>）" in client.get("/").content.decode()
    english = text(client, "/en/")
    assert "2.4 million yuan and more" in english
    assert "2,000 yuan and more" in english


@pytest.mark.parametrize("number", [1, 30])
def test_the_front_page_takes_the_same_queries(client, village, number):
    category = NeedCategory.objects.first() or make_category()
    for order in range(number):
        make_listing(f"第{order}处", place=village, hours=[LUNCH])
        make_need(place=village, public=True, category=category)
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) == 14, [q["sql"][:90] for q in queries]


def test_what_is_found_bears_its_english_name_on_english_pages(client, village):
    names = {"name_en": "Shifan canteen", "summary": "每天供应午餐"}
    publish(make_listing("示范食堂", place=village, **names))
    for asked in ("食堂", "canteen", "Shifan+canteen"):
        page = client.get(f"/en/search/?q={asked}").content.decode()
        assert ">Shifan canteen</a>" in page
        assert "示范食堂</a>" not in page
        assert "午餐" not in page, "no Chinese sentence below a title in English"
        page = client.get(f"/search/?q={asked}").content.decode()
        assert ">示范食堂</a>" in page
        assert "每天供应午餐" in page


def test_the_search_groups_what_it_finds(client, village):
    listing = make_listing("银发食堂", place=village)
    publish(listing)
    words = text(client, "/search/?q=食堂")
    assert "服务与空间" in words
    assert "银发食堂" in words
    html = client.get("/en/search/?q=shitang").content.decode()
    assert f'href="/en/services/{listing.slug}/"' in html
    assert "没有找到" in text(client, "/search/?q=没有的东西")
    assert "一个字" in text(client, "/search/")
    assert groups([]) == []
