"""What the site says of itself: words of the profile, dated versions, where to complain."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from foundation.actor import clock
from foundation.site.actions import write_text
from foundation.site.models import TextVersion
from foundation.site.prose import blocks
from gaoqiao.actions.towns import init_town
from residents.actions.upkeep import keep_text
from tests.factories import by as acting
from tests.factories import make_category
from tests.personas import make_world
from tests.town.small import small_profile

pytestmark = pytest.mark.django_db
BY = clock("tests.site")
THEN = datetime(2026, 3, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
PAGES = ("/about/", "/about/privacy/", "/about/accessibility/", "/feedback/")


def page(address):
    """The page as a visitor reads it."""
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_each_wording_stays_with_its_day():
    row = write_text(by=BY, key="privacy", language="zh-hans", text="一年后删除。", now=THEN)
    write_text(
        by=BY,
        key="privacy",
        language="zh-hans",
        text="半年后删除。",
        revision=row.revision,
        now=THEN + timedelta(days=40),
    )
    now, before = page("/about/privacy/"), page("/about/privacy/?version=1")
    assert "半年后删除。" in now
    assert "一年后删除。" not in now
    assert "第 2 版" in now
    assert "2026年4月10日" in now
    assert "一年后删除。" in before
    assert "2026年3月1日" in before
    assert "以前的说法" in before


@pytest.mark.parametrize("version", ["3", "0", "-1", "x", "٣", "9" * 40])
def test_a_version_that_never_was_is_not_found(client, version):
    write_text(by=BY, key="about", language="zh-hans", text="本站。", now=THEN)
    assert client.get("/about/", {"version": version}).status_code == 404


def test_a_version_is_read_only():
    write_text(by=BY, key="about", language="zh-hans", text="本站。", now=THEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        TextVersion.objects.update(text="别的。")
    with pytest.raises(IntegrityError), transaction.atomic():
        TextVersion.objects.all().delete()


def test_what_staff_write_is_what_everybody_reads():
    world = make_world()
    row = write_text(by=BY, key="about", language="en", text="Old words.", now=THEN)
    keep_text(
        by=acting(world.users["town_clerk"]),
        key="about",
        language="en",
        text="New <b>words</b>.",
        revision=row.revision,
    )
    english = page("/en/about/")
    assert "New &lt;b&gt;words&lt;/b&gt;." in english
    assert "Old words." not in english
    assert "New" not in page("/about/")


def test_without_a_text_the_page_says_so_and_gives_the_telephone(settings):
    for address in PAGES:
        html = page(address)
        assert "还没有写" in html
        assert f"tel:{settings.TOWN['help']['telephone']}" in html


@pytest.mark.parametrize("town", ["gaoqiao", "hengjie"])
def test_a_new_town_has_complete_words_in_both_languages(town, tmp_path, settings):
    import tomllib  # noqa: PLC0415

    profile = small_profile(town, tmp_path)
    read = tomllib.loads(profile.read_text(encoding="utf-8"))
    init_town(
        by=clock("init_town"),
        profile=read,
        place_list=(profile.parent / read["place"]["list"]).read_bytes(),
    )
    for address in PAGES:
        chinese, english = page(address), page(f"/en{address}")
        assert chinese.count("<h2") >= 3, address
        assert chinese.count("<h2") == english.count("<h2"), address
        assert chinese.count("<li") == english.count("<li"), address
    assert "加密保存" in page("/about/privacy/")
    assert "WCAG 2.2" in page("/about/accessibility/")


def test_a_complaint_is_a_need_of_its_own_kind(client):
    make_category(key="feedback", name="投诉建议", workdays=7)
    html = page("/feedback/")
    assert "/needs/new/?about=feedback" in html
    assert "7 个工作日" in html
    form = client.get("/needs/new/", {"about": "feedback"}).context["form"]
    chosen = [radio.data["value"] for radio in form["category"] if radio.data["selected"]]
    assert chosen == ["feedback"]
    odd = client.get("/needs/new/", {"about": "\0<b>"})
    assert odd.status_code in (200, 400)


def test_who_is_over_those_who_work_here_is_named():
    make_category(key="discipline", name="举报", hand_off="discipline", telephone="12388")
    make_category(key="fire", name="火灾", hand_off="119", telephone="119")
    html = page("/feedback/")
    assert "tel:12388" in html
    assert "tel:119" not in html
    assert 'href="/needs/new/"' in html


def test_every_page_leads_there(client):
    html = client.get("/styleguide/").content.decode()
    for address in PAGES:
        assert f'href="{address}"' in html


def test_a_sample_number_says_so(settings):
    words = "示例号码"
    settings.TOWN = {**settings.TOWN, "help": {**settings.TOWN["help"], "sample": False}}
    assert words not in page("/about/")
    settings.TOWN = {**settings.TOWN, "help": {**settings.TOWN["help"], "sample": True}}
    assert page("/about/").count(words) == 2
    assert words in Client().get("/nowhere/").content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_what_it_costs(client, django_assert_num_queries, address):
    versions = 3
    for number in range(versions):
        write_text(
            by=BY,
            key=address.strip("/").split("/")[-1],
            language="zh-hans",
            text="一",
            revision=number,
        )
    with django_assert_num_queries(4 if address == "/feedback/" else 2):
        client.get(address)


def test_marks_of_a_text():
    found = blocks("第一行\r\n第二行\n\n## 标题\n- 一\n-  二\n接着\n- 三\n\n- 四\n<script>")
    assert [(b.kind, b.text or b.points) for b in found] == [
        ("text", "第一行\n第二行"),
        ("heading", "标题"),
        ("list", ["一", " 二"]),
        ("text", "接着"),
        ("list", ["三"]),
        ("list", ["四"]),
        ("text", "<script>"),
    ]
    assert blocks(" \n\n") == []
