"""The demo, loaded once for all the tests of this folder: each sees it as it was loaded."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from gaoqiao import environment
from tests.demo import PASSWORD
from tests.fixtures.kept import around_tests
from tests.town.small import small_profile


@pytest.fixture(scope="package")
def small_town(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Settings of a town whose own list of places is enough, and of a password for its people."""
    profile: Path = small_profile("gaoqiao", tmp_path_factory.mktemp("town"))
    town = environment.town(profile)
    return {"TOWN_PROFILE": profile, "TOWN": town, "DEMO_PASSWORD": PASSWORD}


@pytest.fixture(autouse=True)
def _small_town(settings: Any, small_town: dict[str, Any]) -> None:
    for name, value in small_town.items():
        setattr(settings, name, value)


@pytest.fixture(scope="package")
def kept_demo(
    django_db_setup: None, django_db_blocker: Any, small_town: dict[str, Any]
) -> Iterator[str]:
    """What the command said when it loaded the demo."""
    out = StringIO()
    with around_tests(django_db_blocker):
        with django_db_blocker.unblock(), override_settings(**small_town):
            call_command("demo", stdout=out)
        yield out.getvalue()


@pytest.fixture
def demo(kept_demo: str, db: None) -> str:
    """The loaded demo, for this test to change as it likes, and what the command said."""
    return kept_demo
