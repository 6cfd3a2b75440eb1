"""Habits that rot a house: junk drawers, model signals, imports inside functions, stray files."""

import ast

import pytest

from tests.architecture.house import (
    ROOT,
    STOREYS,
    called,
    calls,
    dotted,
    plant,
    python_files,
    rank_word,
    tree,
    where,
)

FORBIDDEN = {"utils", "helpers", "common", "mixins", "managers", "signals"}
SIGNALS = {f"{when}_{what}" for when in ("pre", "post") for what in ("save", "delete", "init")} | {
    "m2m_changed",
    "class_prepared",
}
FILE_FIELDS = {"FileField", "ImageField", "FilePathField"}


def names(root):
    """File and package names that say nothing of what is inside."""
    for path in python_files(root):
        for part in path.relative_to(root).with_suffix("").parts:
            if part in FORBIDDEN:
                yield f"{where(root, path)} is called {part}"


def signals(root):
    """Model signals: what happens on save is found by reading the action."""
    for path in python_files(root):
        for node in ast.walk(tree(path)):
            used = set()
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("signals"):
                used = {alias.name for alias in node.names}
            elif isinstance(node, ast.Attribute) and dotted(node.value).endswith("signals"):
                used = {node.attr}
            for name in sorted(used & SIGNALS):
                yield f"{where(root, path, node.lineno)} uses the model signal {name}"


def inline_imports(root):
    """First-party imports inside a function, `ready()` of an apps.py excepted."""
    for path in python_files(root):
        for function in ast.walk(tree(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if path.stem == "apps" and function.name == "ready":
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom):
                    found = [node.module or STOREYS[0]]
                elif isinstance(node, ast.Import):
                    found = [alias.name for alias in node.names]
                else:
                    continue
                if any(name.split(".")[0] in STOREYS for name in found):
                    yield f"{where(root, path, node.lineno)} imports inside {function.name}"


def file_fields(root):
    """Model fields that hold a file, anywhere but in foundation.files."""
    for path in python_files(root):
        if path.is_relative_to(root / "foundation" / "files"):
            continue
        in_models = rank_word(root, path) == "models"
        for call in calls(path):
            before, _, name = called(call).rpartition(".")
            if name in FILE_FIELDS and (before == "models" or (in_models and not before)):
                yield f"{where(root, path, call.lineno)} keeps a file outside foundation.files"


CHECKS = [names, signals, inline_imports, file_fields]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


PLANTED = [
    *((names, f"residents/{name}.py", "") for name in sorted(FORBIDDEN)),
    (names, "residents/utils/words.py", ""),
    (signals, "residents/apps.py", "from django.db.models.signals import post_save"),
    (signals, "residents/apps.py", "signals.pre_delete.connect(f)"),
    (inline_imports, "residents/actions.py", "def f():\n    from residents import models"),
    (inline_imports, "residents/actions.py", "def f():\n    import foundation.actor"),
    (inline_imports, "residents/actions.py", "def f():\n    from . import models"),
    (inline_imports, "residents/apps.py", "def other():\n    from residents import models"),
    (file_fields, "residents/models.py", "photo = models.ImageField()"),
    (file_fields, "residents/models/needs.py", "photo = FileField()"),
]
RIGHT = {
    "residents/apps.py": (
        "from django.db.models.signals import post_migrate\n"
        "def ready(self):\n    from residents import checks"
    ),
    "foundation/crypto/fields.py": "class F(Field):\n    x = Field.pre_save",
    "residents/forms.py": "photo = forms.ImageField()",
    "foundation/files/models.py": "file = models.FileField()",
}


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_fault_is_named(tmp_path, check, name, body):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    found = list(check(tmp_path))
    assert len(found) == 1
    assert found[0].startswith(name)
