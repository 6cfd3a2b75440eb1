"""Rows of tables that stand for a list: `{{ list.column }}` in a cell repeats the row of the table,
once for each row of the list, without any mark of a loop that somebody would have to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

COLUMN = re.compile(r"\{\{-?\s*(\w+)\.\w+\s*-?\}\}")
TURNED = re.compile(r"\{%-?\w{0,2}\s*for\s+(\w+)\s+in\b")  # who writes a loop has its rows already
LOOP = "loop"


def repeat_rows(body: Any) -> None:
    """Put each row that names the columns of one list between the marks of a loop over it."""
    known = {LOOP, *TURNED.findall(words_in(body.iter(qn("w:t"))))}
    for row in list(body.iter(qn("w:tr"))):
        lists = set(COLUMN.findall(words_in(own_words(row)))) - known
        if len(lists) == 1:
            (name,) = lists
            row.addprevious(marked(f"{{%tr for {name} in {name} %}}"))
            row.addnext(marked("{%tr endfor %}"))


def own_words(row: Any) -> Iterator[Any]:
    """The words of a row without those of tables in its cells."""
    for words in row.iter(qn("w:t")):
        if next(words.iterancestors(qn("w:tr"))) is row:
            yield words


def words_in(found: Iterator[Any]) -> str:
    """These words in one line: Word cuts a field into pieces as it likes."""
    return "".join(one.text or "" for one in found)


def marked(words: str) -> Any:
    """A row with these words alone."""
    row = made = OxmlElement("w:tr")
    for name in ("w:tc", "w:p", "w:r", "w:t"):
        inner = OxmlElement(name)
        made.append(inner)
        made = inner
    made.text = words
    return row
