"""Every act says who acts and runs inside the frame that records it; doors call acts only."""

import ast

import pytest

from tests.architecture.house import ROOT, dotted, plant, python_files, rank_word, tree, where

# What acts are made of (`record.note`, `jobs.enqueue` …), and what a door does that is no act of a
# person: keep a draft, count a try, note a log-in. The record wants no Entry of it.
MACHINERY = "foundation/"
DOORS = ["views", "admin", "api", "tasks", "management", "forms", "filters", "exports", "imports"]
WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# `.save()` of these writes no row of ours.
SAVES_ELSEWHERE = {"drafts", "image", "picture", "workbook", "response", "request.session"}


def functions(root):
    """(path, function) for each public function of an actions module."""
    for path in python_files(root, words=["actions"]):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path, node


def is_act(node):
    decorators = [d for d in node.decorator_list if isinstance(d, ast.Call)]
    return any(dotted(d.func).rpartition(".")[2] == "action" for d in decorators)


def acts(root):
    """Acts that take arguments by position, do not say by whom, or not what they do."""
    for path, node in functions(root):
        if not is_act(node):
            continue
        here = f"{where(root, path, node.lineno)} {node.name}"
        if node.args.args or node.args.posonlyargs or node.args.vararg:
            yield f"{here} takes arguments by position"
        if "by" not in {argument.arg for argument in node.args.kwonlyargs}:
            yield f"{here} does not say by whom"
        if not ast.get_docstring(node):
            yield f"{here} has no docstring"


def doors(root):
    """Functions of actions that a door calls and that are no act: nothing frames what they do."""
    steps = {}
    for path, node in functions(root):
        if not is_act(node) and not where(root, path).startswith(MACHINERY):
            steps.setdefault(module(root, path), set()).add(node.name)
    for path in python_files(root, words=DOORS):
        names = imported(path)
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute | ast.Name):
                first, _, rest = dotted(node).partition(".")
                full = ".".join(filter(None, [names.get(first, ""), rest]))
                home, _, name = full.rpartition(".")
                if name in steps.get(home, ()):
                    yield f"{where(root, path, node.lineno)} calls {full}, which is no act"


def module(root, path):
    name = ".".join(path.relative_to(root).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imported(path):
    """Local name -> dotted name, for each import at the top of a file."""
    names = {}
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def saving(root):
    """Writing by `.save()`, `.delete()` and the like outside of actions: only acts write."""
    for path in python_files(root):
        word = rank_word(root, path)
        if word not in [*DOORS, "queries", "access"]:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr
                if called in WRITES and dotted(node.func.value) not in SAVES_ELSEWHERE:
                    yield f"{where(root, path, node.lineno)} writes by .{called}() outside an act"


CHECKS = [acts, doors, saving]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


ACT = '@action("a.b")\ndef f({}):\n    """Do."""\n'
RIGHT = {
    "residents/actions/needs.py": ACT.format("*, by, need") + "def step(need):\n    need.save()",
    "residents/actions/__init__.py": "from residents.actions.needs import f, step",
    "foundation/drafts/actions.py": "def save(by, form):\n    pass",
    "residents/views.py": "from foundation.drafts import actions as drafts\n"
    "from residents.actions import needs as needs_actions\n"
    "drafts.save(by=by)\nneeds_actions.f(by=by, need=need)",
}
CALLS_STEP = [
    "from residents.actions import needs\n\n\ndef g():\n    needs.step(need)",
    "from residents.actions.needs import step\n\n\ndef g():\n    step(need)",
    "from residents.actions.needs import step as go\nx = [go]",
]
PLANTED = [
    (acts, "residents/actions/x.py", ACT.format("need, *, by"), "by position"),
    (acts, "residents/actions.py", ACT.format("*, need"), "by whom"),
    (acts, "residents/actions.py", ACT.format("*needs, by"), "by position"),
    (acts, "foundation/accounts/actions.py", ACT.format("*, user"), "by whom"),
    (acts, "residents/actions.py", '@action("a.b")\ndef f(*, by):\n    pass', "no docstring"),
    *((doors, "residents/admin.py", body, "residents.actions.needs.step") for body in CALLS_STEP),
    (doors, "committees/tasks.py", CALLS_STEP[0], "residents.actions.needs.step"),
    (saving, "residents/views.py", "need.save()", ".save()"),
    (saving, "residents/admin.py", "def f(self, need):\n    need.delete()", ".delete()"),
    (saving, "residents/forms.py", "form.instance.save()", ".save()"),
    (saving, "residents/queries.py", "Need.objects.get_or_create(pk=1)", "get_or_create"),
]


@pytest.mark.parametrize(("check", "name", "body", "why"), PLANTED)
def test_a_planted_fault_is_named(tmp_path, check, name, body, why):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    (fault,) = check(tmp_path)
    assert fault.startswith(name)
    assert why in fault
