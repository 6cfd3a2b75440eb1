"""A Word file with fields, filled; the file keeps its look, because only the fields change.

Fields stand in the text, in tables, headers, footers and footnotes: see `foundation.docx.language`.
A row of a table in which `{{ list.column }}` stands is repeated for each row of the list.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml.etree import LxmlError

from foundation.docx.language import Language, values
from foundation.docx.tables import repeat_rows
from foundation.files import office
from foundation.files.unfit import Unfit

OF = "."  # between a list and its column


def fields_of(data: bytes) -> list[str]:
    """The names of the fields and of the lists that a template asks for, in the order of the text.

    Raises `Unfit` for a file that is none of Word's, and for one that says more than a template
    may.
    """
    return list(asked_by(data).names)


def places_of(data: bytes) -> list[str]:
    """What can be filled each by itself: the fields, and in place of a list its columns, each as
    "list.column". In the order of the text. Raises `Unfit` as above."""
    asked = asked_by(data)
    return [
        f"{name}{OF}{column}" if column else name
        for name in asked.names
        for column in asked.lists.get(name) or [""]
    ]


def asked_by(data: bytes) -> Language:
    """What a template asks for."""
    language = Language()
    drawn(data, {}, language)
    return language


def filled(data: bytes, given: Mapping[str, Any]) -> bytes:
    """The template with these values: words, whole numbers, decimals, and lists of such rows.

    A field without a value is left blank: compare `fields_of`. Days and sums come as the words that
    are to be read. The same template and values give the same file. Raises `Unfit` as above,
    TypeError for other values.
    """
    return drawn(data, values(given), Language())


def drawn(data: bytes, context: dict[str, Any], language: Language) -> bytes:
    """The template as Word will open it, without properties."""
    kept = office.cleaned(data)
    if kept.kind != office.DOCX:
        raise Unfit("damaged")
    template, out = DocxTemplate(io.BytesIO(kept.data)), io.BytesIO()
    try:
        template.init_docx()
        repeat_rows(template.docx.element.body)
        template.render(context, language, autoescape=True)
        template.save(out)
    except (TemplateError, TypeError, RecursionError):
        raise Unfit("template") from None
    except (LxmlError, OpcError, ValueError, LookupError, AttributeError):
        raise Unfit("damaged") from None
    return office.cleaned(out.getvalue()).data
