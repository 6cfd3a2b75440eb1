"""Word and Excel files: what an uploaded one is, whether it is taken, and what is kept of it.

Kept is the file as it was sent, packed anew, without `docProps/` (names of author, of who saved it
last, company, manager, editing times, own properties, the thumbnail). Names in comments and tracked
changes are part of what was written, and stay. Refused, each with a sentence (`Unfit`): files with
macros, locked or protected ones, archives that unpack too far, parts with a DTD, files in the file,
and links that fetch something without a click.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from foundation.files.content import Content
from foundation.files.inside import Inside
from foundation.files.markup import Attributes, Elements, local
from foundation.files.package import Package, packed
from foundation.files.unfit import Unfit

XLSX, DOCX = "xlsx", "docx"
TYPE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    XLSX: f"{TYPE}.spreadsheetml.sheet",
    DOCX: f"{TYPE}.wordprocessingml.document",
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
STRIPPED = "docprops/"
MACRO_TYPES = ("macroenabled", "vba", "macrosheet", "activex", "dialogsheet")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(slots=True)
class Listed:
    """A part that only lists others: its root, and the name and attributes of each line."""

    root: str = ""
    lines: list[tuple[str, Attributes]] = field(default_factory=list)

    def xml(self, namespace: str) -> bytes:
        """The same list without the lines about what is stripped."""
        rows = "".join(
            f"<{name}{''.join(f' {key}={quoteattr(a[key])}' for key in a)}/>"
            for name, a in self.lines
            if not is_stripped(local(a, "PartName") or local(a, "Target"))
        )
        return f'{HEAD}<{self.root} xmlns="{namespace}">{rows}</{self.root}>'.encode()


def is_stripped(name: str) -> bool:
    """Whether a part is left out, by its name in a list or in the archive."""
    return name.lstrip("/").lower().startswith(STRIPPED)


def looks_like(data: bytes) -> bool:
    """Whether the first bytes are those of a Word or Excel file, of today or of old."""
    return data.startswith((ZIP, OLE))


def cleaned(data: bytes) -> Content:
    """The file as it is kept; raises `Unfit`, before anything is unpacked where that is possible.

    Bounded: 1,000 parts, 64 MB unpacked, 600,000 elements, 100,000 cells, 5,000 rows, 256 columns.
    """
    if data.startswith(OLE):
        raise Unfit("password" if LOCKED in data else "old")
    package, inside = Package(data), Inside()
    types = listed(package.read(TYPES), "Default", "Override")
    kind = kind_by(types)
    relations = listed(package.read(RELATIONS), "Relationship")
    kept: list[tuple[str, bytes]] = [
        (TYPES, types.xml("http://schemas.openxmlformats.org/package/2006/content-types")),
        (RELATIONS, relations.xml("http://schemas.openxmlformats.org/package/2006/relationships")),
    ]
    for name in package:
        part = package.read(name)
        inside.look(name, part)
        if name not in (TYPES, RELATIONS) and not is_stripped(name):
            kept.append((name, part))
    return Content(kind, MEDIA[kind], kind, packed(kept))


def listed(data: bytes, *names: str) -> Listed:
    """The lines of a part that lists others."""
    found = Listed()

    def line(name: str):
        return lambda attributes: found.lines.append((name, attributes))

    rules = {name: line(name) for name in names}
    found.root = "Types" if "Override" in rules else "Relationships"
    Elements(rules).walk(data)
    return found


def kind_by(types: Listed) -> str:
    """`xlsx` or `docx`, by the one main part that the list of types names."""
    said = [local(attributes, "ContentType").lower() for _name, attributes in types.lines]
    if any(word in kind for kind in said for word in MACRO_TYPES):
        raise Unfit("macros")
    mains = {kind: f"{media}.main+xml" for kind, media in MEDIA.items()}
    found = [kind for kind, main in mains.items() for one in said if one == main]
    if len(found) != 1:
        raise Unfit("damaged")
    return found[0]
