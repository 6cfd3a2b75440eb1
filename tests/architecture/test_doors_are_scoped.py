"""Doors fetch through `access` and `queries`: no manager and no whole model in what one reaches.

Commands count too: an operator's command that writes past the actions leaves no record.
"""

import ast

import pytest

from tests.architecture.house import ROOT, called, calls, dotted, plant, python_files, tree, where

DOORS = [
    *("views", "admin", "api", "tasks", "feeds", "exports", "imports"),
    *("management", "templatetags", "middleware", "context"),
]
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}


def managers(root):
    """`.objects` and its like in a door."""
    for path in python_files(root, words=DOORS):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                yield f"{where(root, path, node.lineno)} reads a whole table by .{node.attr}"


def shortcuts(root):
    """`get_object_or_404(Model)`: the model itself instead of a `visible_*` queryset."""
    for path in python_files(root, words=DOORS):
        for call in calls(path):
            if called(call).rpartition(".")[2] in SHORTCUTS and call.args:
                first = call.args[0]
                name = dotted(first).rpartition(".")[2]
                if isinstance(first, ast.Name | ast.Attribute) and name[:1].isupper():
                    yield f"{where(root, path, call.lineno)} fetches {name} past access"


def class_querysets(root):
    """`queryset =` in a class body, and `model =` in a view: both skip who may see what."""
    for path in python_files(root, words=DOORS):
        generic = path.stem in ("views", "api") or "views" in path.parts or "api" in path.parts
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ClassDef) or node.name == "Meta":
                continue
            for line in node.body:
                targets = (
                    line.targets
                    if isinstance(line, ast.Assign)
                    else [getattr(line, "target", None)]
                )
                names = {getattr(target, "id", "") for target in targets}
                if "queryset" in names or (generic and "model" in names):
                    yield f"{where(root, path, line.lineno)} fixes a queryset in a class"


CHECKS = [managers, shortcuts, class_querysets]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


PLANTED = [
    (managers, "residents/views.py", "needs = Need.objects.all()"),
    (managers, "residents/views/needs.py", "needs = Need._default_manager.all()"),
    (managers, "residents/admin.py", "def f(self):\n    return self.model._base_manager.all()"),
    (managers, "residents/tasks.py", "x = Need.objects.get(pk=1)"),
    (managers, "residents/management/commands/x.py", "Need.objects.all().delete()"),
    (shortcuts, "residents/views.py", "need = get_object_or_404(Need, pk=1)"),
    (shortcuts, "residents/api.py", "need = shortcuts.get_object_or_404(models.Need, pk=1)"),
    (class_querysets, "residents/api.py", "class A(View):\n    queryset = visible_needs(None)"),
    (class_querysets, "residents/views.py", "class A(DetailView):\n    model = Need"),
]
RIGHT = {
    "residents/views.py": "need = get_object_or_404(access.visible_needs(user), pk=1)",
    "residents/queries.py": "needs = Need.objects.all()",
    "residents/api.py": "class A:\n    class Meta:\n        model = Need",
}


@pytest.mark.parametrize(("check", "name", "body"), PLANTED)
def test_a_planted_fault_is_named(tmp_path, check, name, body):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    found = list(check(tmp_path))
    assert len(found) == 1
    assert found[0].startswith(name)
