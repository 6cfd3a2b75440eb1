"""The files of a report: the layouts by their figures, templates of the town's own, the book."""

import io

import docx
import openpyxl
import pytest
from django.utils import translation
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from foundation.files.models import Attachment
from foundation.refusals import NotAllowed, Refused, Stale
from gaoqiao.reports.actions.definitions import drop_template, keep_template
from gaoqiao.reports.layouts import official
from gaoqiao.reports.queries.papers import template_of
from residents.models import Need
from tests import libreoffice
from tests.factories.office import make_docx
from tests.factories.people import by
from tests.factories.reports import (
    make_clerk_of,
    make_definition,
    make_run,
)
from tests.factories.uploads import upload


def opened(attachment):
    with attachment.file.open("rb") as file:
        return file.read()


def words_of(data):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in document.paragraphs), *cells]


@pytest.fixture(scope="module")
def kept_papers(keep, kept_town):
    """A finished brief in either layout, asked for and made while the page is in English."""
    with translation.override("en"):
        return {
            layout: keep(lambda layout=layout: make_run(kept_town, layout=layout))
            for layout in ("plain", "official")
        }


@pytest.fixture
def papers(town, kept_papers):
    return kept_papers


class TestOfficial:
    """The figures of GB/T 9704-2012."""

    @pytest.fixture
    def document(self, papers):
        return docx.Document(io.BytesIO(opened(papers["official"].paper)))

    def test_page_and_grid(self, document):
        section = document.sections[0]
        assert abs(section.page_width - Mm(210)) < Mm(0.1)
        assert abs(section.page_height - Mm(297)) < Mm(0.1)
        edges = (
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
        for edge, wanted in zip(edges, (37, 26, 35, 28), strict=True):
            assert abs(edge - Mm(wanted)) < Mm(0.1)
        grid = section._sectPr.find(qn("w:docGrid"))
        assert grid.get(qn("w:linePitch")) == "579"  # 28.95 points, in twentieths
        middle = section.footer_distance + Pt(7)
        assert abs(section.bottom_margin - middle - Mm(7)) < Mm(0.2)

    def test_fonts_and_pitch_of_the_text(self, document):
        text = next(one for one in document.paragraphs if one.text.startswith("新提诉求"))
        assert text.paragraph_format.line_spacing == Pt(28.95)
        assert text._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
        closer = int(text.runs[0]._element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
        assert 28 * (16 + closer) <= Mm(156).pt < 29 * (16 + closer)
        fonts = {
            (run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt, run.font.bold)
            for one in document.paragraphs
            for run in one.runs
            if run.text.strip()
        }
        assert fonts == {
            ("FangSong_GB2312", 16, False),
            ("FangSong_GB2312", 14, False),
            ("FZXiaoBiaoSong-B05S", 22, False),
            ("FZXiaoBiaoSong-B05S", 40, False),
            ("SimHei", 16, False),
        }

    def test_mark_and_page_numbers(self, document):
        mark = document.paragraphs[0]
        assert abs(mark.paragraph_format.space_before - Mm(35)) < Mm(0.1)
        assert str(mark.runs[0].font.color.rgb) == "FF0000"
        assert document.settings.odd_and_even_pages_header_footer
        assert "PAGE" in document.sections[0].footer._element.xml
        assert "PAGE" in document.sections[0].even_page_footer._element.xml


@pytest.mark.parametrize("layout", ["plain", "official"])
@pytest.mark.django_db
def test_a_paper_says_every_figure_once_in_the_towns_language(town, papers, layout):
    words = "\n".join(words_of(opened(papers[layout].paper)))
    assert "2026年10月" in words
    for village in town.parts.all():
        assert village.name in words
    assert "{{" not in words
    assert words.count("期末超期诉求") == 2  # in its section, and over its column


@pytest.mark.parametrize("layout", ["plain", "official"])
def test_a_paper_holds_one_look_of_tables_and_no_other(papers, layout):
    data = opened(papers[layout].paper)
    looks = {
        style.name
        for style in docx.Document(io.BytesIO(data)).styles
        if style.type == WD_STYLE_TYPE.TABLE
    }
    assert looks == {"Normal Table", "Table Grid"}
    assert len(data) < 20_000


def test_the_portals_template_is_drawn_once(town):
    definition = make_definition()
    with translation.override("en"):
        first = template_of(definition, "plain")
    assert template_of(definition, "plain") is first


@pytest.mark.django_db
def test_a_villages_own_paper_has_no_table_of_villages(town):
    paper = opened(make_run(town.parts.first()).paper)
    tables = docx.Document(io.BytesIO(paper)).tables
    assert "地点" not in [cell.text for table in tables for cell in table.rows[0].cells]


@pytest.mark.django_db
def test_few_cases_are_not_told_on_paper(town):
    Need.objects.filter(number__in=list(Need.objects.values_list("number", flat=True))[4:]).update(
        answered_at=None
    )
    run = make_run(town)
    words = words_of(opened(run.paper))
    assert words[words.index("按期答复率") + 1] == "不足五件，不列出"


@pytest.mark.django_db
def test_the_book_holds_the_rows_behind_each_figure(papers):
    book = openpyxl.load_workbook(io.BytesIO(opened(papers["plain"].book)))
    figures = {row[0]: row[1] for row in book["指标数据"].iter_rows(min_row=2, values_only=True)}
    assert figures["新提诉求"] == 9
    assert book["新提诉求"].max_row == 10
    by_place = [sheet for sheet in book if sheet.title.startswith("分村社")]
    assert [sheet.title for sheet in by_place][:2] == ["分村社 诉求办理", "分村社 议事协商"]
    assert {sheet.max_row for sheet in by_place} == {4}
    assert max(sheet.max_column for sheet in by_place) <= 8


@pytest.mark.django_db
class TestTemplates:
    def keep(self, town, data, definition=None, layout="plain", **more):
        return keep_template(
            by=more.pop("by", None) or by(make_clerk_of(town)),
            definition=definition or make_definition(),
            layout=layout,
            uploaded=upload(data),
            revision=0,
        )

    def test_a_template_of_the_towns_own_is_filled(self, town):
        own = make_docx("本月新提诉求 {{ needs_raised }} 件，满意率 {{ satisfied }}%。")
        definition = self.keep(town, own)
        assert words_of(opened(make_run(town, definition=definition).paper)) == [
            "本月新提诉求 9 件，满意率 71%。"
        ]
        clerk = by(make_clerk_of(town))
        with pytest.raises(Stale):
            drop_template(by=clerk, definition=definition, layout="plain", revision=0)
        drop_template(by=clerk, definition=definition, layout="plain", revision=1)
        assert definition.template("plain") is None

    def test_what_is_downloaded_can_be_sent_back(self, town):
        definition = make_definition()
        data = template_of(definition, "official")
        assert data[:4] == official.template()[:4]
        self.keep(town, data, definition, layout="official")
        run = make_run(town, definition=definition, layout="official")
        assert "新提诉求：9件。" in words_of(opened(run.paper))

    @pytest.mark.parametrize(
        "data",
        [
            make_docx("没有字段"),
            make_docx("{{ nobody_knows }}"),
            make_docx("{{ ''.__class__ }}"),
            b"PK\x03\x04 broken",
            b"%PDF-1.4 %%EOF",
        ],
    )
    def test_bad_ones_get_a_sentence_and_nothing_is_kept(self, town, data):
        before = Attachment.objects.count()
        with pytest.raises(Refused) as refused:
            self.keep(town, data)
        assert refused.value.field == "template"
        assert Attachment.objects.count() == before

    def test_only_who_keeps_the_town(self, town):
        for role in ("village_clerk", "supervisor"):
            with pytest.raises(NotAllowed):
                self.keep(town, make_docx("{{ title }}"), by=by(make_clerk_of(town, role)))


@pytest.mark.libreoffice
@pytest.mark.sqlite  # the files are the same whatever the database
@pytest.mark.django_db
def test_libreoffice_opens_both_files(papers):
    run = papers["official"]
    (paper,) = libreoffice.converted(opened(run.paper), "docx", "pdf").values()
    assert paper.startswith(b"%PDF")
    sheets = libreoffice.converted(opened(run.book), "xlsx", libreoffice.CSV)
    assert any("新提诉求" in name for name in sheets)
