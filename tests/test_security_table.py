"""docs/security.md: each row names a test that exists, or says why there is none."""

import ast
import re

import pytest

from tests.architecture.house import ROOT

TABLE = ROOT / "docs" / "security.md"
ROW = re.compile(r"^\| (\S.*?) \| (.+?) \| (.+?) \| (.+?) \|$")
STATES = {"有", "无关", "部署", "未证", "未做"}
CONTROLS = ("身份鉴别", "访问控制", "安全审计", "入侵防范", "恶意代码防范", "数据完整性")


def rows(text):
    """(requirement, what, state, test or reason) of each row."""
    found = [match.groups() for line in text.splitlines() if (match := ROW.match(line))]
    return [row for row in found if row[0] not in ("条", "控制点") and "---" not in row[0]]


def faults(text):
    """A sentence for each row that proves nothing."""
    seen = set()
    for key, what, state, proof in rows(text):
        if (key, what) in seen:
            yield f"{key} stands twice"
        seen.add((key, what))
        if state not in STATES:
            yield f"{key} has the state {state}"
        elif state == "有" and not exists(proof):
            yield f"{key}: there is no {proof}"
        elif state != "有" and (len(proof) < 6 or proof.startswith("tests/")):
            yield f"{key} does not say why"


def exists(proof):
    """Whether a test, or a file of tests, is there."""
    name, _, function = proof.partition("::")
    path = ROOT / name
    if not name.startswith("tests/") or not path.is_file():
        return False
    if not function:
        return True
    return any(
        isinstance(node, ast.FunctionDef) and node.name == function
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )


def test_every_row_names_a_test_or_a_reason():
    text = TABLE.read_text("utf-8")
    assert list(faults(text)) == []
    keys = [key for key, *_rest in rows(text)]
    assert sum(key.startswith("V") for key in keys) > 60
    for control in CONTROLS:
        assert any(key.startswith(control) for key in keys), control


@pytest.mark.parametrize(
    "row",
    [
        "| V1.1.1 | x | 有 | tests/test_security_table.py::test_that_is_not_there |",
        "| V1.1.1 | x | 有 | tests/nowhere.py |",
        "| V1.1.1 | x | 有 | 代码里有 |",
        "| V1.1.1 | x | 未做 | — |",
        "| V1.1.1 | x | 也许 | 说不准，以后再看看 |",
    ],
)
def test_a_row_that_proves_nothing_is_named(row):
    assert len(list(faults(row))) == 1
