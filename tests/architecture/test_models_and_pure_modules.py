"""Migrations say what the models say; pure modules need no Django behind them."""

import subprocess
import sys
import tomllib

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.utils import translation

from tests.architecture.house import ROOT, STOREYS, plant


def unmigrated(now):
    """`room.change` for each difference between the models as they are and the migrations."""
    loader = MigrationLoader(None)
    with translation.override(None):  # as makemigrations does: words of a language are no change
        changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    for room in STOREYS:
        for migration in changes.get(room, []):
            yield from (f"{room}: {operation.describe()}" for operation in migration.operations)


def test_every_model_is_migrated():
    assert list(unmigrated(ProjectState.from_apps(apps))) == []


def test_a_planted_field_and_a_planted_model_are_named():
    now = ProjectState.from_apps(apps)
    now.add_field("foundation", "counter", "planted", models.IntegerField(null=True), True)
    now.add_model(ModelState("residents", "Planted", [("id", models.AutoField(primary_key=True))]))
    assert sorted(unmigrated(now)) == [
        "foundation: Add field planted to counter",
        "residents: Create model Planted",
    ]


# Imports the modules one after the other where Django is not set up, and says what that needed.
PROGRAM = """
import importlib, sys
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as error:
        print(name, type(error).__name__)
    if name not in FIELDS and any(m.endswith(".models") and m != "django.db.models"
                                  for m in sys.modules if m.split(".")[0] in ROOMS):
        print(name, "loads models")
from django.apps import apps
print("set up" if apps.ready else "", end="")
"""


def impure(folder, modules):
    """Modules that cannot be imported in a process in which Django is not set up."""
    head = f"FIELDS = {{'foundation.crypto.fields'}}\nROOMS = {STOREYS!r}\n"
    ran = subprocess.run(
        [sys.executable, "-c", head + PROGRAM, *modules],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.split("\n")[:-1] + ran.stderr.splitlines()[-1:]


def test_pure_modules_are_imported_without_django():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    pure = next(c["pure"] for c in config["contracts"] if c["type"] == "ranks")
    assert impure(ROOT, pure) == []


@pytest.mark.parametrize(
    "body",
    [
        "from django.conf import settings\nX = settings.DEBUG",
        "from django.contrib.auth.models import Permission",
        "from residents import models",
    ],
)
def test_a_planted_dependence_is_named(tmp_path, body):
    rooms = {"residents/__init__.py": "", "residents/models.py": ""}
    plant(tmp_path, **rooms, **{"residents/law.py": body, "residents/ratio.py": "X = 1"})
    assert impure(tmp_path, ["residents.ratio"]) == []
    (fault,) = impure(tmp_path, ["residents.law"])
    assert fault.startswith("residents.law ")
