"""`make prove` says "held" of what ran, passed and handed over its figure and control; of nothing
else. Its rows name tests that are there, and every race and every figure has a row."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import handed_over, prove, run
from tests.proofs import BOTH, ROWS, Row

ROW = Row("a", "turn", "promise", ("tests/a.py::test_a", "tests/b.py"))
SINGLE = Row("b", "turn", "promise", ("tests/a.py::test_a",), ("SQLite",), uncontrolled="none")


def ended(outcome="passed", figures=(), controls=()):
    return {"outcome": outcome, "figure": list(figures), "control": list(controls)}


def good():
    """What the row's tests told on one database."""
    return {
        "tests/a.py::test_a[1]": ended(figures=[["1 of 9", "1"]]),
        "tests/b.py::test_b": ended(controls=["9 of 9"]),
        "tests/c.py::test_of_another_row": ended("failed"),
    }


def results(told=None, without=(), gone=()):
    """Two rounds in which all is well; on PostgreSQL but for what is changed."""
    told = {"SQLite": good(), "PostgreSQL": good() | (told or {})}
    for name in without:
        del told["PostgreSQL"][name]
    return {
        name: run.Round(name, 0, {}, {}, 1.0, 1.0, tests=tests)
        for name, tests in told.items()
        if name not in gone
    }


def test_what_ran_and_told_is_held_and_shown_with_its_figures():
    rounds = results()
    assert prove.verdict(ROW, rounds) == prove.HELD
    *_head, line = prove.table([ROW], {"turn": rounds}, {"a": prove.HELD})
    assert line == "| a | promise | 1 | both: 1 of 9 | both: 9 of 9 | both: 2 | held |"


def test_numbers_that_several_tests_counted_are_added_up():
    told = {
        f"tests/a.py::test_a[{n}]": ended(figures=[[{"doors": 1, "answers": n}, "1"]])
        for n in (1, 2, 40)
    }
    rounds = results(told)
    line = prove.table([ROW], {"turn": rounds}, {"a": prove.HELD})[-1]
    assert "PostgreSQL: 3 doors, 43 answers |" in line


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"without": ["tests/b.py::test_b"]}, "did not run on PostgreSQL: tests/b.py"),
        ({"without": ["tests/a.py::test_a[1]"]}, "did not run on PostgreSQL: tests/a.py::test_a"),
        ({"told": {"tests/b.py::test_c": ended("skipped")}}, "skipped: tests/b.py::test_c"),
        ({"told": {"tests/b.py::test_c": ended("failed")}}, "1 of 3 tests amiss on PostgreSQL"),
        ({"told": {"tests/b.py::test_c": ended("error")}}, "error: tests/b.py::test_c"),
        ({"told": {"tests/a.py::test_a[1]": ended()}}, "no figure from PostgreSQL"),
        ({"told": {"tests/b.py::test_b": ended()}}, "no control on PostgreSQL"),
        ({"gone": ["PostgreSQL"]}, "did not run on PostgreSQL: tests/a.py::test_a"),
    ],
)
def test_anything_else_is_not_held_and_says_why(changed, said):
    rounds = results(**changed)
    found = prove.verdict(ROW, rounds)
    assert found != prove.HELD
    assert said in found
    assert said in prove.table([ROW], {"turn": rounds}, {"a": found})[-1]


def test_a_row_of_one_database_without_a_control_says_why():
    assert prove.verdict(SINGLE, results(gone=["PostgreSQL"])) == prove.HELD
    assert "| none |" in prove.table([SINGLE], {"turn": results()}, {"b": prove.HELD})[-1]


def test_only_a_test_that_passed_has_handed_anything_over(figure, control, request):
    figure("3 s", bound="5 s")
    control("9 s")
    ours = request.node.user_properties
    found = handed_over.by_test(
        {
            "passed": [SimpleNamespace(nodeid=name, user_properties=ours) for name in ("a", "b")],
            "failed": [SimpleNamespace(nodeid="c", user_properties=ours)],
            "error": [SimpleNamespace(nodeid="b", user_properties=ours)],  # taken down
        }
    )
    assert found["a"] == ended(figures=[["3 s", "5 s"]], controls=["9 s"])
    assert found["b"]["outcome"] == "error"
    assert found["c"] == ended("failed")


def test_the_table_of_a_part_or_in_small_numbers_is_not_written(capsys):
    for words in (["--write", "--short"], ["--write", "--only", ROWS[0].name]):
        with pytest.raises(SystemExit):
            prove.arguments(words)
    assert "only the table of a whole run" in capsys.readouterr().err


def test_the_page_has_a_place_for_the_table():
    page = prove.PAGE.read_text(encoding="utf-8")
    once = prove.written(page, ["| x |"])
    assert "| x |" in once
    assert prove.written(once, ["| y |"]) == once.replace("| x |", "| y |")
    with pytest.raises(SystemExit):
        prove.written("no place", [])


def functions_of(path):
    """The tests of a file with what they ask for, by name."""
    tree = ast.parse((run.BASE / path).read_text(encoding="utf-8"))
    return {
        f"{path}::{node.name}": {argument.arg for argument in node.args.args}
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


GIVEN = sorted({given for row in ROWS for given in row.tests})


@pytest.mark.parametrize("given", GIVEN)
def test_what_a_row_names_is_there(given):
    assert any(prove.covers(given, name) for name in functions_of(given.partition("::")[0]))


def test_rows_have_names_of_their_own_and_databases_that_are_run():
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert {database for row in ROWS for database in row.databases} <= set(run.ROUNDS) == set(BOTH)


def test_every_race_every_long_test_and_every_figure_is_in_a_row():
    files = (
        *Path(run.BASE, "tests").rglob("test_*.py"),
        *Path(run.BASE, "tests").rglob("prove.py"),
    )
    left = []
    for file in files:
        path = str(file.relative_to(run.BASE))
        if path in ("tests/prove.py", "tests/harness/test_prove.py"):
            continue
        found = functions_of(path)
        asking = [name for name, asked in found.items() if asked & {"figure", "control"}]
        if file.name == "prove.py":
            asking = list(found)
        left += [one for one in asking if not any(prove.covers(given, one) for given in GIVEN)]
        races = "import race" in file.read_text(encoding="utf-8")
        if races and not any(given.startswith(path) for given in GIVEN):
            left.append(path)
    assert left == []
