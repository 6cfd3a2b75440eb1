"""The parts of a workbook that are the same in each: types, relations, styles, heads of sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width
from xml.sax.saxutils import quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TEXT, TITLE, DAY, MOMENT = 1, 2, 3, 4  # places in the list of styles; 0 is a plain number
AS_TEXT = "@"
BUILT_IN = {"General": 0, AS_TEXT: 49}
FIRST_OWN_FORMAT = 164
LONGEST_NAME, NARROWEST, WIDEST = 31, 12, 60  # the narrowest holds a day


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A part of relations: (kind, target) in the order of their ids, rId1 first."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def content_types(sheets: int) -> str:
    """What each part is, for a workbook of so many sheets."""
    parts = [("workbook", "sheet.main"), ("styles", "styles")]
    parts += [(f"worksheets/sheet{n}", "worksheet") for n in range(1, sheets + 1)]
    rows = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in parts
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def workbook(names: Sequence[str]) -> str:
    """The list of sheets."""
    rows = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{rows}</sheets></workbook>'


def styles(formats: Sequence[str]) -> str:
    """The styles: plain, text, title, then one for each further number format."""
    codes = ["General", AS_TEXT, AS_TEXT, *formats]
    own = sorted(set(codes) - BUILT_IN.keys())
    ids = BUILT_IN | {code: FIRST_OWN_FORMAT + n for n, code in enumerate(own)}
    numbers = "".join(f'<numFmt numFmtId="{ids[c]}" formatCode={quoteattr(c)}/>' for c in own)
    cells = "".join(
        f'<xf numFmtId="{ids[code]}" fontId="{int(n == TITLE)}" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1"/>'
        for n, code in enumerate(codes)
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">{numbers}</numFmts>'
        '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(codes)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def sheet_head(widths: Sequence[float]) -> str:
    """What stands before the rows: the head row frozen, the columns as wide as they are to be, and
    all of them on one page when it is printed."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, start=1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )


SHEET_FOOT = (
    '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)


def width_of(title: str) -> int:
    """Room for a title, in widths of a figure; a Chinese character takes two."""
    room = 2 + sum(2 if east_asian_width(sign) in "WF" else 1 for sign in title)
    return max(NARROWEST, min(WIDEST, room))


def name_of_sheet(wanted: str, taken: Sequence[str]) -> str:
    """A name that Excel takes: 31 characters at most, none of []:*?/\\, and not one of `taken`."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff\ud800-\udfff]", " ", wanted)
    name = name.strip(" '")[:LONGEST_NAME].strip(" '") or "1"
    known, plain, number = {other.casefold() for other in taken}, name, 1
    while name.casefold() in known:
        number += 1
        end = f" ({number})"
        name = plain[: LONGEST_NAME - len(end)] + end
    return name
