"""The public list: what stands in it, filters with exact counts, search, pages by key, averages."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from foundation.backoffice import queries as counting
from residents.actions.sorting import list_need
from residents.models import Need
from residents.queries import need_counts, need_list
from residents.stages import StepKind
from tests.factories import make_category, make_need, make_place, make_town
from tests.needs.asking import check_page

pytestmark = pytest.mark.django_db
QUERIES = 9


@pytest.fixture
def town(settings):
    settings.TOWN = settings.TOWN | {"place": settings.TOWN["place"] | {"code": "999999999"}}
    place = make_town()
    place.code = "999999999"
    place.save()
    return place


@pytest.fixture
def villages(town):
    return [make_place(f"{name}示范村", parent=town) for name in "甲乙"]


def public(title, place, **fields):
    need = make_need(
        public=True, public_title=title, public_sentence=f"{title}。", place=place, **fields
    )
    need.steps.create(kind=StepKind.RAISED, round=1)
    with transaction.atomic():
        list_need(need)
    return need


def titles(page):
    found = re.findall(r'<h3 lang="zh-Hans"><a [^>]+>([^<]+)</a>', page.content.decode())
    return set(found)


def chip(page, label):
    """The count on a filter's chip."""
    found = re.search(
        rf">(?:<span data-words>)?{label}(?:</span>)?<small>([\d+]+)</small>",
        page.content.decode(),
    )
    return found and found[1]


def test_only_what_a_clerk_has_confirmed(client, villages):
    make_need("没有公开的原话", place=villages[0])
    public("路灯不亮", villages[0])
    page = client.get("/needs/")
    assert titles(page) == {"路灯不亮"}
    assert "没有公开的原话" not in page.content.decode()


def test_filters_and_their_counts(client, villages):
    roads, meals = make_category("道路", key="roads"), make_category("助餐", key="meals")
    public("甲路灯", villages[0], category=roads)
    public("甲食堂", villages[0], category=meals, state="answered")
    public("乙路灯", villages[1], category=roads)
    page = client.get("/needs/")
    counts = {
        label: chip(page, label) for label in ("道路", "助餐", "甲示范村", "乙示范村", "回访")
    }
    assert counts == {"道路": "2", "助餐": "1", "甲示范村": "2", "乙示范村": "1", "回访": "1"}
    page = client.get("/needs/", {"kind": "roads"})
    assert titles(page) == {"甲路灯", "乙路灯"}
    assert (chip(page, "甲示范村"), chip(page, "助餐"), chip(page, "回访")) == ("1", "1", "0")
    page = client.get("/needs/", {"kind": "roads", "village": villages[1].pk})
    assert titles(page) == {"乙路灯"}
    assert titles(client.get("/needs/", {"stage": "followed_up"})) == {"甲食堂"}


def test_a_village_holds_its_grids(client, villages):
    grid = make_place("第一网格", parent=villages[0])
    public("网格里的事", grid)
    page = client.get("/needs/", {"village": villages[0].pk})
    assert titles(page) == {"网格里的事"}


def test_search_by_words_and_pinyin_under_the_filters(client, villages):
    public("村口路灯不亮", villages[0])
    public("食堂太远", villages[1])
    assert titles(client.get("/needs/", {"q": "路灯"})) == {"村口路灯不亮"}
    assert titles(client.get("/needs/", {"q": "shitang"})) == {"食堂太远"}
    assert titles(client.get("/needs/", {"q": "路灯", "village": villages[1].pk})) == set()
    assert "没有符合条件" in client.get("/needs/", {"q": "飞机场"}).content.decode()


def test_pages_go_by_key_and_lose_nothing(client, villages, monkeypatch):
    monkeypatch.setattr(need_list, "PAGE", 4)
    same = timezone.now()
    for number in range(10):
        public(f"第{number}件", villages[0], public_at=same - timedelta(hours=number // 3))
    seen, address = [], "/needs/"
    while address:
        page = client.get(address)
        seen += titles(page)
        more = re.search(r'href="(\?[^"]*before=[^"]+)"', page.content.decode())
        address = more and f"/needs/{more[1]}".replace("&amp;", "&")
    assert sorted(seen) == sorted(f"第{number}件" for number in range(10))


def test_counts_are_exact_to_a_thousand(villages, monkeypatch):
    for module in (need_counts, counting):
        monkeypatch.setattr(module, "MOST", 3)
    for _ in range(5):
        public("路灯", villages[0])
    needs = Need.objects.all()
    sizes = need_counts.tally(
        {
            "many": needs,
            "few": needs.filter(pk__in=[need.pk for need in needs[:2]]),
            "none": needs.none(),
        }
    )
    assert {name: str(size) for name, size in sizes.items()} == {
        "many": "3+",
        "few": "2",
        "none": "0",
    }


def test_the_average_is_withheld_under_five(client, villages):
    now = timezone.now()
    for number in range(4):
        answered = {"created_at": now - timedelta(days=2 + number), "answered_at": now}
        public("已答复", villages[0], state="answered", **answered)
    assert need_list.average_answer() is None
    public("已答复", villages[0], state="answered", created_at=now - timedelta(6), answered_at=now)
    assert need_list.average_answer() == need_list.Average(days=4, cases=5)
    assert "平均 4 天答复（近 12 个月 5 件）" in client.get("/needs/").content.decode()


def test_needs_like_a_draft_are_shown_before_it_is_sent(client, villages):
    like = public("三号楼电动车充电位不够", villages[0])
    public("食堂太远", villages[0])
    public("电动车充电位不够", villages[1])
    page = check_page(
        client, villages[0], words="楼下电动车没地方充电，充电位太少"
    ).content.decode()
    assert f"/needs/{like.number}/" in page
    assert "食堂太远" not in page


def test_a_fixed_number_of_queries(client, villages, django_assert_num_queries):
    public("路灯", villages[0])
    with django_assert_num_queries(QUERIES):
        client.get("/needs/")
    for number in range(30):
        public(f"路灯{number}", villages[number % 2], category=make_category())
    with django_assert_num_queries(QUERIES):
        client.get("/needs/")
