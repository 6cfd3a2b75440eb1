"""Every act says who acts, and runs inside the frame that records it."""

import ast

import pytest

from tests.architecture.house import ROOT, dotted, plant, python_files, tree, where

# What acts are made of: `record.note`, `jobs.enqueue`, … write inside the act that calls them.
MACHINERY = {
    f"foundation/{subject}"
    for subject in (
        *("record", "jobs", "files", "search", "drafts", "numbering", "receipts", "throttle"),
        *("revision", "site", "calendar"),
    )
}


def acts(root):
    """Public functions of actions modules: keyword-only, with `by`, under `@action`."""
    for path in python_files(root, words=["actions"]):
        name = where(root, path)
        if any(name.startswith(f"{subject}/") for subject in MACHINERY):
            continue
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            here = f"{where(root, path, node.lineno)} {node.name}"
            if node.args.args or node.args.posonlyargs or node.args.vararg:
                yield f"{here} takes arguments by position"
            if "by" not in {argument.arg for argument in node.args.kwonlyargs}:
                yield f"{here} does not say by whom"
            decorators = [d for d in node.decorator_list if isinstance(d, ast.Call)]
            if not any(dotted(d.func).rpartition(".")[2] == "action" for d in decorators):
                yield f"{here} is not under @action"
            if not ast.get_docstring(node):
                yield f"{here} has no docstring"


def saving_doors(root):
    """`.save()`, `.delete()`, `.update()` and the like in doors and forms: only acts write."""
    writes = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    for path in python_files(root, words=["views", "admin", "api", "tasks", "forms", "queries"]):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr
                if called in writes and dotted(node.func.value) not in SAVES_ELSEWHERE:
                    yield f"{where(root, path, node.lineno)} writes by .{called}() outside an act"


SAVES_ELSEWHERE = {"drafts", "image", "picture", "workbook", "response", "request.session"}

CHECKS = [acts, saving_doors]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_it(check):
    assert list(check(ROOT)) == []


RIGHT = {
    "residents/actions/needs.py": (
        '@action("needs.accept")\ndef accept_need(*, by, need):\n    """Take it on."""\n\n\n'
        "def _next_step(need):\n    return need\n"
    ),
    "foundation/record/actions.py": "def note(by, verb, subject):\n    pass",
    "residents/views.py": "drafts.save(by=by, form=form)",
}
ACT = '@action("a.b")\ndef f({}):\n    """Do."""'
PLANTED = [
    (acts, "residents/actions/x.py", ACT.format("need, *, by"), "by position"),
    (acts, "residents/actions.py", ACT.format("*, need"), "by whom"),
    (acts, "residents/actions.py", ACT.format("*needs, by"), "by position"),
    (acts, "residents/actions.py", 'def f(*, by):\n    """Do."""', "not under @action"),
    (acts, "residents/actions.py", '@atomic\ndef f(*, by):\n    """Do."""', "not under @action"),
    (acts, "foundation/accounts/actions.py", ACT.format("*, user"), "by whom"),
    (acts, "residents/actions.py", '@action("a.b")\ndef f(*, by):\n    pass', "no docstring"),
    (saving_doors, "residents/views.py", "need.save()", ".save()"),
    (saving_doors, "residents/admin.py", "def f(self, need):\n    need.delete()", ".delete()"),
    (saving_doors, "residents/forms.py", "form.instance.save()", ".save()"),
    (saving_doors, "residents/queries.py", "Need.objects.get_or_create(pk=1)", "get_or_create"),
]


@pytest.mark.parametrize(("check", "name", "body", "why"), PLANTED)
def test_a_planted_fault_is_named(tmp_path, check, name, body, why):
    plant(tmp_path, **RIGHT)
    assert list(check(tmp_path)) == []
    plant(tmp_path, **{name: body})
    (fault,) = check(tmp_path)
    assert fault.startswith(name)
    assert why in fault
