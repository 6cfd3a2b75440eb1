"""What every architecture check reads: the tree of files, who owns each, and their syntax trees.

A check is a function of a root folder that returns sentences, so that the same function runs over
the portal (and must say nothing) and over a small planted tree (and must name the fault).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.architecture.ranks import RANK

ROOT = Path(__file__).resolve().parents[2]
STOREYS = ("foundation", "residents", "committees", "services", "workshops", "gaoqiao")
GROUND = -1


def plant(root: Path, **files: str) -> Path:
    """Write a small tree: `plant(tmp_path, **{"residents/views.py": "…"})`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def python_files(root: Path, *, words: Iterable[str] = ()) -> Iterator[Path]:
    """The rooms' Python files without migrations; with `words`, only those of these ranks."""
    wanted = set(words)
    for room in STOREYS:
        for path in sorted((root / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            if not wanted or rank_word(root, path) in wanted:
                yield path


def files_of_tests(root: Path) -> Iterator[Path]:
    return iter(sorted((root / "tests").rglob("*.py")))


def templates(root: Path) -> Iterator[Path]:
    return (path for path in sorted((root / "templates").rglob("*")) if path.is_file())


def rank_word(root: Path, path: Path) -> str:
    """The first part of the path below its room that is a rank word, or nothing."""
    parts = path.relative_to(root).with_suffix("").parts[1:]
    return next((part for part in parts if part in RANK), "")


def storey(room: str) -> int:
    """The height of a room; names that are no room (third-party apps) are the ground."""
    return STOREYS.index(room) if room in STOREYS else GROUND


def owner(root: Path, path: Path) -> int:
    """The storey that a file belongs to.

    A template belongs to the room that its folder names, `admin/<room>/` included; `base*.html` and
    `components/` are ground; every other template is the shell's.
    """
    parts = path.relative_to(root).parts
    if parts[0] != "templates":
        return storey(parts[0])
    return template_storey("/".join(parts[1:]))


def template_storey(name: str) -> int:
    """The storey of a template by its name as Django loads it."""
    parts = name.split("/")
    if parts[0] == "components" or (len(parts) == 1 and parts[0].startswith("base")):
        return GROUND
    if parts[0] == "admin":
        return storey(parts[1]) if len(parts) > 2 and parts[1] in STOREYS else GROUND
    return storey(parts[0]) if parts[0] in STOREYS else storey("gaoqiao")


def where(root: Path, path: Path, line: int | None = None) -> str:
    name = path.relative_to(root).as_posix()
    return f"{name}:{line}" if line else name


def tree(path: Path) -> ast.Module:
    return _tree(path, path.stat().st_mtime_ns)


@cache
def _tree(path: Path, _changed: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def called(node: ast.Call) -> str:
    """The dotted name of what a call calls: `models.ForeignKey`, `reverse`; else nothing."""
    return dotted(node.func)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def text(node: ast.AST | None) -> str | None:
    """The value of a string literal, else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def argument(call: ast.Call, position: int, name: str) -> ast.AST | None:
    """An argument by position or by name."""
    if len(call.args) > position:
        return call.args[position]
    return next((word.value for word in call.keywords if word.arg == name), None)
