"""Storeys and ranks: the contracts of pyproject.toml, and what each of them catches."""

import os
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.house import ROOT, STOREYS, plant
from tests.architecture.ranks import House, circles, faults

HOUSE = House(
    rooms=tuple(reversed(STOREYS)),
    divided=frozenset({"foundation", "gaoqiao"}),
    pure=frozenset({"residents.roles", "residents.law", "foundation.phones"}),
    named={"foundation.record.guards": 4},
)


def said(*edges, modules=()):
    """The faults of some edges, with nothing stale in the lists."""
    listed = {*HOUSE.pure, *HOUSE.named}
    packages = {"residents", "foundation.record"}
    return faults(HOUSE, {*modules, *listed, *(m for e in edges for m in e)}, packages, edges)


@pytest.mark.parametrize(
    ("module", "rank"),
    [
        ("residents.urls", 7),
        ("residents.views.needs", 6),
        ("foundation.management.commands.messages", 6),
        ("residents.migrations.0001_initial", 6),
        ("gaoqiao.portal.views", 6),
        ("gaoqiao.settings", 6),
        ("residents.forms.needs", 5),
        ("residents.actions.needs", 4),
        ("foundation.record.actions", 4),
        ("foundation.record.guards", 4),
        ("residents.queries", 3),
        ("residents.access.needs", 2),
        ("residents.models.need", 1),
        ("residents.roles", 0),
        ("residents.unheard_of", None),
    ],
)
def test_the_rank_of_a_module(module, rank):
    assert HOUSE.rank(module) == rank


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("residents.views.needs", "residents.actions.needs"),
        ("residents.models", "residents.models.need"),
        ("residents.actions.needs", "residents.actions.steps"),
        ("residents.law", "residents.roles"),
        ("committees.actions", "residents.actions.needs"),
        ("committees.models", "residents.models"),
        ("gaoqiao.portal.views", "committees.queries"),
        ("foundation.jobs.actions", "foundation.record.actions"),
        ("foundation.models", "foundation.jobs.models"),
        ("residents.actions", "foundation.record.actions"),
    ],
)
def test_what_is_allowed(importer, imported):
    assert said((importer, imported)) == []


@pytest.mark.parametrize(
    ("importer", "imported", "why"),
    [
        ("residents.queries", "residents.actions.needs", "rank 3 imports rank 4"),
        ("residents.roles", "residents.models", "rank 0 imports rank 1"),
        ("residents.models.need", "residents.access.needs", "rank 1 imports rank 2"),
        ("residents.views", "residents.admin", "the same rank of its own room"),
        ("residents.actions", "residents.tasks", "rank 4 imports rank 6"),
        ("committees.queries", "residents.actions", "rank 3 imports rank 4"),
        ("committees.access", "foundation.record.queries", "rank 2 imports rank 3"),
        ("residents.actions", "committees.queries", "a higher storey"),
        ("foundation.record.models", "residents.models", "a higher storey"),
        ("foundation.record.queries", "foundation.jobs.actions", "rank 3 imports rank 4"),
        ("foundation.record.views", "foundation.record.admin", "the same rank of its own room"),
        ("gaoqiao.portal.queries", "gaoqiao.portal.views", "rank 3 imports rank 6"),
        ("gaoqiao.reports.queries", "gaoqiao.reports.actions", "rank 3 imports rank 4"),
        ("residents.views", "residents", "a room itself"),
    ],
)
def test_a_planted_edge_is_named(importer, imported, why):
    (fault,) = said((importer, imported))
    assert fault.startswith(f"{importer} -> {imported}: ")
    assert why in fault


def test_a_module_without_a_rank_and_a_stale_name_are_named():
    (fault,) = said(modules=["residents.things"])
    assert fault.startswith("residents.things has no rank")
    assert said(modules=["residents", "foundation.record"]) == []
    (fault,) = said(("residents.views", "foundation.record"))
    assert fault.startswith("foundation.record has no rank"), "a subject package holds no code"
    (fault,) = faults(HOUSE, {*HOUSE.named, "residents.law", "residents.roles"}, set(), set())
    assert fault.startswith("foundation.phones is listed")


def test_siblings_do_not_go_in_circles():
    (fault,) = said(
        ("residents.models", "residents.models.need"),
        ("residents.models.need", "residents.models.place"),
        ("residents.models.place", "residents.models.need"),
    )
    assert fault.startswith("circle: residents.models.need -> residents.models.place")
    assert circles([("a", "b"), ("b", "c"), ("a", "c")]) == []


def lint(folder):
    """`lint-imports` with the portal's own configuration over the rooms in a folder."""
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def test_the_portal_keeps_its_contracts():
    ran = lint(ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("files", "broken"),
    [
        ({}, ""),
        ({"foundation/jobs/models.py": "from residents import models"}, "storeys BROKEN"),
        ({"residents/queries.py": "from residents import views"}, "ranks BROKEN"),
        ({"residents/things.py": ""}, "ranks BROKEN"),
        (
            {
                "foundation/jobs/actions.py": "from foundation.record import queries",
                "foundation/record/actions.py": "from foundation.jobs import models",
            },
            "circles BROKEN",
        ),
    ],
)
def test_the_linter_itself_catches_a_planted_import(tmp_path, files, broken):
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    listed = [*config["contracts"][1]["pure"]]
    listed += [name.split("=")[0] for name in config["contracts"][1]["named"]]
    modules = [
        *(f"{room}.models" for room in config["root_packages"]),
        *("residents.views", "foundation.jobs.models", "foundation.record.queries"),
        *listed,
    ]
    plant(tmp_path, **{"pyproject.toml": (ROOT / "pyproject.toml").read_text()})
    for module in modules:
        plant(tmp_path, **{module.replace(".", "/") + ".py": ""})
    plant(tmp_path, **files)
    for folder in {p.parent for p in tmp_path.rglob("*.py")} - {tmp_path}:
        for package in (folder, *folder.parents):
            if package.is_relative_to(tmp_path) and package != tmp_path:
                (package / "__init__.py").touch()
    ran = lint(tmp_path)
    assert ran.returncode == (1 if broken else 0), ran.stdout + ran.stderr
    assert broken in ran.stdout


def test_every_room_that_stands_is_linted():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    standing = {room for room in STOREYS if list((ROOT / room).glob("*.py"))}
    assert set(config["root_packages"]) == standing
