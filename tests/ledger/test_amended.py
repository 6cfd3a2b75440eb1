"""A clerk amends a running agreement by its button; everybody reads what, when and why."""

import re
from datetime import date

import pytest

from services.models import Amendment
from tests.factories.accounts import client_of
from tests.factories.agreements import make_approval, make_statement, noon
from tests.space.conftest import make_scene
from tests.space.rows import amendment_of
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
QUARTERS = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1))
FIELDS = {"until": "2028-12-31", "floor_percent": "85", "reason": "试行一年，双方满意"}


@pytest.fixture
def scene(at):
    at("2026-11-23 11:00")
    found = make_scene(floor_percent=90)
    found.browser, found.user = staff("village_clerk", found.place)
    found.page = f"/ledger/{found.agreement.number}/"
    for since in QUARTERS:
        make_statement(found.agreement, since=since)
    return found


def on_file(scene):
    """What a collective's venue asks for, on file since yesterday."""
    at = {"at": noon(date(2026, 11, 22)), "day": date(2026, 11, 20)}
    notice = {"notice_since": date(2026, 11, 1), "notice_until": date(2026, 11, 16)}
    return [
        make_approval(scene.agreement, "decision", by_words="示范村股份经济合作社", **at),
        make_approval(scene.agreement, "publicity", **notice, **at),
        make_approval(scene.agreement, "contract", number="示范补字1号", **at),
    ]


def press(scene, **data):
    scene.agreement.refresh_from_db()
    fields = {**FIELDS, "revision": scene.agreement.revision, **data}
    return scene.browser.post(button(scene.agreement, "amend"), fields)


def text(client, address):
    """The words of a page, without tags."""
    html = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_form_has_what_holds_now_and_the_papers_that_count(scene):
    make_approval(scene.agreement, "contract", number="开始时的合同")
    on_file(scene)
    html = scene.browser.get(button(scene.agreement, "amend")).content.decode()
    assert 'value="2027-12-31"' in html
    assert 'value="90"' in html
    assert "合同 示范补字1号 · 2026年11月20日" in html
    assert "决议 · 2026年11月20日 · 示范村股份经济合作社" in html
    assert "开始时的合同" not in html


def test_without_a_paper_it_says_where_papers_come_from(scene):
    answer = press(scene)
    assert answer.status_code == 409
    needed = "新文件登记好，要有：集体经济组织的决议；公示，且已经期满；合同及编号。"
    assert needed in answer.content.decode()
    papers = on_file(scene)
    answer = press(scene, papers=[papers[0].pk])
    assert "变更协议之前还缺" in answer.content.decode()
    assert not Amendment.objects.exists()


def test_everybody_reads_what_was_changed_when_why_and_by_which_papers(scene, client):
    assert "协议变更" not in text(client, scene.page)
    papers = on_file(scene)
    assert press(scene, papers=[paper.pk for paper in papers]).status_code == 302
    words = text(client, scene.page)
    for said in (
        "2026年1月1日至2028年12月31日",
        "底线 85%",
        "协议变更",
        "2026年11月23日",
        "最后一天改为2028年12月31日（原为2027年12月31日）",
        "从2026年第4季度起，底线为85%（原为90%）",
        "试行一年，双方满意",
        "决议 · 公示 · 合同 示范补字1号",
    ):
        assert said in words, said
    kept = text(scene.browser, f"/admin/services/agreement/{scene.agreement.pk}/change/")
    assert "试行一年，双方满意" in kept
    english = text(client, f"/en{scene.page}")
    assert "Last day: December 31, 2028 (before: December 31, 2027)" in english


def test_the_drawing_measures_each_quarter_by_its_own_floor(scene, client):
    amendment_of(scene.agreement, scene.agreement.until, floor_percent=None)
    html = client.get(scene.page).content.decode()
    assert "26Q1–26Q3：底线 90%</p>" in html
    drawing = html[html.index('class="trend"') :]
    line, legend = re.findall(r'class="floor" d="M([\d.]+) [\d.]+h([\d.]+)"', drawing)
    assert (line, legend) == (("0.0", "270.0"), ("0", "24"))  # three quarters of four


def test_the_partner_sees_it_for_a_month(scene, at):
    amendment_of(scene.agreement)
    at("2026-12-22 11:00")
    partner = client_of(scene.partner.user)
    words = text(partner, "/partner/")
    assert f"协议 {scene.agreement.number} 已于2026年11月23日变更" in words
    assert "最后一天改为2028年12月31日" in words
    at("2026-12-23 11:00")
    assert "变更" not in text(client_of(scene.partner.user), "/partner/")
