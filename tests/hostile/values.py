"""What is typed and sent by whoever means harm, or has a strange keyboard."""

from __future__ import annotations

from tests.factories.uploads import make_image, make_pdf, upload

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
MEGABYTE = "长" * 350_000

# Values that somebody may mean: what is taken is kept to the letter.
ODD = {
    "html": SCRIPT,
    "emoji": "👵🏽🔦👨‍👩‍👧",
    "rare Han": "𠮷野家旁边𪚥葛\U000e0100城",
    "right to left": "\u202egnp.exe\u2066",
    "zero width": "路\u200b灯\ufeff坏",
    "composed": "café 高桥",
    "decomposed": "cafe\u0301 ガ",
    "formula": "=1+1",
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-1+1",
    "format": "%s%n{0}{{ 7|add:7 }}{% csrf %}",
    "sql": "'; DROP TABLE residents_need; --",
    "path": "../../../../etc/passwd",
    "full width": "ＡＢＣ１２３",
    "lines": "一\r\n二\u2028三\u0085四",
}
HARMFUL = {
    "empty": "",
    "spaces": "  　 \n\t",
    "unseen": "\u200b\u2060\ufeff",
    "nul": "a\x00b",
    "nul only": "\x00",
    "controls": "a\x1b[2J\x07\x7fb",
    "half a character": "换\ud83d灯",
    "long line": "长" * 5000,
    "digits": "9" * 400,
    "digits of elsewhere": "١٢٣٤٥٦٧٨٩٠١",
    "below zero": "-1",
    "beyond 64 bits": "9223372036854775808",
    "beyond floats": "1e400",
    "small": "0.0000000000000000001",
    "not a number": "NaN",
    "endless": "-Infinity",
    "year one": "0001-01-01",
    "last year": "9999-12-31",
    "no day": "2026-02-30",
    "five-digit year": "10000-01-01",
    "no month": "2026-13",
    "no time": "24:61",
    "nobody": "999999999",
    "backtracking": "a" * 60 + "!",
    "list": "[]",
    "json": '{"$ne": null}',
}
VALUES = ODD | HARMFUL

FILES = {
    "empty": lambda: upload(b"", "a.jpg"),
    "page as picture": lambda: upload(b"<html><script>alert(1)</script>", "a.jpg"),
    "drawing with a script": lambda: upload(b"<svg onload='alert(1)'/>", "a.svg"),
    "script behind a picture": lambda: upload(make_image("GIF") + b"<script>", "a.gif"),
    "half a picture": lambda: upload(make_image()[:200], "a.jpg"),
    "way up": lambda: upload(make_image(), "../../a\x00.jpg"),
    "long name": lambda: upload(make_image("PNG"), "长" * 300 + ".png"),
    "page behind a PDF": lambda: upload(make_pdf(b"<script>"), "a.pdf"),
    "archive": lambda: upload(b"PK\x03\x04" + b"\x00" * 60, "a.xlsx"),
}


def wire(value: str) -> str:
    """The value as it comes off the wire, where half a character cannot be said."""
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
