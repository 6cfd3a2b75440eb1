"""Lists and pieces in a form: rows poured from their first cells down, a kind in a cell."""

import io

import docx
import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from foundation.refusals import NotAllowed, Refused
from gaoqiao.reports.actions.templates import add_list
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.queries.fills import blanks_of, cells_of_fill, rows_of_fill
from gaoqiao.reports.queries.grids import drawn_form
from residents.actions.offers import end_offer, enter_offer
from residents.models import Need, NeedCategory, Offer
from tests.factories.accounts import add_app
from tests.factories.forms import LETTER, make_bound, make_fill, make_form
from tests.factories.needs import make_category
from tests.factories.office import make_docx, make_xlsx
from tests.factories.people import by
from tests.factories.places import make_organization
from tests.factories.reports import OCTOBER, make_clerk_of
from tests.personas import log_in

pytestmark = pytest.mark.django_db


WORD_LIST = make_docx(
    "共 {{ n }} 件",
    table=[
        ["序号", "编号", "提出日", "备注"],
        ["{{ loop.index }}", "{{ 诉求.编号 }}", "{{ 诉求.日 }}", "{{ 诉求.空 }}"],
    ],
)


def district_list(book):
    """A head, room for three rows, and a foot."""
    sheet = book.active
    for at, words in {"A1": "诉求清单", "A2": "编号", "B2": "标题", "A6": "填表人"}.items():
        sheet[at] = words


@pytest.fixture
def clerk(town):
    return make_clerk_of(town)


def sheet_of(fill):
    with fill.file.file.open("rb") as opened:
        return openpyxl.load_workbook(io.BytesIO(opened.read())).worksheets[0]


def word_of(fill):
    with fill.file.file.open("rb") as opened:
        return docx.Document(io.BytesIO(opened.read()))


def column(sheet, letter, first, last):
    return [sheet[f"{letter}{row}"].value for row in range(first, last + 1)]


class TestPoured:
    def test_each_row_stands_in_a_row_of_its_own_as_its_page_lists_it(self, town, clerk):
        village = town.parts.first()
        form = make_form(village, clerk, make_xlsx(district_list))
        make_bound(form, clerk, "Sheet1!A3", "needs_late", column="number")
        make_bound(form, clerk, "Sheet1!B3", "needs_late", column="state")
        fill = make_fill(form, clerk)
        (part,) = rows_of_fill(fill, "Sheet1!A3")
        titles = [head["label"] for head in part.page.heads]
        listed = [dict(zip(titles, map(strip_tags, row), strict=True)) for row in part.page.rows]
        assert 0 < len(listed) <= 3
        sheet = sheet_of(fill)
        assert column(sheet, "A", 3, 2 + len(listed)) == [row["编号"] for row in listed]
        assert column(sheet, "B", 3, 2 + len(listed)) == [row["状态"] for row in listed]
        assert sheet["A6"].value == "填表人"
        assert [cell.words for cell in cells_of_fill(fill)][0].endswith("→ 编号")

    def test_rows_that_find_no_room_are_counted_and_nothing_is_overwritten(self, town, clerk):
        form = make_form(town, clerk, make_xlsx(district_list))
        make_bound(form, clerk, "Sheet1!A3", "needs_raised", column="number")
        make_bound(form, clerk, "Sheet1!B3", "needs_raised", column="place")
        fill = make_fill(form, clerk)
        sheet = sheet_of(fill)
        assert sheet["A6"].value == "填表人"
        assert None not in column(sheet, "A", 3, 5)
        assert sheet["B6"].value is None  # as long as the column beside it
        (left,) = [one for one in fill.blanks if one["why"] == "no_room"]
        assert left["left"] == 9 - 3
        assert any("6 行" in one.why for one in blanks_of(fill))

    def test_without_a_foot_there_is_room_for_all(self, town, clerk):
        form = make_form(town, clerk, make_xlsx(lambda book: None))
        make_bound(form, clerk, "Sheet1!C2", "needs_raised", column="raised")
        fill = make_fill(form, clerk)
        assert len([one for one in column(sheet_of(fill), "C", 2, 40) if one]) == 9

    def test_columns_that_are_none_are_refused(self, town, clerk):
        form = make_form(town, clerk, make_xlsx(district_list))
        letter = make_form(town, clerk, LETTER)
        paper = make_form(town, clerk, WORD_LIST)
        for asked in (
            (form, "Sheet1!A3", {"column": "salary"}),
            (form, "Sheet1!A3", {"column": "number", "which": "before"}),
            (letter, "raised", {"column": "number"}),
            (paper, "诉求.编号", {}),
        ):
            with pytest.raises(Refused) as refused:
                make_bound(asked[0], clerk, asked[1], "needs_raised", **asked[2])
            assert refused.value.field == "column"
        with pytest.raises(Refused):
            make_bound(form, clerk, "Sheet1!A3", "stated_waived")  # only a quarter has it


class TestWord:
    """A list in a Word form: the row of its table stands once for each row."""

    def test_the_row_is_repeated_for_each_row_of_the_figure(self, town, clerk):
        form = make_form(town, clerk, WORD_LIST)
        assert [one.at for one in drawn_form(form).fields] == [
            "n",
            "诉求.编号",
            "诉求.日",
            "诉求.空",
        ]
        make_bound(form, clerk, "n", "needs_late")
        make_bound(form, clerk, "诉求.编号", "needs_late", column="number")
        make_bound(form, clerk, "诉求.日", "needs_late", column="raised")
        fill = make_fill(form, clerk)
        (part,) = rows_of_fill(fill, "诉求.编号")
        late = Need.objects.in_bulk(fill.rows["n"]["now"])
        made = [[cell.text for cell in row.cells] for row in word_of(fill).tables[0].rows]
        assert len(late) == part.page.count == int(fill.values["n"]["number"]) > 1
        assert made[0] == ["序号", "编号", "提出日", "备注"]
        assert made[1:] == [
            [str(n), need.number, date_format(timezone.localdate(need.created_at)), ""]
            for n, need in enumerate((late[key] for key in fill.rows["n"]["now"]), 1)
        ]
        assert word_of(fill).paragraphs[0].text == f"共 {len(late)} 件"
        assert [one["at"] for one in fill.blanks] == ["诉求.空"]

    def test_the_columns_of_a_list_show_one_figure_of_one_place(self, town, clerk):
        form = make_form(town, clerk, WORD_LIST)
        first = make_bound(form, clerk, "诉求.编号", "needs_late", column="number")
        for key, more in (("needs_raised", {}), ("needs_late", {"place": town.parts.first()})):
            with pytest.raises(Refused) as refused:
                make_bound(form, clerk, "诉求.日", key, column="raised", **more)
            assert refused.value.field == "measure"
        make_bound(form, clerk, "诉求.编号", "needs_raised", column="number", instead_of=first.pk)
        assert make_bound(form, clerk, "诉求.日", "needs_raised", column="raised")

    def test_a_list_without_a_row_leaves_its_head(self, town, clerk):
        form = make_form(town, clerk, WORD_LIST)
        make_bound(form, clerk, "诉求.编号", "reductions", column="number")
        fill = make_fill(form, clerk, period=OCTOBER.before)
        assert len(word_of(fill).tables[0].rows) == 1


class TestChoosing:
    """The page on which a figure is chosen for a cell."""

    @pytest.fixture
    def client(self, clerk):
        add_app(clerk)
        return log_in(Client(), clerk)

    def test_a_column_of_another_table_is_refused_beside_the_field(self, town, clerk, client):
        form = make_form(town, clerk, make_xlsx(district_list))
        address = f"/reports/forms/{form.uuid}/cell/?at=Sheet1!A3"
        sent = {"measure": "needs_late", "place": town.pk, "which": "now"}
        answer = client.post(address, {**sent, "column": "meeting.place"})
        assert answer.status_code == 422
        assert "诉求" in str(answer.context["cell_form"].errors["column"])
        assert not form.bindings.exists()
        assert client.post(address, {**sent, "column": "need.place"}).status_code == 302
        assert form.bindings.get().column == "place"

    def test_figures_stand_under_headings_and_are_looked_for_by_words(self, town, clerk, client):
        form = make_form(town, clerk)
        make_bound(form, clerk, "Sheet1!B3", "needs_late")
        address = f"/reports/forms/{form.uuid}/cell/"
        every = dict(choices_of(client.get(address, {"at": "Sheet1!B4"})))
        assert list(every) == ["诉求办理", "议事协商", "服务供给", "场地换服务", "共富工坊"]
        found = dict(choices_of(client.get(address, {"at": "Sheet1!B4", "q": "履约 比"})))
        assert found == {"场地换服务": ["performance"]}
        kept = dict(choices_of(client.get(address, {"at": "Sheet1!B3", "q": "履约比"})))
        assert kept == {"诉求办理": ["needs_late"], "场地换服务": ["performance"]}
        nothing = client.get(address, {"at": "Sheet1!B4", "q": "火星"})
        assert not choices_of(nothing)
        assert "没有" in nothing.content.decode()

    def test_kinds_that_are_handed_on_are_no_choice(self, town, clerk, client):
        make_category("报警", key="police", hand_off="110", telephone="110")
        form = make_form(town, clerk)
        answer = client.get(f"/reports/forms/{form.uuid}/cell/?at=Sheet1!B4")
        keys = dict(choices_of(answer))["诉求办理"]
        assert "needs_by_kind:lights" in keys
        assert "needs_by_kind:police" not in keys

    def test_a_list_in_word_asks_for_a_column_and_a_field_for_none(self, town, clerk, client):
        form = make_form(town, clerk, WORD_LIST)
        address = f"/reports/forms/{form.uuid}/cell/?at="
        sent = {"measure": "needs_late", "place": town.pk, "which": "now"}
        assert "column" in client.post(f"{address}诉求.编号", sent).context["cell_form"].errors
        answer = client.post(f"{address}诉求.编号", {**sent, "column": "need.number"})
        assert answer.status_code == 302
        assert len(client.get(f"{address}n").context["cell_form"].fields["column"].choices) == 1


def choices_of(answer):
    groups = answer.context["cell_form"].fields["measure"].choices
    return [(str(heading), [key for key, _words in found]) for heading, found in groups]


class TestPieces:
    def test_a_kind_and_a_village_stand_in_cells_of_their_own(self, town, clerk):
        villages = list(town.parts.filter(code__startswith="33029900120").order_by("path"))
        form = make_form(town, clerk)
        make_bound(form, clerk, "Sheet1!B3", "needs_by_kind:lights")
        make_bound(form, clerk, "Sheet1!B4", "needs_by_kind:")
        make_bound(form, clerk, "Sheet1!B5", "needs_by_kind:lights", place=villages[0])
        make_bound(form, clerk, "Sheet1!C3", "needs_by_kind:nobody")
        fill = make_fill(form, clerk)
        sheet = sheet_of(fill)
        found = [sheet[at].value for at in ("B3", "B4", "B5", "C3")]
        assert found == [7, 2, 3, 0]
        assert rows_of_fill(fill, "Sheet1!B3")[0].page.count == 7
        assert cells_of_fill(fill)[0].words.endswith("道路照明")

    def test_a_kind_that_is_handed_on_since_keeps_its_words_and_counts(self, town, clerk):
        form = make_form(town, clerk)
        make_category("电动车", key="bikes")
        for at, key in (("B3", "lights"), ("B4", "bikes"), ("B5", "nobody")):
            make_bound(form, clerk, f"Sheet1!{at}", f"needs_by_kind:{key}")
        calls = {"hand_off": "12345", "telephone": "12345"}
        NeedCategory.objects.filter(key__in=["lights", "bikes"]).update(**calls)
        fill = make_fill(form, clerk)
        words = [one.words for one in cells_of_fill(fill)]
        old = "新提诉求分类 · 已停用"
        assert words == ["新提诉求分类 · 道路照明", old, old]
        assert [sheet_of(fill)[at].value for at in ("B3", "B4", "B5")] == [7, 0, 0]


class TestResources:
    def test_the_list_of_resources_is_what_organisations_offer(self, town, clerk):
        village = town.parts.first()
        place = make_organization("示范企业", place=village)
        actor = by(clerk)
        offers = [
            enter_offer(by=actor, organization=place, kind=kind, name=name, since=OCTOBER.since)
            for kind, name in (("rooms", "会议室"), ("people", "志愿者"))
        ]
        over = enter_offer(
            by=actor, organization=place, kind="goods", name="桌椅", since=OCTOBER.before.since
        )
        end_offer(by=actor, offer=over, ended_on=OCTOBER.since)
        form = add_list(by=actor, place=town, preset="resources", period="month")
        rows = list(sheet_of(make_fill(form, clerk)).values)
        known = ["会议室", "会议室"]  # one in each village
        assert sorted(row[0] for row in rows[1:]) == sorted([*known, *(one.name for one in offers)])
        assert set(LISTS) == {"needs", "resources", "projects"}

    def test_only_who_keeps_the_services_there_enters_offers_once(self, town, clerk):
        one, other = town.parts.all()[:2]
        place = make_organization("示范企业", place=one)
        for user in (make_clerk_of(other, "village_clerk"), make_clerk_of(town, "supervisor")):
            with pytest.raises(NotAllowed):
                enter_offer(by=by(user), organization=place, kind="rooms", name="会议室")
        own = by(make_clerk_of(one, "village_clerk"))
        offer = enter_offer(by=own, organization=place, kind="rooms", name="会议室")
        with pytest.raises(Refused):
            enter_offer(by=own, organization=place, kind="rooms", name="会议室")
        end_offer(by=own, offer=offer)
        with pytest.raises(Refused):
            end_offer(by=own, offer=offer)
        enter_offer(by=own, organization=place, kind="rooms", name="会议室")
        assert Offer.objects.filter(organization=place).count() == 2
