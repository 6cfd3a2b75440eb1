"""The door tests in a process of their own, for the town and the modules of another profile."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.conf import settings

from gaoqiao import environment
from tests.doors import table

MODULE = "tests/test_doors.py"
ALWAYS = (
    "test_every_address_and_every_admin_model_is_in_a_table",
    "test_the_front_page_names_its_town_and_no_other",
)
EACH = "test_every_persona_gets_the_answer_of_the_table_and_nothing_planted"
OURS = ("PYTEST_", "TEST_")  # what the run around us has set for itself


def knock_at(profile: Path, *, one_in: int) -> subprocess.CompletedProcess[str]:
    """Run the tests of one door in so many, the same ones each time."""
    tests = [*ALWAYS, *(f"{EACH}[{door}]" for door in doors_of(profile, one_in=one_in))]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", *(f"{MODULE}::{test}" for test in tests)],
        cwd=settings.BASE_DIR,
        env=kept | {"TOWN_PROFILE": str(profile)},
        capture_output=True,
        text=True,
        check=False,
    )


def doors_of(profile: Path, *, one_in: int) -> list[str]:
    """One in so many of the doors whose room the profile opens, in the order of the tables; a door
    of two tables is left out, because pytest numbers it."""
    off = environment.rooms_off(environment.town(profile))
    doors = Counter(str(door) for door in table.doors() if table.room_of(door) not in off)
    return [door for door, lines in doors.items() if lines == 1][::one_in]
