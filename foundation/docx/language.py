"""What a template may say: plain names, rows of a list, and conditions; nothing else.

Templates come from people, so the grammar is a short list of what is allowed, looked at before
anything runs; values are words and numbers only, and an attribute is a key of a row, never one of
Python's. Allowed: `{{ name }}`, `{% for row in list %}`, `{{ row.name }}`, `{{ loop.index }}`,
`{% if name %}` with and, or, not, comparisons; and docxtpl's forms of these for whole paragraphs,
table rows and cells (`{%p`, `{%tr`, `{%tc`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Template, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from foundation.files.unfit import Unfit
from foundation.sheets.rows import ILLEGAL

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
OF_LOOP = {"index", "first", "last"}
MOST_NODES, MOST_TURNS, LOOP = 20_000, 20_000, "loop"


class Blank(Undefined):
    """A name without a value: nothing, in words, in rows and in comparisons."""

    def __lt__(self, other: object) -> bool:  # type: ignore[override]
        return False

    __le__ = __gt__ = __ge__ = __lt__  # type: ignore[assignment]


class Language(ImmutableSandboxedEnvironment):
    """Reads templates; `names` are those that they asked values for, in the order of the text, and
    `lists` the columns of those that they go through."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Blank, finalize=in_words)
        for known in (self.globals, self.filters, self.tests):
            known.clear()
        self.names: dict[str, None] = {}
        self.lists: dict[str, dict[str, None]] = {}

    def from_string(self, source: Any, *more: Any, **named: Any) -> Template:
        """The template, once every part of its grammar is an allowed one; else `Unfit`."""
        tree = self.parse(source)
        found = list(every(tree))
        if len(found) > MOST_NODES:
            raise Unfit("size")
        own, asked = {LOOP}, set[nodes.Node]()
        for node in found:
            if not allowed(node):
                raise Unfit("template")
            if isinstance(node, nodes.For):
                own.add(target_of(node))
                asked.add(node.iter)  # the list itself, though its rows may have its name
        for node in found:
            if isinstance(node, nodes.Getattr) and node.node.name not in own:  # type: ignore[attr-defined]
                raise Unfit("template")
            if isinstance(node, nodes.Name) and (node.name not in own or node in asked):
                self.names.setdefault(node.name)
            if isinstance(node, nodes.For) and isinstance(node.iter, nodes.Name):
                self.lists.setdefault(node.iter.name, {}).update(columns_in(node))
        return super().from_string(source, *more, **named)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a row, or where a loop is."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in OF_LOOP:
            return getattr(obj, attribute)
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As `getattr`: there is one way to a value."""
        return self.getattr(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called."""
        return False


def every(tree: nodes.Node) -> Iterator[nodes.Node]:
    """The node and all below it, in the order of the text."""
    yield tree
    for child in tree.iter_child_nodes():
        yield from every(child)


def target_of(loop: nodes.For) -> str:
    """What a loop calls each row."""
    return str(loop.target.name)  # type: ignore[attr-defined]


def columns_in(loop: nodes.For) -> dict[str, None]:
    """What a loop asks of each row, in the order of the text."""
    rows = [one for one in every(loop) if isinstance(one, nodes.Getattr)]
    return {one.attr: None for one in rows if one.node.name == target_of(loop)}  # type: ignore[attr-defined]


def allowed(node: nodes.Node) -> bool:
    """Whether the grammar has this, by itself."""
    if isinstance(node, nodes.For):
        plain = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name)
        row_of_row = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Getattr)
        return (plain or row_of_row) and not node.recursive
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name) and not node.attr.startswith("_")
    if isinstance(node, nodes.Name):
        return not node.name.startswith("_")
    return isinstance(node, ALLOWED)


class Turns(list[Any]):
    """Rows that count how often they are gone through, together with all others of the file."""

    left: list[int]

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            self.left[0] -= 1
            if self.left[0] < 0:
                raise Unfit("size")
            yield row


def plain(value: Any, left: list[int]) -> Any:
    """A copy that holds words, numbers, rows and their keys only; TypeError for anything else."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        return Decimal(value)
    if isinstance(value, str):
        return ILLEGAL.sub("\ufffd", str.__str__(value).replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {str(key): plain(one, left) for key, one in value.items()}
    if isinstance(value, list | tuple):
        rows = Turns(plain(one, left) for one in value)
        rows.left = left
        return rows
    raise TypeError(f"a template is filled with words and numbers, not with {type(value).__name__}")


def values(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a template is filled with, and how many rows it may write altogether."""
    left = [MOST_TURNS]
    return {str(name): plain(value, left) for name, value in given.items()}


def in_words(value: Any) -> Any:
    """A value as the paper shows it: nothing for none, a sum without an exponent."""
    if value is None or isinstance(value, list | dict):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else value
