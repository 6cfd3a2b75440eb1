"""Nothing grows past what one can read at a sitting (design.md 2)."""

import ast
from statistics import median

import pytest

from tests.architecture.house import (
    ROOT,
    files_of_tests,
    plant,
    python_files,
    templates,
    tree,
    where,
)

LIMITS = {"python": 250, "test": 300, "template": 120, ".css": 250, ".js": 120}
FUNCTION = 40
MEDIAN = 80


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def files(root):
    """Files that are longer than their kind may be."""
    static = [p for p in sorted((root / "static").rglob("*")) if p.suffix in (".css", ".js")]
    for limit, paths in (
        (LIMITS["python"], python_files(root)),
        (LIMITS["test"], files_of_tests(root)),
        (LIMITS["template"], templates(root)),
        *((LIMITS[path.suffix], [path]) for path in static),
    ):
        for path in paths:
            if length(path) > limit:
                yield f"{where(root, path)} has {length(path)} lines, over {limit}"


def functions(root):
    """Functions longer than 40 lines, their docstring included."""
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION:
                    yield f"{where(root, path, node.lineno)} {node.name} has {lines} lines"


def middle(root):
    """The median of the Python files that hold anything."""
    lengths = [found for found in map(length, python_files(root)) if found]
    if lengths and median(lengths) > MEDIAN:
        yield f"the median Python file has {median(lengths)} lines, over {MEDIAN}"


CHECKS = [files, functions, middle]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 40
PLANTED = [
    (files, "residents/views.py", "x = 1\n" * 251),
    (files, "tests/needs/test_need.py", "x = 1\n" * 301),
    (files, "templates/residents/need.html", "<br>\n" * 121),
    (files, "static/css/base.css", "\n" * 251),
    (files, "static/js/places.js", "\n" * 121),
    (functions, "residents/actions.py", LONG_FUNCTION),
    (middle, "residents/actions.py", "x = 1\n" * 81),
]


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_giant_is_named(tmp_path, check, name, body):
    plant(tmp_path, **{name: body.rpartition("\n")[0].rpartition("\n")[0]})
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    assert len(list(check(tmp_path))) == 1
