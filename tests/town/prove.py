"""Another town, whole: each of its doors, the doors of towns with rooms off, and its demo.

For `make prove`; `test_another_town.py` asks a sample of it each time.
"""

import html
import os
import re
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from gaoqiao import environment
from tests import other_towns
from tests.demo import PASSWORD
from tests.town.other_doors import ALWAYS, doors_of, knock_at
from tests.town.small import small_profile
from tests.town.test_another_town import HENGJIE

pytestmark = pytest.mark.sqlite
OFF = {
    "whole": (),
    "no deliberation": ("committees",),
    "no services, no workshops": ("services", "workshops"),
    "needs alone": ("committees", "services", "workshops"),
}
ONE_IN = int(os.environ.get("ONE_IN", "1"))


@pytest.mark.parametrize("called", OFF)
def test_the_doors_of_a_town(called, tmp_path, figure):
    off = OFF[called]
    profile = tmp_path / "profile.toml"
    text = HENGJIE.read_text(encoding="utf-8")
    for room in off:
        text = re.sub(rf"^{room} = \w+$", f"{room} = false", text, flags=re.MULTILINE)
    profile.write_text(text, encoding="utf-8")
    one_in = ONE_IN * (4 if off else 1)
    done = knock_at(profile, one_in=one_in)
    assert done.returncode == 0, done.stdout + done.stderr
    (passed,) = re.findall(r"(\d+) passed", done.stdout)
    asked = len(doors_of(profile, one_in=one_in)) + len(ALWAYS)
    assert int(passed) == asked
    figure(f"{called}: {passed} tests of doors", bound="all pass")


def links(page):
    """The addresses of our own that a page leads to."""
    found = (html.unescape(link) for link in re.findall(r'href="(/[^"#]*)', page))
    return {urlsplit(link).path for link in found if not link.startswith("/static/")}


@pytest.mark.django_db
def test_the_demo_of_another_town_names_no_other(settings, tmp_path, figure):
    settings.TOWN_PROFILE = small_profile("hengjie", tmp_path)
    settings.TOWN = environment.town(settings.TOWN_PROFILE)
    settings.DEMO_PASSWORD = PASSWORD
    call_command("demo")
    seen, waiting = set(), {"/", "/en/"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = Client().get(address)
        body = b"".join(response) if response.streaming else response.content
        text = body.decode(errors="replace")
        assert not other_towns.named_in(text), address
        if response.get("Content-Type", "").startswith("text/html"):
            waiting |= links(text) - seen
    assert len(seen) > 200
    figure(f"{len(seen)} pages of its demo, none names another", bound="none")
