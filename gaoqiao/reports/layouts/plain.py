"""The plain sheet: a title, the figures in tables, one for each section, and the villages."""

from __future__ import annotations

from django.utils.translation import gettext as _
from docx.shared import Mm, Pt

from gaoqiao.reports.layouts import parts
from gaoqiao.reports.layouts.official import by_place
from gaoqiao.reports.layouts.parts import CENTRE, HEI, SONG

MARGINS = (22, 20, 20, 22)
BODY, TITLE, HEADING = 11, 18, 13


def template() -> bytes:
    """The Word template of this layout."""
    document = parts.a4(MARGINS)
    parts.numbered_pages(document, SONG, 9, Mm(10))
    parts.paragraph(document, "{{ title }}", HEI, TITLE, align=CENTRE)
    parts.paragraph(document, "{{ organ }}  {{ made_on }}", SONG, BODY, align=CENTRE, before=Pt(6))
    parts.paragraph(document, "{{ opening }}", SONG, BODY, before=Pt(8))
    parts.paragraph(document, "{%p for section in sections %}", SONG, BODY)
    parts.paragraph(document, "{{ section.heading }}", HEI, HEADING, before=Pt(12), heads=True)
    parts.table(
        document,
        [_("Figure"), _("Value"), _("Unit")],
        "figure in section.figures",
        ["{{ figure.words }}", "{{ figure.value }}", "{{ figure.unit }}"],
        SONG,
        BODY,
        widths=(108, 34, 26),
        words=(0, 2),
    )
    parts.paragraph(document, "{%p endfor %}", SONG, BODY)
    parts.paragraph(document, "{%p if parts %}", SONG, BODY)
    parts.paragraph(document, "{{ parts_heading }}", HEI, HEADING, before=Pt(12), heads=True)
    by_place(document, SONG, BODY)
    parts.paragraph(document, "{%p endif %}", SONG, BODY)
    parts.paragraph(document, "{{ note }}", SONG, 9, before=Pt(8))
    parts.paragraph(document, "{{ check }}", SONG, 9)
    return parts.as_bytes(document)
