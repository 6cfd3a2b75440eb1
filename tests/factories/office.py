"""Word and Excel files as people, and others, send them."""

import io
import zipfile

import docx
import openpyxl

from gaoqiao.reports.layouts.parts import leave_out_other_tables


def make_docx(*paragraphs: str, table: list[list[str]] | None = None, header: str = "") -> bytes:
    """A Word file with these paragraphs and one table."""
    document = docx.Document()
    leave_out_other_tables(document)
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, words in zip(grid.rows, table, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_xlsx(change=lambda book: None) -> bytes:
    """An Excel file of one sheet; `change` is handed the workbook of openpyxl."""
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    book.active["A1"] = "月报"
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The same file with parts put in or changed."""
    return zipped(parts_of(data) | changed)


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same file with the first `old` in a part made `new`; it has to be there."""
    part = parts_of(data)[name]
    assert old in part
    return with_parts(data, {name: part.replace(old, new, 1)})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Parts as an archive, whatever they are called."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
