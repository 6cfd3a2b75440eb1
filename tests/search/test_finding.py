"""What is put is found, on both databases, by the words that people type."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from foundation.actor import clock, visitor
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from foundation.search import actions, queries
from foundation.search.models import SearchDoc

pytestmark = pytest.mark.django_db
BY = clock("tests.search")

TITLES = [
    "高桥镇银龄学堂秋季班",
    "老年食堂开放时间调整",
    "社区食堂送餐服务",
    "公租房申请材料",
    "公共厕所维修，房前道路同修",
    "殡葬惠民补贴办理",
    "海葵台风期间停课通知",
    "残疾人辅具租借",
    "居民委员会换届公告",
    "志愿者招募：陪诊",
    "𠮷田书屋借阅须知",
    "A4纸打印 Wi-Fi 与充电",
    "同心，心桥两处活动室",
    "藕缆桥村文化礼堂",
    "长者照料中心电话 88123456",
    "Café corner for neighbours",
    "残联服务窗口搬迁",
]
PAIRS = (
    "高桥银龄学堂食堂老年公租租房殡葬海葵残疾居民委员换届志愿招募书屋打印活动文化礼堂"
    "照料中心电话服务申请维修道路送餐停课窗口𠮷田桥村疾人员会"
)
WORDS = [PAIRS[i : i + 2] for i in range(0, len(PAIRS), 2)]


@pytest.fixture
def titles():
    for n, title in enumerate(TITLES):
        put(n, title)
    return TITLES


def put(key, title, **more):
    kind = more.pop("kind", "listing")
    return actions.put(kind, key, title, address=f"/services/{key}/", **more)


def found(text, **limits):
    return [doc.title for doc in queries.matching(text, **limits)]


@pytest.mark.parametrize("word", WORDS)
def test_two_characters_find_all_that_like_finds(titles, word):
    like = set(SearchDoc.objects.filter(title__contains=word).values_list("title", flat=True))
    assert like, "the word is in a title"
    assert set(found(word)) == like


@pytest.mark.parametrize("character", list("桥食房𠮷纸长"))
def test_one_character_finds_all_that_like_finds(titles, character):
    assert set(found(character)) == {title for title in TITLES if character in title} != set()


@pytest.mark.parametrize(
    "phrase", ["公租房", "委员会", "社区食堂", "藕缆桥村文化礼堂", "照料中心电话"]
)
def test_three_characters_and_more_are_found_exactly(titles, phrase):
    assert found(phrase) == [title for title in TITLES if phrase in title] != []


def test_a_phrase_is_not_put_together_from_pieces(titles):
    put("trap", "公租与租房两种办法")
    assert found("公租房") == ["公租房申请材料"]
    assert found("同心桥") == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("yl", "高桥镇银龄学堂秋季班"),
        ("yinling", "高桥镇银龄学堂秋季班"),
        ("YINLINGXUE", "高桥镇银龄学堂秋季班"),
        ("yin ling", "高桥镇银龄学堂秋季班"),
        ("ylxt", "高桥镇银龄学堂秋季班"),
        ("881234", "长者照料中心电话 88123456"),
        ("８８１２", "长者照料中心电话 88123456"),
        ("cafe", "Café corner for neighbours"),
        ("NEIGH", "Café corner for neighbours"),
        ("wi-fi", "A4纸打印 Wi-Fi 与充电"),
        ("a4纸", "A4纸打印 Wi-Fi 与充电"),
        ("食堂 调整", "老年食堂开放时间调整"),
        ("调整，食堂！", "老年食堂开放时间调整"),
    ],
)
def test_sounds_beginnings_and_several_words(titles, typed, title):
    assert title in found(typed)


def test_several_words_all_have_to_be_there(titles):
    assert found("食堂 送餐") == ["社区食堂送餐服务"]
    assert found("食堂 殡葬") == []


def test_a_word_is_found_by_its_beginning_not_its_middle(titles):
    assert found("eighbours") == []


def test_titles_that_are_just_that_come_first_then_titles_then_summaries_then_the_newest():
    put("a", "关于食堂的通知", at=datetime(2026, 3, 1, tzinfo=UTC))
    put("b", "食堂", at=datetime(2026, 1, 1, tzinfo=UTC))
    put("c", "每周菜单", summary="村里食堂供应", at=datetime(2026, 5, 1, tzinfo=UTC))
    put("d", "食堂开放", at=datetime(2026, 4, 1, tzinfo=UTC))
    assert found("食堂") == ["食堂", "食堂开放", "关于食堂的通知", "每周菜单"]


def test_kind_and_place_narrow():
    put(1, "食堂一", place_path="00010002")
    put(2, "食堂二", place_path="00010003")
    put(3, "食堂三", place_path="0002", kind="need")
    assert set(found("食堂", within=[("0001", "0002")])) == {"食堂一", "食堂二"}
    assert found("食堂", within=[("00010003", "00010004"), ("0003", "0004")]) == ["食堂二"]
    assert found("食堂", within=[]) == []
    assert found("食堂", kind="need") == ["食堂三"]


def test_synonyms_widen():
    put(1, "老年食堂")
    put(2, "银龄学堂")
    assert found("老年饭堂") == []
    actions.set_synonym(by=BY, said="饭堂", means=["食堂", "餐厅"])
    actions.set_synonym(by=BY, said="ＷiFi", means=["无线网络"])
    put(3, "餐厅搬迁")
    put(4, "无线网络覆盖")
    assert found("老年饭堂") == ["老年食堂"]
    assert set(found("饭堂")) == {"老年食堂", "餐厅搬迁"}
    assert found("WIFI") == ["无线网络覆盖"]
    actions.set_synonym(by=BY, said="饭堂", means=[])
    assert found("饭堂") == []


@pytest.mark.parametrize("said", ["", "!", "两个 词", "长" * 13, "\x00"])
def test_a_synonym_is_one_word(said):
    with pytest.raises(Refused) as refusal:
        actions.set_synonym(by=BY, said=said, means=["食堂"])
    assert refusal.value.field == "said"


def test_a_synonym_is_set_by_staff_and_recorded():
    with pytest.raises(NotAllowed):
        actions.set_synonym(by=visitor(), said="饭堂", means=["食堂"])
    actions.set_synonym(by=BY, said="饭堂", means=["食堂"])
    assert Entry.objects.get(verb="synonym.set").values == {}


def test_a_change_and_a_withdrawal_are_seen(titles):
    put(1, "老年餐厅")
    assert found("老年食堂") == []
    assert found("老年餐厅") == ["老年餐厅"]
    actions.withdraw("listing", 1)
    assert found("老年餐厅") == []
    actions.withdraw("listing", 1)


def test_it_counts_pages_and_stands_in_other_queries(titles):
    assert queries.matching("食堂").count() == 2
    assert len(queries.matching("食堂")[:1]) == 1
    keys = queries.matching("食堂").order_by().values("key")
    assert SearchDoc.objects.filter(key__in=keys).count() == 2


@pytest.mark.parametrize("rows", [1, 30])
def test_two_queries_whatever_the_number_of_rows(django_assert_num_queries, rows):
    for n in range(rows):
        put(n, f"食堂{n}")
    with django_assert_num_queries(2):
        assert len(found("食堂")) == rows


def test_the_index_is_used_and_nothing_is_scanned(titles):
    plan = queries.matching("食堂").explain()
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in plan
        assert "SCAN foundation_searchdoc\n" not in plan + "\n"
        plan = queries.matching("食堂", kind="listing").explain()
        assert "SEARCH foundation_searchdoc USING INTEGER PRIMARY KEY" in plan, "not all of a kind"


@pytest.mark.postgresql
def test_the_gin_index_is_used_when_rows_are_many():
    for n in range(50):
        put(n, f"食堂{n}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "foundation_searchdoc_tokens" in queries.matching("食堂").explain()


@pytest.mark.django_db(transaction=True)
def test_a_row_and_what_it_tells_of_are_written_together():
    with pytest.raises(RuntimeError, match="transaction"):
        put(1, "食堂")
    with pytest.raises(RuntimeError, match="transaction"):
        actions.withdraw("listing", 1)
    with transaction.atomic():
        put(1, "食堂")
        transaction.set_rollback(True)
    assert found("食堂") == []
