"""The list of services and one service, as a visitor reads them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.actor import clock
from services.actions import listings
from services.actions.listings import publish
from services.models import Listing
from tests.factories import make_place, make_town, make_venue
from tests.factories.services import make_listing

pytestmark = pytest.mark.django_db
LUNCH, DAY = (630, 750), (480, 1080)


@pytest.fixture
def village(at):
    at("2026-11-23 11:00")  # a Monday
    return make_place(parent=make_town())


def text(client, address):
    """The words of a page, without tags."""
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def names(client, query=""):
    """The names on the list, in its order."""
    html = client.get(f"/services/{query}").content.decode()
    return re.findall(r"<h3><a href=\"[^\"]+\"><span data-words>([^<]+)", html)


def chip(client, label, query=""):
    """The count beside a choice of a filter, and whether it can be pressed."""
    html = client.get(f"/services/{query}").content.decode()
    found = re.search(
        rf"<(a|span) class=\"chip[^>]*>(?:<[^>]+>)?{label}(?:</span>)?<small>(\d+)", html
    )
    return found and (found[1] == "a", int(found[2]))


def test_open_ones_come_first_with_their_words(client, village, at):
    make_listing("休息", place=village)
    make_listing("下午", place=village, hours=[(900, 960)])
    make_listing("开着", place=village, hours=[LUNCH])
    assert names(client) == ["开着", "下午", "休息"]
    words = text(client, "/services/")
    for said in ("开放中 · 今天到 12:30", "今天 15:00 开", "时间请电话询问", "0574-00000001"):
        assert said in words
    at("2026-11-23 15:00")
    assert names(client)[0] == "下午"


def test_counts_are_those_of_the_lists_that_the_links_open(client, village):
    make_listing("甲", place=village, hours=[LUNCH], audiences=["old"], is_free=True)
    make_listing("乙", place=village, hours=[(1140, 1260)], audiences=["children"])
    make_listing("丙", place=village, kinds=["skills"], reductions="半价", hours=[(480, 540, [5])])
    for label, query, number in (
        ("吃饭", "?kind=meals", 2),
        ("学技能", "?kind=skills", 1),
        ("现在开放", "?when=now", 1),
        ("今天晚些开", "?when=later", 1),
        ("晚上开", "?when=evening", 1),
        ("周末开", "?when=weekend", 3),
        ("老人", "?for=old", 1),
        ("免费", "?cost=free", 1),
        ("有优惠", "?cost=reduced", 1),
        ("示范村", f"?place={village.pk}", 3),
    ):
        assert chip(client, label) == (True, number), label
        assert len(names(client, query)) == number, label
    assert chip(client, "吃饭", "?for=old") == (True, 1)
    assert chip(client, "学技能", "?for=old") == (False, 0)
    assert chip(client, "学技能", "?kind=meals") == (True, 1), "under the other filters only"
    assert names(client, "?kind=meals&for=children") == ["乙"]


def test_filters_are_removed_one_by_one(client, village):
    make_listing("甲", place=village, audiences=["old"])
    html = client.get("/services/?kind=meals&for=old&q=%E7%94%B2").content.decode()
    assert re.findall(r'class="pill" href="([^"]+)"', html) == [
        "?kind=meals&amp;for=old",
        "?q=%E7%94%B2&amp;for=old",
        "?q=%E7%94%B2&amp;kind=meals",
    ]
    assert "没有符合的服务" in client.get("/services/?kind=work").content.decode()


@pytest.mark.parametrize("typed", ["食", "食堂", "shitang", "st", "吃饭"])
def test_words_pinyin_and_initials_find(client, village, typed):
    for name, kind in (("银发食堂", "meals"), ("缝纫", "skills")):
        publish(make_listing(name, place=village, kinds=[kind]))
    assert names(client, f"?q={typed}") == ["银发食堂"]


def test_what_words_found_is_shown_no_longer_than_it_may_be_seen(client, village):
    listing = make_listing("银发食堂", place=village)
    publish(listing)
    assert names(client, "?q=食堂") == ["银发食堂"]
    Listing.objects.filter(pk=listing.pk).update(state="ended", ended_on=timezone.localdate())
    assert names(client, "?q=食堂") == [], "the services themselves are never kept"


def test_pages_go_by_key_and_miss_nothing(client, village):
    for number in range(45):
        hours = [(DAY, (900, 960), (480, 540))[number % 3]]
        make_listing(f"第{number}处", place=village, hours=hours)
    seen, query = [], ""
    for _page in range(3):
        seen += names(client, query)
        html = client.get(f"/services/{query}").content.decode()
        found = re.search(r'href="(\?after=[^"]+)"[^>]*rel="next"', html)
        query = found[1] if found else ""
    assert len(seen) == len(set(seen)) == 45
    assert query == ""


@pytest.mark.parametrize(("number", "walked"), [(1, 0), (30, 1)])
def test_the_list_takes_the_same_queries(client, village, number, walked):
    """One more where they fill a page: whether few are open. What words find is kept a minute."""
    for order in range(number):
        venue = make_venue(place=village)
        publish(make_listing(f"第{order}处", place=village, hours=[LUNCH], venue=venue))
    for query, most in (("", 7 + walked), ("", 4 + walked), ("?q=处", 10), ("?q=处", 4)):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/services/{query}")
        assert len(queries) == most, [q["sql"][:90] for q in queries]


def test_counts_are_made_again_after_an_act_and_after_a_minute(client, village, at):
    listing = make_listing("甲", place=village, hours=[LUNCH])
    assert chip(client, "吃饭") == (True, 1)
    make_listing("乙", place=village, hours=[(700, 750)])  # a row that no act has written
    assert chip(client, "吃饭") == (True, 1), "kept for the rest of the minute"
    assert names(client) == ["甲", "乙"], "the services themselves are never kept"
    listings.pause_listing(by=clock("test"), listing=listing, why="停电")
    assert (chip(client, "吃饭"), chip(client, "现在开放")) == ((True, 2), (False, 0))
    at("2026-11-23 11:41")
    assert chip(client, "现在开放") == (True, 1)


def test_a_service_says_everything_telephone_first(client, village):
    venue = make_venue(
        place=village, step_free=True, address="一号", latitude="29.9", longitude="121.43"
    )
    listing = make_listing(
        "食堂",
        place=village,
        venue=venue,
        hours=[LUNCH],
        price="8 元",
        reductions="老人 5 元",
        documents="带老年卡",
        eligibility="都可以来",
    )
    html = client.get(f"/services/{listing.slug}/").content.decode()
    main = html[html.index("<main") :]
    assert main.index("tel:057400000001") < main.index("geo:29.8") < main.index("这一周")
    words = text(client, f"/services/{listing.slug}/")
    for said in (
        "开放中 · 今天到 12:30",
        "8 元",
        "老人 5 元",
        "带老年卡",
        "都可以来",
        "门口无台阶",
    ):
        assert said in words
    assert "10:30–12:30" in words


def test_no_point_no_way_there(client, village):
    listing = make_listing("食堂", place=village, venue=make_venue(place=village))
    assert "geo:" not in client.get(f"/services/{listing.slug}/").content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_takes_the_same_queries(client, village, number):
    rows = [make_listing(f"第{n}处", place=village, hours=[LUNCH, DAY]) for n in range(number)]
    page = f"/services/{rows[0].slug}/"
    for address, most in ((page, 10), (f"{page}poster/", 9)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) == most, [q["sql"][:90] for q in queries]


def test_an_ended_service_is_not_there(client, village):
    listing = make_listing("食堂", place=village, state="ended", ended_on="2026-11-01")
    assert client.get(f"/services/{listing.slug}/").status_code == 404
    assert names(client) == []


def test_the_poster_leads_to_the_page(client, village):
    listing = make_listing("食堂", place=village, hours=[LUNCH])
    html = client.get(f"/services/{listing.slug}/poster/").content.decode()
    assert f"/p/{listing.short_link.code}" in html
    assert 'class="qr"' in html
    assert client.get(f"/p/{listing.short_link.code}").url == f"/services/{listing.slug}/"


def test_in_english_names_are_english_where_there_are_any(client, village):
    make_listing("食堂", name_en="Canteen", place=village, hours=[LUNCH])
    words = text(client, "/en/services/")
    assert "Canteen" in words
    assert "Open now · until 12:30 today" in words


@pytest.mark.parametrize("query", ["after=9.x", "after=0.nobody", "place=-1"])
def test_what_is_no_more_is_no_fault(client, village, query):
    make_listing("甲", place=village)
    assert client.get(f"/services/?{query}").status_code == 200
