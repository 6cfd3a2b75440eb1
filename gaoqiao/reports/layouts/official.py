"""The official layout, by the figures of GB/T 9704-2012.

Margins of 37, 26, 35 and 28 mm; 22 lines of 28 signs; the mark 35 mm below the top of the type
area; titles in XiaoBiaoSong, text in FangSong of 16 points, first headings in HeiTi, nothing bold;
the page number 7 mm below the type area. No seal and no emblem.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from docx.shared import Length, Mm, Pt, RGBColor

from gaoqiao.reports.layouts import parts
from gaoqiao.reports.layouts.parts import CENTRE, FANG, HEI, SONG, XIAO

MARGINS = (37, 26, 35, 28)
PITCH = 28.95  # points: 22 lines in 225 mm
CLOSER = 0.25  # points: 28 signs of 16 in 156 mm, where they would need 158
BODY, TITLE, MARK, SMALL = 16, 22, 40, 14
RED = "FF0000"
RULE = 8  # eighths of a point: 0.35 mm
# The dash stands 7 mm below the type area, so 28 mm above the edge: half a line of 14 points less.
FOOT = Length(Mm(28) - Pt(SMALL / 2))


def template() -> bytes:
    """The Word template of this layout."""
    document = parts.a4(MARGINS)
    parts.grid(document.sections[0], PITCH)
    parts.numbered_pages(document, SONG, SMALL, FOOT)
    head(document)
    text(document, "{{ opening }}")
    text(document, "{%p for section in sections %}")
    text(document, "{{ section.heading }}", HEI)
    text(document, "{%p for figure in section.figures %}")
    text(document, "{{ figure.sentence }}")
    text(document, "{%p endfor %}")
    text(document, "{%p endfor %}")
    text(document, "{%p if parts %}")
    text(document, "{{ parts_heading }}", HEI)
    by_place(document, FANG, SMALL)
    text(document, "{%p endif %}")
    parts.paragraph(document, "{{ note }}", FANG, SMALL, pitch=PITCH, indent=2)
    parts.paragraph(document, "{{ check }}", FANG, SMALL, pitch=PITCH, indent=2)
    imprint(document)
    return parts.as_bytes(document)


def text(document: object, words: str, font: str = FANG) -> None:
    """A paragraph of the text; one in another font is a heading."""
    heads = font != FANG
    made = parts.paragraph(document, words, font, BODY, pitch=PITCH, indent=2, heads=heads)
    parts.closer(made.runs[0], CLOSER)


def head(document: object) -> None:
    """The mark, who issues it and when, the red rule, the title."""
    mark = parts.paragraph(
        document, "{{ mark }}", XIAO, MARK, align=CENTRE, before=Mm(35), pitch=MARK
    )
    mark.runs[0].font.color.rgb = RGBColor.from_string(RED)
    line = parts.paragraph(document, "{{ organ }}", FANG, BODY, before=Pt(2 * PITCH), pitch=PITCH)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(BODY)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(156) - Pt(BODY), parts.WD_RIGHT)
    parts.with_font(line.add_run("\t{{ made_on }}"), FANG, BODY)
    rule = parts.paragraph(document, "", FANG, 1, pitch=Mm(4).pt)
    parts.rule_below(rule, 12, RED, 0)
    for _blank in range(2):
        parts.paragraph(document, "", FANG, BODY, pitch=PITCH)
    for words in ("{{ heading }}", _("({{ period }})")):
        parts.paragraph(document, words, XIAO, TITLE, align=CENTRE, pitch=PITCH)
    parts.paragraph(document, "", FANG, BODY, pitch=PITCH)


def imprint(document: object) -> None:
    """Who issues it and when, once more, at the foot of the last page."""
    words = "\t".join(("{{ organ }}", _("Issued on {{ made_on }}")))
    made = parts.at_the_foot(document, words, FANG, SMALL, Mm(156))
    parts.ruled(made, ("top", "bottom"), RULE, "000000", 1)
    parts.paragraph(document, "", FANG, 1, pitch=1)


def by_place(document: object, font: str, points: float) -> None:
    """The table of the villages, in place order."""
    parts.table(
        document,
        [
            _("Place"),
            _("Needs raised"),
            _("Needs answered"),
            _("Needs overdue at the end"),
            _("Meetings held"),
            _("Services in operation"),
        ],
        "part in parts",
        [
            "{{ part.place }}",
            "{{ part.needs_raised }}",
            "{{ part.needs_answered }}",
            "{{ part.needs_late }}",
            "{{ part.meetings_held }}",
            "{{ part.listings }}",
        ],
        font,
        points,
    )
