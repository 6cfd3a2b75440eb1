"""Lists and pieces in a form: rows poured from their first cells down, a kind in a cell."""

import io

import openpyxl
import pytest
from django.utils.html import strip_tags

from foundation.refusals import NotAllowed, Refused
from gaoqiao.reports.actions.templates import add_list
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.queries.fills import blanks_of, cells_of_fill, rows_of_fill
from residents.actions.offers import end_offer, enter_offer
from residents.models import Offer
from tests.factories.forms import LETTER, make_bound, make_fill, make_form
from tests.factories.office import make_xlsx
from tests.factories.people import by
from tests.factories.places import make_organization
from tests.factories.reports import OCTOBER, make_clerk_of

pytestmark = pytest.mark.django_db


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
        for asked in (
            (form, "Sheet1!A3", {"column": "salary"}),
            (form, "Sheet1!A3", {"column": "number", "which": "before"}),
            (letter, "raised", {"column": "number"}),
        ):
            with pytest.raises(Refused) as refused:
                make_bound(asked[0], clerk, asked[1], "needs_raised", **asked[2])
            assert refused.value.field == "column"
        with pytest.raises(Refused):
            make_bound(form, clerk, "Sheet1!A3", "stated_waived")  # only a quarter has it


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
