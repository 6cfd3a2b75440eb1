"""What both layouts are written with: paragraphs, fonts and rules of a Word file.

Fonts are named as Word knows them in every language; none is put into the file.
"""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

FANG, XIAO, HEI, KAI, SONG = (
    "FangSong_GB2312",
    "FZXiaoBiaoSong-B05S",
    "SimHei",
    "KaiTi_GB2312",
    "SimSun",
)
GRID, NO_LOOK = "Table Grid", "Normal Table"
STYLES_AGAIN = "/stylesWithEffects"  # the same for an older Word
AIR = 2  # points above and below the words of a cell
WD_RIGHT = WD_TAB_ALIGNMENT.RIGHT
CENTRE, LEFT, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


def a4(margins: tuple[float, float, float, float]) -> Any:
    """An empty document of one A4 section; margins in millimetres: top, right, bottom, left."""
    document = docx.Document()
    leave_out_other_tables(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(margins[0]), Mm(margins[1])
    section.bottom_margin, section.left_margin = Mm(margins[2]), Mm(margins[3])
    return document


def leave_out_other_tables(document: Any) -> None:
    """The library's empty file brings a hundred looks of tables, twice: nine tenths of what it
    holds, and of the work to fill it. Ours have one look."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in (NO_LOOK, GRID):
            style.delete()
    relations = document.part.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith(STYLES_AGAIN)]:
        del relations[key]


def with_font(run: Any, name: str, points: float) -> Any:
    """The run in a font, never bold."""
    run.font.size, run.font.bold, run.font.name = Pt(points), False, name
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    return run


def paragraph(
    place: Any,
    text: str,
    font: str,
    points: float,
    *,
    align: Any = LEFT,
    pitch: float | None = None,
    indent: float = 0,
    before: Length | int = 0,
    heads: bool = False,
) -> Any:
    """A paragraph; `pitch` is its exact line pitch in points, `indent` that of its first line in
    signs of its own size, `before` the space above it, `heads` that it stands with what follows."""
    made = place.add_paragraph()
    made.alignment = align
    form = made.paragraph_format
    form.space_before, form.space_after = Length(before), Pt(0)
    if pitch:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    if indent:
        form.first_line_indent = Pt(points * indent)
        made._p.get_or_add_pPr().ind.set(qn("w:firstLineChars"), str(round(indent * 100)))
    if heads:
        form.keep_with_next = True
    if text:
        with_font(made.add_run(text), font, points)
    return made


def rule_below(made: Any, eighths: int, colour: str, space: int) -> None:
    """A rule below a paragraph: its width in eighths of a point, its distance in points."""
    ruled(made, ("bottom",), eighths, colour, space)


def ruled(made: Any, sides: tuple[str, ...], eighths: int, colour: str, space: int) -> None:
    """Rules along the sides of a paragraph."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (
            ("val", "single"),
            ("sz", str(eighths)),
            ("space", str(space)),
            ("color", colour),
        ):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # The schema has it before the tabs and the spacing.
    properties = made._p.get_or_add_pPr()
    after = [properties.find(qn(f"w:{name}")) for name in ("tabs", "spacing")]
    first = next((one for one in after if one is not None), None)
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)


def grid(section: Any, pitch: float) -> None:
    """The grid of the type area: lines of `pitch` points. Not of signs: a program that keeps to a
    grid of signs a little narrower than the font gives each of them two places."""
    made = section._sectPr.find(qn("w:docGrid"))
    if made is None:
        made = OxmlElement("w:docGrid")
        section._sectPr.append(made)
    made.set(qn("w:type"), "lines")
    made.set(qn("w:linePitch"), str(round(pitch * 20)))


def closer(run: Any, points: float) -> None:
    """Set the signs of a run so much closer."""
    made = OxmlElement("w:spacing")
    made.set(qn("w:val"), str(round(-points * 20)))
    run._element.get_or_add_rPr().append(made)


def page_number(place: Any, font: str, points: float, align: Any) -> None:
    """The number of the page between two dashes."""
    made = paragraph(place, "", font, points, align=align, pitch=points)
    form = made.paragraph_format
    if align == RIGHT:
        form.right_indent = Pt(points)
    else:
        form.left_indent = Pt(points)
    with_font(made.add_run("\u2014 "), font, points)
    run = with_font(made.add_run(), font, points)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)
    with_font(made.add_run(" \u2014"), font, points)
    first = place.paragraphs[0]._p
    if first is not made._p:
        first.getparent().remove(first)


def numbered_pages(document: Any, font: str, points: float, distance: Length) -> None:
    """Page numbers outside: odd pages at right, even ones at left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.footer_distance = distance
    page_number(section.footer, font, points, RIGHT)
    page_number(section.even_page_footer, font, points, LEFT)


def table(
    document: Any,
    heads: list[str],
    loop: str,
    cells: list[str],
    font: str,
    points: float,
    *,
    widths: tuple[float, ...] = (),
    words: tuple[int, ...] = (0,),
) -> Any:
    """A table with one row for each of a list: docxtpl's marks stand in rows of their own. `widths`
    of the columns in millimetres, even ones unless given; `words` are those that hold no numbers.
    """
    made = document.add_table(rows=4, cols=len(heads), style=GRID)
    if widths:
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
    for at, text in enumerate(heads):
        written(made.cell(0, at), text, font, points, CENTRE)
        made.cell(0, at).paragraphs[0].paragraph_format.keep_with_next = True
    for row, text in ((1, f"{{%tr for {loop} %}}"), (3, "{%tr endfor %}")):
        written(made.cell(row, 0), text, font, points, LEFT)
    for at, text in enumerate(cells):
        written(made.cell(2, at), text, font, points, LEFT if at in words else RIGHT)
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    return made


def at_the_foot(document: Any, words: str, font: str, points: float, width: Length) -> Any:
    """A line that lies on the lower edge of the type area of the page on which the text ends; a tab
    in it leads to the right edge, one sign clear on either side."""
    made = paragraph(document, words, font, points)
    form = made.paragraph_format
    form.left_indent = form.right_indent = Pt(points)
    form.tab_stops.add_tab_stop(Length(width - Pt(points)), WD_RIGHT)
    frame = OxmlElement("w:framePr")
    for name, value in (
        ("w", str(round(width.pt * 20))),
        ("wrap", "notBeside"),
        ("vAnchor", "margin"),
        ("hAnchor", "margin"),
        ("xAlign", "center"),
        ("yAlign", "bottom"),
    ):
        frame.set(qn(f"w:{name}"), value)
    made._p.get_or_add_pPr().insert(0, frame)
    return made


def written(cell: Any, text: str, font: str, points: float, align: Any) -> None:
    """The words of a cell."""
    made = cell.paragraphs[0]
    made.alignment = align
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(AIR)
    with_font(made.add_run(text), font, points)


def as_bytes(document: Any) -> bytes:
    """The file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
