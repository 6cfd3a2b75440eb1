"""What is kept of Word and Excel files, and which are refused, each with a sentence."""

import io
import zlib
from contextlib import suppress

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.actor import visitor
from foundation.files import actions, office
from foundation.files.models import Attachment, AttachmentKind, private_storage
from foundation.files.unfit import SENTENCES, Unfit
from foundation.refusals import Refused
from tests.factories import bombs
from tests.factories.office import make_docx, make_xlsx, parts_of, replaced, with_parts, zipped
from tests.factories.uploads import make_image, make_pdf, upload

BOTH = {AttachmentKind.XLSX, AttachmentKind.DOCX}
XLSX, DOCX = make_xlsx(), make_docx("需求 {{ n }}")
TYPES, BOOK, SHEET = "[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"
RELS = "xl/_rels/workbook.xml.rels"
LINK = b'<Relationship Id="x9" Type="http://x/%s" Target="%s" TargetMode="External"/>'
LAUGHS = (
    b'<!DOCTYPE z [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><z>&a9;</z>"
)
XXE = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]><z>&a;</z>'


def put(name, data, whole=XLSX):
    return with_parts(whole, {name: data})


def sheet(inside):
    return replaced(XLSX, SHEET, b"<sheetData>", inside + b"<sheetData>")


def after(inside):
    return replaced(XLSX, SHEET, b"</sheetData>", b"</sheetData>" + inside)


def settings_of_word(inside):
    return replaced(DOCX, "word/settings.xml", b"<w:zoom", inside + b"<w:zoom")


def link(kind, target):
    return replaced(XLSX, RELS, b"</Relationships>", LINK % (kind, target) + b"</Relationships>")


def word(inside):
    return replaced(DOCX, "word/document.xml", b"<w:body>", b"<w:body>" + inside)


def typed(kind):
    return replaced(XLSX, TYPES, b"spreadsheetml.sheet.main", kind)


OLE = office.OLE + bytes(500)
EMPTY = zlib.compress(b"")[2:-4]
ONE = ("a.xml", EMPTY, 0, 0)
HOSTILE = {
    "macro workbook": (put("xl/vbaProject.bin", OLE), "macros"),
    "macro document": (put("word/vbaProject.bin", OLE, DOCX), "macros"),
    "macros by type": (typed(b"spreadsheetml.sheet.macroEnabled.main"), "macros"),
    "xlsm": (replaced(XLSX, TYPES, b"openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main"), "macros"),
    "macros of Excel 4": (put("xl/macrosheets/sheet1.xml", b"<a/>"), "macros"),
    "ActiveX": (put("word/activeX/activeX1.xml", b"<a/>", DOCX), "macros"),
    "old": (OLE, "old"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "locked archive": (bombs.archive([ONE], flags=1), "password"),
    "another archive": (put("xl/media/image1.png", zipped({"a": b"b"})), "nested"),
    "embedded workbook": (put("word/embeddings/a.bin", b"x", DOCX), "nested"),
    "OLE object": (put("xl/media/x.emf", OLE), "nested"),
    "program": (put("xl/media/x.png", b"MZ\x90\x00"), "nested"),
    "a page in a document": (word(b'<w:altChunk xmlns:r="r" r:id="x"/>'), "nested"),
    "billion laughs": (put("xl/sharedStrings.xml", LAUGHS), "doctype"),
    "external entity": (put("docProps/core.xml", XXE, DOCX), "doctype"),
    "DTD in UTF-16": (put("a.xml", "<!DOCTYPE a><a/>".encode("utf-16")), "doctype"),
    "DTD in no XML part": (put("xl/media/x.png", XXE), "doctype"),
    "too deep": (put("a.xml", b"<a>" * 300 + b"</a>" * 300), "damaged"),
    "DTD in the types": (put(TYPES, XXE), "doctype"),
    "no XML": (put("xl/styles.xml", b"<a><b></a>"), "damaged"),
    "a picture elsewhere": (link(b"image", b"http://x.example/a.png"), "outside"),
    "a template elsewhere": (link(b"attachedTemplate", b"file://server/a.dotm"), "outside"),
    "a link to a file": (link(b"hyperlink", b"file:///etc/passwd"), "outside"),
    "another workbook": (put("xl/externalLinks/externalLink1.xml", b"<a/>"), "outside"),
    "connections": (put("xl/connections.xml", b"<connections/>"), "outside"),
    "DDE": (word(b"<w:p><w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO c:\\x"
        b"</w:instrText></w:r></w:p>"), "outside"),
    "DDE, simple": (word(b'<w:p><w:fldSimple w:instr=" dde x y"/></w:p>'), "outside"),
    "protected sheet": (after(b'<sheetProtection sheet="1" objects="1"/>'), "protected"),
    "protected workbook": (replaced(XLSX, BOOK, b"<sheets>",
        b'<workbookProtection lockStructure="true"/><sheets>'), "protected"),
    "protected document": (settings_of_word(
        b'<w:documentProtection w:edit="forms" w:enforcement="1"/>'), "protected"),
    "read only": (settings_of_word(b'<w:writeProtection w:recommended="1"/>'), "protected"),
    "a far row": (replaced(XLSX, SHEET, b'<row r="1"', b'<row r="1048576"'), "reach"),
    "rows without numbers": (replaced(XLSX, SHEET, b"<sheetData>", b"<sheetData>"
        + b"<row/>" * 5001), "reach"),
    "a far cell": (replaced(XLSX, SHEET, b'r="A1"', b'r="XFD1"'), "reach"),
    "a large merge": (after(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "reach"),
    "out of the folder": (put("../../etc/passwd", b"x"), "path"),
    "from the root": (put("/etc/passwd", b"x"), "path"),
    "as Windows writes it": (put("xl\\..\\..\\x.dll", b"x"), "path"),
    "a name with NUL": (put("xl/aQ.xml", b"<a/>").replace(b"xl/aQ.xml", b"xl/a\0.xml"), "path"),
    "the same name twice": (put("XL/workbook.xml", b"<a/>"), "damaged"),
    "only an archive": (zipped({"a.txt": b"x"}), "damaged"),
    "no main part": (typed(b"spreadsheetml.template.main"), "damaged"),
    "both": (replaced(XLSX, TYPES, b"</Types>", b'<Override PartName="/a" ContentType='
        b'"' + office.MEDIA["docx"].encode() + b'.main+xml"/></Types>'), "damaged"),
    "cut off": (XLSX[:-30], "damaged"),
    "only the start": (b"PK\x03\x04", "damaged"),
    "another sum": (bombs.archive([(TYPES, zlib.compress(b"<Types/>")[2:-4], 8, 1)]), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_refused_for_its_reason(name):
    data, reason = HOSTILE[name]
    with pytest.raises(Unfit) as refusal:
        office.cleaned(data)
    assert refusal.value.reason == reason


HARMLESS = {
    "protection that is off": after(b'<sheetProtection sheet="0" objects="1"/>'),
    "a lock that is off": settings_of_word(b'<w:documentProtection w:edit="forms"/>'),
    "a link that is clicked": link(b"hyperlink", b"https://www.example.org/"),
    "an address": link(b"hyperlink", b"mailto:a@example.org"),
    "a picture": put("xl/media/image1.png", make_image("PNG")),
    "the last row": replaced(XLSX, SHEET, b'<row r="1"', b'<row r="5000"'),
    "columns formatted to the end": sheet(b'<cols><col min="1" max="16384" width="9"/></cols>'),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_taken(name):
    assert office.cleaned(HARMLESS[name]).kind in BOTH


def test_every_reason_has_its_sentence_and_is_tested():
    tested = {reason for _data, reason in HOSTILE.values()} | {"size", "parts", "template"}
    assert tested == SENTENCES.keys()
    assert all(Unfit(reason).message for reason in SENTENCES)


@pytest.mark.parametrize("data", [XLSX, DOCX], ids=["xlsx", "docx"])
def test_kept_is_every_part_but_the_properties(data):
    before, after = parts_of(data), parts_of(office.cleaned(data).data)
    gone = {name for name in before if name not in after}
    assert gone == {name for name in before if name.startswith("docProps/")}
    assert "docProps/core.xml" in gone
    rewritten = {TYPES, "_rels/.rels"}
    assert {n: after[n] for n in after if n not in rewritten} == {
        n: before[n] for n in after if n not in rewritten
    }
    assert not [name for name in rewritten if b"docprops" in after[name].lower()]


def test_kept_files_open_and_tell_no_author():
    def signed(book):
        book.properties.creator = book.properties.lastModifiedBy = "ZHANG SAN"

    data = make_xlsx(signed)
    assert b"ZHANG SAN" in b"".join(parts_of(data).values())
    kept = office.cleaned(data)
    assert b"ZHANG SAN" not in b"".join(parts_of(kept.data).values())
    assert openpyxl.load_workbook(io.BytesIO(kept.data))["Sheet1"]["A1"].value == "月报"
    document = docx.Document(io.BytesIO(office.cleaned(DOCX).data))
    assert document.paragraphs[0].text == "需求 {{ n }}"
    assert office.cleaned(kept.data).data == kept.data


@settings(max_examples=150)
@given(st.data(), st.sampled_from([XLSX, DOCX]))
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused(draw, data):
    broken = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 6))):
        broken[draw.draw(st.integers(0, len(broken) - 1))] = draw.draw(st.integers(0, 255))
    with suppress(Unfit):
        assert office.cleaned(bytes(broken)).kind in BOTH


@pytest.mark.django_db
class TestKeep:
    def test_a_workbook_and_a_document_are_kept(self):
        for data, kind in ((XLSX, AttachmentKind.XLSX), (DOCX, AttachmentKind.DOCX)):
            kept = actions.keep(upload(data, "../表.xlsm"), by=visitor(), allowed=BOTH)
            assert (kept.kind, kept.file.name[-5:]) == (kind, f".{kind}")
            assert kept.media_type == office.MEDIA[kind]
            with kept.file.open("rb") as file:
                assert file.read() == office.cleaned(data).data

    @pytest.mark.parametrize(
        ("data", "allowed"),
        [(XLSX, {AttachmentKind.DOCX}), (DOCX, {AttachmentKind.XLSX}), (XLSX, actions.BOTH),
         (make_pdf(), BOTH), (b"PKnothing", BOTH), (OLE, actions.BOTH),
         (HOSTILE["macro workbook"][0], BOTH), (make_pdf(), {AttachmentKind.IMAGE, *BOTH})],
        ids=range(8),
    )  # fmt: skip
    def test_what_is_not_allowed_leaves_nothing(self, data, allowed):
        before = set(actions.files_in(private_storage()))
        with pytest.raises(Refused) as refusal:
            actions.keep(upload(data, "a.xlsx"), by=visitor(), allowed=allowed, field="form")
        assert refusal.value.field == "form"
        assert refusal.value.message
        assert not Attachment.objects.exists()
        assert set(actions.files_in(private_storage())) == before
