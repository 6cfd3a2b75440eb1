"""What may not be inside a Word or Excel file: one rule for each element that could harm.

The rules hold for every part of XML, whatever it is called and whatever it says that it is.
"""

from __future__ import annotations

import re

from foundation.files.markup import Attributes, Elements, local
from foundation.files.unfit import MOST_COLUMNS, MOST_ROWS, Unfit

MOST_CELLS, MOST_MERGED = 100_000, 5_000
HARMLESS_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
ON = {"1", "true", "on"}
# Files in a file: archives, OLE (also the macros and objects of Office), programs, PDF, RTF, tar.
NESTED: tuple[bytes, ...] = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
NESTED += (b"BZh", b"\xfd7zXZ", b"MZ", b"\x7fELF", b"%PDF", b"{\\rt", b"\xca\xfe\xba\xbe")
MACRO_NAMES = re.compile(r"vba|macrosheets/|dialogsheets/|activex/|customui/|\.bin\.rels", re.I)
NESTED_NAMES = re.compile(r"embeddings/|\.(docx|xlsx|pptx|docm|xlsm|zip|ole|rtf|html?|mht)$", re.I)
OUTSIDE_NAMES = re.compile(r"externallinks/|connections\.xml$|querytables/", re.I)


class Inside:
    """Looks at the parts of one file, one by one; raises `Unfit`."""

    def __init__(self) -> None:
        self.elements = Elements(
            {
                "Relationship": relation,
                "row": self._row,
                "c": self._cell,
                "mergeCell": self._merged,
                "sheetProtection": sheet_protection,
                "workbookProtection": workbook_protection,
                "documentProtection": document_protection,
                "writeProtection": refuse("protected"),
                "altChunk": refuse("nested"),
                "ddeLink": refuse("outside"),
                "oleLink": refuse("outside"),
                "fldSimple": lambda attributes: self._field(local(attributes, "instr")),
            },
            self._text,
        )
        self.rows = self.cells = self.merged = 0
        self.fields = ""

    def look(self, name: str, data: bytes) -> None:
        """One part: its name, its first bytes and, where it is XML, every element."""
        if MACRO_NAMES.search(name):
            raise Unfit("macros")
        if OUTSIDE_NAMES.search(name):
            raise Unfit("outside")
        if NESTED_NAMES.search(name) or data.startswith(NESTED) or data[257:262] == b"ustar":
            raise Unfit("nested")
        if is_xml(name, data):
            self.rows, self.fields = 0, ""
            self.elements.walk(data)

    def _row(self, attributes: Attributes) -> None:
        self.rows += 1
        number = attributes.get("r", "0")
        if self.rows > MOST_ROWS or not number.isdecimal() or int(number[:9]) > MOST_ROWS:
            raise Unfit("reach")

    def _cell(self, attributes: Attributes) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Unfit("size")
        if "r" in attributes:
            within_reach(attributes["r"])

    def _merged(self, attributes: Attributes) -> None:
        self.merged += 1
        if self.merged > MOST_MERGED:
            raise Unfit("size")
        for corner in attributes.get("ref", "").split(":"):
            within_reach(corner)

    def _text(self, text: str) -> None:
        if self.elements.last == "instrText":
            self.fields = (self.fields + text)[-1000:]
            self._field(self.fields)

    def _field(self, words: str) -> None:
        """A field of Word that starts another program, or takes its words from another file."""
        plain = re.sub(r"\s", "", words).upper()
        if "DDE" in plain or "INCLUDETEXT" in plain or "INCLUDEPICTURE" in plain:
            raise Unfit("outside")


def is_xml(name: str, data: bytes) -> bool:
    """By name or by first sign: what a reader may take for XML is read as XML."""
    named = name.lower().endswith((".xml", ".rels", ".vml", ".svg"))
    return named or data[:64].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


def refuse(reason: str):
    """A rule that refuses the element, whatever it says."""

    def rule(attributes: Attributes) -> None:
        raise Unfit(reason)

    return rule


def relation(attributes: Attributes) -> None:
    """A relation to another place: only links that a person has to follow by a click."""
    if local(attributes, "TargetMode").lower() != "external":
        return
    link = local(attributes, "Type").endswith("/hyperlink")
    if not (link and HARMLESS_LINK.match(local(attributes, "Target").strip())):
        raise Unfit("outside")


def sheet_protection(attributes: Attributes) -> None:
    """A sheet that is locked; the element may also stand there switched off."""
    if local(attributes, "sheet").lower() in ON:
        raise Unfit("protected")


def workbook_protection(attributes: Attributes) -> None:
    """A workbook whose sheets or windows are locked."""
    if {value.lower() for key, value in attributes.items() if key.startswith("lock")} & ON:
        raise Unfit("protected")


def document_protection(attributes: Attributes) -> None:
    """A document that is locked; it may also hold the settings of a lock that is off."""
    if local(attributes, "enforcement").lower() in ON:
        raise Unfit("protected")


def within_reach(reference: str) -> None:
    """Refuse the address of a cell beyond the rows and columns that a form may have."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise Unfit("damaged")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    if column > MOST_COLUMNS or int(found[2]) > MOST_ROWS:
        raise Unfit("reach")
