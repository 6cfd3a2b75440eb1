"""Files made to exhaust whoever opens them: refused in two seconds and 200 MB, each by itself."""

import subprocess
import sys

import pytest

from tests.factories import bombs
from tests.factories.office import make_docx, make_xlsx, with_parts

# Runs in a process of its own, whose memory the system bounds: 200 MB beside the modules. Twenty
# megabytes of a file are read inside the bound, too.
PROGRAM = """
import resource, sys, time
from foundation.files import office
from foundation.files.unfit import Unfit
pages = int(open("/proc/self/statm").read().split()[0])
bound = pages * resource.getpagesize() + 200 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
data = open(sys.argv[1], "rb").read()
began = time.process_time()
try:
    office.cleaned(data)
    print("taken", end=" ")
except Unfit as unfit:
    print(unfit.reason, end=" ")
print("in time" if time.process_time() - began < 2 else "late")
"""
MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET = "xl/worksheets/sheet1.xml"


def empty_rows() -> bytes:
    rows = b"".join(b'<row r="%d"/>' % n for n in range(1, 1_048_577))
    return with_parts(make_xlsx(), {SHEET: MAIN + rows + b"</sheetData></worksheet>"})


def many_elements() -> bytes:
    """Parts that are each within every bound but that of all elements."""
    numbers = b"".join(b"<b n='%d'/><c/>" % (n * 7919 % 1_000_003) for n in range(300_000))
    part = b"<a>" + numbers + b"</a>"
    return with_parts(make_docx("x"), {f"word/x{n}.xml": part for n in range(4)})


def deep() -> bytes:
    return with_parts(make_xlsx(), {SHEET: b"<a>" * 5_000_000})


def attributes() -> bytes:
    part = b"<a " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"
    return with_parts(make_xlsx(), {SHEET: part})


def laughs() -> bytes:
    names = [b'<!ENTITY a0 "ha">']
    names += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 30)]
    part = b"<!DOCTYPE z [" + b"".join(names) + b"]><z>&a29;</z>"
    return with_parts(make_docx("x"), {"word/document.xml": part})


BOMBS = {
    "10 MB to 10 GB": (bombs.ten_gigabytes, "size"),
    "10 MB to 10 GB that say 1 kB": (lambda: bombs.ten_gigabytes(told=1000), "size"),
    "100,000 parts": (bombs.many_parts, "parts"),
    "100,000 parts that say 5": (lambda: bombs.many_parts(count=5), "parts"),
    "380,000 entries of one part": (bombs.many_entries, "parts"),
    "1,048,576 empty rows": (empty_rows, "reach"),
    "two million elements": (many_elements, "size"),
    "five million deep": (deep, "size"),
    "a million attributes": (attributes, "size"),
    "billion laughs": (laughs, "doctype"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_refused_in_bounds(name, tmp_path):
    make, reason = BOMBS[name]
    path = tmp_path / "bomb"
    path.write_bytes(make())
    assert path.stat().st_size < 20 * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, path],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said, _, when = done.stdout.strip().partition(" ")
    assert when == "in time", done.stdout + done.stderr
    assert said == reason
