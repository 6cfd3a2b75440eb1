"""The record says what was done in words, not in codes."""

import pytest
from django.apps import apps
from django.utils.translation import override

from foundation.record.models import Entry
from residents.actions import raising
from residents.models import Post
from tests.factories import by, make_organization, make_place, make_post, make_town
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("prefix", "words"), [("", "提出诉求"), ("/en", "Raise a need")])
def test_a_row_of_the_record_reads_as_a_sentence(prefix, words):
    town = make_town()
    raising.raise_need(by=by(), words="路灯不亮", place=make_place(parent=town))
    page = staff("audit_admin", town)[0].get(f"{prefix}/admin/foundation/entry/").content.decode()
    assert words in page
    assert "need.raised" not in page


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("committees.agendaitem", "议题"),
        ("committees.minutesphoto", "纪要照片"),
        ("foundation.invitation", "邀请"),
        ("residents.rating", "评价"),
        ("residents.residence", "居住情况"),
        ("residents.tabling", "提交商议"),
    ],
)
def test_what_a_row_is_about_has_a_name_in_chinese(label, words):
    with override("zh-hans"):
        assert str(apps.get_model(label)._meta.verbose_name) == words


@pytest.mark.parametrize(
    ("group", "verb"), [("services", "agreement.started"), ("reports", "report.published")]
)
def test_what_other_rooms_did_is_found_by_its_group(group, verb):
    town = make_town()
    for one in (verb, "need.raised"):
        Entry.objects.create(
            actor_kind="clock", channel="clock", verb=one, place_path=town.path, subject_key="1"
        )
    auditor = staff("audit_admin", town)[0]
    page = auditor.get("/admin/foundation/entry/", {"about": group})
    assert [row.verb for row in page.context["cl"].result_list] == [verb]


@pytest.mark.parametrize(
    ("language", "said"), [("", ("示范村", "网站")), ("/en", ("Shifan Village", "the website"))]
)
def test_where_and_by_which_door_is_said_in_the_language_of_the_page(language, said):
    town = make_town()
    village = make_place("示范村", parent=town, name_en="Shifan Village")
    raising.raise_need(by=by(), words="路灯不亮", place=village)
    client = staff("audit_admin", town)[0]
    entry = Entry.objects.get(verb="need.raised")
    page = client.get(f"{language}/admin/foundation/entry/{entry.pk}/change/").content.decode()
    for words in said:
        assert f"<dd data-words>{words}</dd>" in page


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "",
            (
                *("状态：已提交 → 已审核", "承办岗位：— → 示范村办事员", "承诺日期：2026年5月7日"),
                *("开始时间：2026年1月27日 19:00", "可看原话：否", "更正对象：第 3 号"),
            ),
        ),
        (
            "/en",
            (
                *("state: Submitted → Approved", "promised date: May 7, 2026"),
                *("post that deals with it: — → Clerk of Shifan", "their own words shown: No"),
                *("begins: January 27, 2026, 19:00", "corrects: No. 3"),
            ),
        ),
    ],
)
def test_values_are_said_in_words_and_a_key_by_the_name_of_what_it_stands_for(language, lines):
    town = make_town()
    post = make_post("village_clerk", place=town, title="示范村办事员", title_en="Clerk of Shifan")
    entry = Entry.objects.create(
        actor_kind="clock",
        channel="clock",
        verb="minutes.approved",
        subject_label="committees.minutes",
        subject_key="1",
        place_path=town.path,
        fields=["full_text", "owner_post", "promised_on", "starts_at", "state"],
        values={
            "state": ["submitted", "approved"],
            "owner_post": [None, post.pk],
            "promised_on": "2026-05-07",
            "starts_at": "2026-01-27 11:00:00+00:00",
            "words_shown": False,
            "corrects": 3,
        },
    )
    client = staff("audit_admin", town)[0]
    page = client.get(f"{language}/admin/foundation/entry/{entry.pk}/change/").content.decode()
    for line in lines:
        assert line in page
    assert {"": "正文全文", "/en": "full text"}[language] in page
    for code in ("full_text", "owner_post", "[", "{"):
        assert code not in page.partition("<main")[2].partition("</main")[0]


def test_what_a_row_is_about_is_a_way_to_it_where_the_reader_may_see_it():
    town = make_town()
    need = raising.raise_need(by=by(), words="路灯不亮", place=make_place(parent=town))
    way = f'<a href="/admin/residents/need/{need.pk}/change/">{need.number}</a>'
    entry = Entry.objects.get(verb="need.raised")
    for role, link in (("supervisor", True), ("audit_admin", False)):
        client = staff(role, town)[0]
        for address in ("", f"{entry.pk}/change/"):
            page = client.get(f"/admin/foundation/entry/{address}").content.decode()
            assert (way in page) is link
            assert need.number in page
        table = b"".join(client.post("/admin/foundation/entry/export/").streaming_content).decode()
        assert f"诉求 {need.number}" in table


def test_a_name_with_marks_in_it_is_written_as_it_is():
    town = make_town()
    organization = make_organization("甲&乙'社'", place=make_place(parent=town))
    entry = Entry.objects.create(
        **{"actor_kind": "clock", "channel": "clock", "verb": "organization.created"},
        **{"subject_label": "residents.organization", "subject_key": str(organization.pk)},
        place_path=organization.place.path,
    )
    client = staff("supervisor", town)[0]
    for address in ("", f"{entry.pk}/change/"):
        page = client.get(f"/admin/foundation/entry/{address}").content.decode()
        assert "甲&amp;乙&#x27;社&#x27;" in page
        assert "&amp;amp;" not in page
    table = b"".join(client.post("/admin/foundation/entry/export/").streaming_content).decode()
    assert "甲&乙'社'" in table


@pytest.mark.parametrize("rows", [1, 30])
def test_a_page_of_the_record_asks_once_for_each_sort_of_thing(rows, django_assert_num_queries):
    town = make_town()
    village = make_place(parent=town)
    for _each in range(rows):
        raising.raise_need(by=by(), words="路灯不亮", place=village)
        make_post("grid_worker", place=village)
    for post in Post.objects.filter(role="grid_worker"):
        Entry.objects.create(
            **{"actor_kind": "clock", "channel": "clock", "verb": "post.made"},
            **{"subject_label": "residents.post", "subject_key": str(post.pk)},
            place_path=village.path,
        )
    client = staff("supervisor", town)[0]
    client.get("/admin/foundation/entry/")
    with django_assert_num_queries(15):
        client.get("/admin/foundation/entry/")
